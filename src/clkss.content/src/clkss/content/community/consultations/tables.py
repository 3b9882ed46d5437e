"""The table of comments on paragraphs; it says again what stands in the posts."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table


parts = Table(
    "consultation_parts",
    metadata["facts"],
    Column("thing", String(32), primary_key=True),
    Column("post", BigInteger, primary_key=True, autoincrement=False),
    Column("part", Integer, nullable=False),
    Index("consultation_parts_part", "thing", "part", "post"),
)

declare("community.consultations")
