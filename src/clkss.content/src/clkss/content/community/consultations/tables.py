"""The tables: comments by paragraph, which say again what stands in posts, and who is silent."""

from clkss.content.notices import silence
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

#: Members who want no mails about what committees ask.
silent = silence.table("asked_silent")

declare("community.consultations")
