"""What the night finds out for the health page."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Pairs of items that may be the same; the first UID is the smaller one.
pairs = Table(
    "care_pairs",
    metadata["facts"],
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    Column("why", String(12), nullable=False),
)

#: Pairs of which an editor said that they are two things.
different = Table(
    "care_different",
    metadata["facts"],
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    Column("said_by", String(255), nullable=False),
    Column("at", Float, nullable=False),
)

#: Files whose text could not be read.
unread = Table(
    "care_unread",
    metadata["facts"],
    Column("file", String(32), primary_key=True),
    Column("item", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("note", String(12), nullable=False),
)

declare("care.health")
