"""What only PostgreSQL does: refuse, deadlock, die and come back."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.relational import engines
from clkss.content.relational import schema
from clkss.content.relational.errors import StoreUnsafe
from sqlalchemy import Column
from sqlalchemy import insert
from sqlalchemy import Integer
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import text
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

import pytest
import threading
import transaction


pytestmark = [pytest.mark.live, pytest.mark.postgresql]

rows = Table(
    "tried_rows",
    relational.metadata["facts"],
    Column("name", String(10), primary_key=True),
    Column("number", Integer, nullable=False),
)


def add(name):
    relational.queue(lambda sql: sql.execute(insert(rows).values(name=name, number=0)))


def names():
    with relational.read() as connection:
        return sorted(connection.execute(select(rows.c.name)).scalars())


class TestSafety:
    def test_commits_that_may_be_lost_are_refused(self, postgres, postgresql_address):
        name = postgresql_address.partition("///")[2].partition("?")[0]
        relational.engine("facts")
        postgres.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
        engines.dispose()
        with pytest.raises(StoreUnsafe, match="synchronous_commit=off"):
            relational.engine("facts")

    @pytest.mark.parametrize(
        "statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"]
    )
    def test_the_audit_cannot_be_changed(self, postgresql_address, statement):
        audit.record_now("a.first")
        audit.record_now("a.second")
        with (
            pytest.raises(DBAPIError, match="append-only"),
            relational.write_now("audit") as connection,
        ):
            connection.execute(text(statement))
        assert audit.head()[0] == 2
        assert audit.verify_chain() == []

    def test_a_reader_cannot_write(self, postgresql_address):
        with (
            relational.read() as connection,
            pytest.raises(DBAPIError, match="read-only transaction"),
        ):
            connection.execute(insert(rows).values(name="ana", number=0))

    def test_tables_are_made_once_by_many(self, postgresql_address):
        errors = []

        def ensure():
            try:
                schema.ensure("facts")
                schema.ensure("audit")
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=ensure) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert schema.problems("facts") == schema.problems("audit") == []


class TestTrouble:
    def test_a_deadlock_ends_in_another_try(self, postgresql_address):
        add("ana")
        add("ben")
        transaction.commit()
        meeting = threading.Barrier(2, timeout=120)
        ended = []

        def work(first, second):
            def write(sql):
                add_one = {"number": rows.c.number + 1}
                sql.execute(update(rows).where(rows.c.name == first).values(**add_one))
                meeting.wait()
                sql.execute(update(rows).where(rows.c.name == second).values(**add_one))

            relational.queue(write)
            try:
                transaction.commit()
                ended.append("done")
            except relational.StoreBusy:
                transaction.abort()
                ended.append("busy")

        threads = [
            threading.Thread(target=work, args=names) for names in (("ana", "ben"), ("ben", "ana"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(ended) == ["busy", "done"]
        with relational.read() as connection:
            assert list(connection.execute(select(rows.c.number)).scalars()) == [1, 1]

    def test_the_server_dies_and_comes_back(self, postgres, postgresql_address):
        add("before")
        transaction.commit()
        postgres.kill()
        add("meanwhile")
        with pytest.raises(relational.StoreBusy):
            transaction.commit()
        transaction.abort()
        postgres.start()
        assert names() == ["before"]
        add("after")
        transaction.commit()
        assert names() == ["after", "before"]
