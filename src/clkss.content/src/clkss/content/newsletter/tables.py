"""The tables of subscribers. They are their only home: no catalog, no REST, no export."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Whoever has no account. Times are seconds since the epoch; ``folded`` is what is compared.
subscribers = Table(
    "newsletter_subscribers",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("address", String(254), nullable=False),
    Column("folded", String(254), nullable=False, unique=True),
    Column("language", String(12), nullable=False),
    Column("site_url", Text, nullable=False),
    Column("asked", Float, nullable=False),
    Column("confirmed", Float, index=True),
)

#: Members; the address is that of the account.
members = Table(
    "newsletter_members",
    metadata["facts"],
    Column("member", String(255), primary_key=True),
    Column("language", String(12), nullable=False),
    Column("site_url", Text, nullable=False),
    Column("since", Float, nullable=False),
)

#: From where addresses came within the last hour, under names that nobody can turn back.
sources = Table(
    "newsletter_sources",
    metadata["facts"],
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("source", String(32), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

declare("newsletter")
