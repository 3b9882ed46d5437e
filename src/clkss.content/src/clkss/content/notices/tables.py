"""The table of mails: to whom and from what they are written, never what they say."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch.
mails = Table(
    "notices_mails",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("letter", String(60), nullable=False),
    Column("recipient", String(300), nullable=False, index=True),
    Column("arguments", Text, nullable=False),
    Column("site_url", Text, nullable=False),
    Column("language", String(12), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("added", Float, nullable=False, index=True),
    Column("ended", Float),
    # When the link in it was used.
    Column("stopped", Float),
    # Token of the transaction that asked for it, see relational.ledger.
    Column("added_by", String(32), nullable=False, index=True),
    Index("notices_mails_state", "state", "added"),
)

declare("notices")
