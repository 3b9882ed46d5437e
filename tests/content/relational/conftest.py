"""A ledger of visits to try the joint transaction with."""

from clkss.content import relational
from sqlalchemy import Column
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table

import pytest
import transaction
import ZODB


class Visits:
    """A table of names, written and read as a room would."""

    def __init__(self, kind):
        tables = relational.metadata[kind]
        name = f"tried_{kind}"
        self.kind = kind
        self.table = tables.tables.get(name)
        if self.table is None:
            self.table = Table(name, tables, Column("name", String(40), primary_key=True))

    def write(self, name, then=None):
        """Queue a line."""

        def insert_line(connection):
            connection.execute(insert(self.table).values(name=name))

        relational.queue(insert_line, self.kind, then=then)

    def names(self):
        """Read back, in another connection."""
        with relational.read(self.kind) as connection:
            return sorted(connection.execute(select(self.table.c.name)).scalars())


@pytest.fixture
def visits():
    return Visits("facts")


@pytest.fixture
def noted():
    return Visits("audit")


@pytest.fixture
def db(tmp_path):
    """A ZODB in a file."""
    db = ZODB.DB(str(tmp_path / "Data.fs"))
    yield db
    transaction.abort()
    db.close()


@pytest.fixture
def connection(db):
    connection = db.open()
    yield connection
    transaction.abort()
    connection.close()
