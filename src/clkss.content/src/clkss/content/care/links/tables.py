"""The tables of links."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch; 0 stands for never.
links = Table(
    "care_links",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("host", String(255), nullable=False),
    Column("checked", Float, nullable=False),
    Column("due", Float, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("reason", String(12), nullable=False),
    Column("status", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("first_failed", Float, nullable=False),
    Index("care_links_due", "due"),
    Index("care_links_failing", "failures"),
    Index("care_links_checked", "checked"),
)

#: Which item has which link.
uses = Table(
    "care_link_uses",
    metadata["facts"],
    Column("item", String(32), primary_key=True),
    Column("link", String(32), primary_key=True),
    Index("care_link_uses_link", "link"),
)

declare("care.links")
