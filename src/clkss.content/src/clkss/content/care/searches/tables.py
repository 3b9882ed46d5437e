"""The table of searches that found nothing."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table


#: The words are empty until they came twice; days are ISO dates.
misses = Table(
    "care_misses",
    metadata["facts"],
    Column("digest", String(32), primary_key=True),
    Column("words", String(80), nullable=False),
    Column("count", Integer, nullable=False),
    Column("last", String(10), nullable=False),
    Index("care_misses_words", "count", "last"),
)

declare("care.searches")
