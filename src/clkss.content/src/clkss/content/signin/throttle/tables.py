"""The table of failures: of whom or from where is not to be read from it."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table


#: ``what`` is a digest made with a secret of the site; ``last`` is in seconds since the epoch.
counts = Table(
    "signin_counts",
    metadata["facts"],
    Column("what", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", Float, nullable=False, index=True),
)

declare("signin")
