"""The tables of saved searches. They are their only home: no catalog, no REST, no export."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch. ``since`` is when it was saved or went on after a pause.
searches = Table(
    "following_searches",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("member", String(255), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("query", Text, nullable=False),
    Column("rhythm", String(10), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("language", String(12), nullable=False),
    Column("site_url", Text, nullable=False),
    Column("since", Float, nullable=False),
    Index("following_searches_rhythm", "rhythm", "paused"),
)

told = Table(
    "following_told",
    metadata["facts"],
    Column("search", String(32), primary_key=True),
    Column("item", String(32), primary_key=True),
    Column("at", Float, nullable=False, index=True),
)

#: When something was published first.
appeared = Table(
    "following_appeared",
    metadata["facts"],
    Column("item", String(32), primary_key=True),
    Column("at", Float, nullable=False, index=True),
)

declare("following")
