"""The table of jobs."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch.
jobs = Table(
    "jobs",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("arguments", Text, nullable=False),
    Column("actor", String(255), nullable=False),
    Column("state", String(10), nullable=False),
    Column("added", Float, nullable=False),
    Column("due", Float, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(80), nullable=False),
    Column("lease", Float, nullable=False),
    Column("progress", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("ended", Float),
    # Tokens of the transactions that added and ended it, see relational.ledger.
    Column("added_by", String(32), nullable=False, index=True),
    Column("ended_by", String(32), nullable=False, index=True),
    Index("jobs_waiting", "state", "due"),
    Index("jobs_latest", "added"),
)

declare("jobs")
