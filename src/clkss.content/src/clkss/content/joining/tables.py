"""The tables of joining. Name and address of who asks stay only until the address is confirmed."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch.
requests = Table(
    "joining_requests",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    # The account, once there is one.
    Column("person", String(255), nullable=False, index=True),
    Column("name", String(300), nullable=False),
    Column("mail", String(254), nullable=False, index=True),
    Column("organisation", String(300), nullable=False),
    Column("agency", String(60), nullable=False),
    Column("committee", String(60), nullable=False),
    Column("function", String(20), nullable=False),
    Column("language", String(12), nullable=False),
    Column("site_url", Text, nullable=False),
    Column("state", String(12), nullable=False),
    # A field was filled in that people do not see: no mail is sent.
    Column("trapped", Boolean, nullable=False),
    # The browser did not work for it.
    Column("aside", Boolean, nullable=False),
    # When the mail was asked for; nothing while it waits.
    Column("mailed", Float),
    Column("at", Float, nullable=False),
    Column("confirmed", Float),
    # Whose turn it is, and since when.
    Column("turn", String(60), nullable=False),
    Column("turn_since", Float, nullable=False),
    Column("decided", Float),
    Column("decided_by", String(255), nullable=False),
    Column("given", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("notice", String(64), nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("notice_language", String(12), nullable=False),
    Index("joining_requests_state", "state", "turn"),
)

#: From where requests came within the last day, under names that nobody can turn back.
sources = Table(
    "joining_sources",
    metadata["facts"],
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("source", String(32), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

#: Terms that people asked to have renewed.
renewals = Table(
    "joining_renewals",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("committee", String(60), primary_key=True),
    Column("function", String(20), primary_key=True),
    Column("at", Float, nullable=False),
)

#: Under which address and in which language somebody reads the site, for mails of jobs.
addresses = Table(
    "joining_addresses",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("site_url", Text, nullable=False),
    Column("language", String(12), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

declare("joining")
