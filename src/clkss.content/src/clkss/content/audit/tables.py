"""The table of the audit, which lets nobody change what it holds."""

from clkss.content.audit.rules import digest
from clkss.content.audit.rules import Entry
from clkss.content.audit.rules import GENESIS
from clkss.content.relational import declare
from clkss.content.relational import metadata
from dataclasses import asdict
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import DDL
from sqlalchemy import event
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import text


audit = Table(
    "audit",
    metadata["audit"],
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False, index=True),
    Column("actor", String(255), nullable=False, index=True),
    Column("action", String(80), nullable=False, index=True),
    Column("object", String(255), nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("token", String(32), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

declare("audit", kind="audit")

#: Held on PostgreSQL from reading the last entry to the commit of the next.
CHAIN_LOCK = 2_118_091_202

_SQLITE = (
    "CREATE TRIGGER audit_keeps_entries BEFORE UPDATE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER audit_loses_nothing BEFORE DELETE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    # INSERT OR REPLACE would delete without asking the trigger above.
    "CREATE TRIGGER audit_replaces_nothing BEFORE INSERT ON audit"
    " WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)"
    " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
)

_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " 'BEGIN RAISE EXCEPTION ''the audit is append-only''; END'",
    "CREATE TRIGGER audit_keeps_entries BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)

for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        event.listen(audit, "after_create", DDL(_statement).execute_if(dialect=_dialect))


def append(connection, entry):
    """Add an entry at the end of the chain.

    :param connection: connection to write with; on SQLite it holds the only
        write lock already.
    :param entry: ``rules.Entry``.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CHAIN_LOCK})
    number, previous = last(connection)
    values = asdict(entry) | {"number": number + 1, "previous": previous}
    values["hash"] = digest(number + 1, previous, entry)
    connection.execute(insert(audit).values(**values))


def last(connection):
    """Return number and hash of the last entry.

    :param connection: connection to read with.
    """
    query = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    found = connection.execute(query).first()
    return (found.number, found.hash) if found else (0, GENESIS)


def links(connection):
    """Read the whole chain, some at a time.

    :param connection: connection to read with.
    :returns: iterator of (number, previous, hash, ``Entry``).
    """
    query = select(audit).order_by(audit.c.number).execution_options(yield_per=1000)
    for row in connection.execute(query):
        entry = Entry(row.at, row.actor, row.action, row.object, row.detail, row.token)
        yield row.number, row.previous, row.hash, entry
