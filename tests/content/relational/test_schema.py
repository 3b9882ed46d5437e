"""Tables are made once and migrated step by step."""

from clkss.content import relational
from clkss.content.relational import engines
from clkss.content.relational import places
from clkss.content.relational import schema
from clkss.content.relational.errors import StoreTooNew
from clkss.content.relational.verification import verify_tables
from sqlalchemy import inspect
from sqlalchemy import text

import os
import pytest
import stat


@pytest.fixture
def room():
    """A room that this test alone knows."""
    yield "tried"
    schema._rooms["facts"].pop("tried", None)


def set_version(room, version):
    with engines.writer("facts").begin() as connection:
        connection.execute(
            text("UPDATE clkss_schema SET version = :version WHERE room = :room"),
            {"version": version, "room": room},
        )


class TestMigration:
    def test_a_new_store_needs_no_steps(self, room):
        schema.declare(room, version=2, steps={2: lambda connection: 1 / 0})
        schema.ensure("facts")
        assert schema.problems("facts") == []

    def test_steps_lead_from_the_stored_version_to_ours(self, room):
        ran = []
        steps = {2: lambda connection: ran.append(2), 3: lambda connection: ran.append(3)}
        schema.declare(room)
        schema.ensure("facts")
        schema.declare(room, version=3, steps=steps)
        assert schema.problems("facts") == ["facts: tables of tried are version 1, not 3"]
        schema.ensure("facts")
        schema.ensure("facts")
        assert ran == [2, 3]
        assert schema.problems("facts") == []

    def test_a_failing_step_leaves_the_version_as_it_was(self, room):
        schema.declare(room)
        schema.ensure("facts")

        def step(connection):
            connection.execute(text("CREATE TABLE half (name TEXT)"))
            raise RuntimeError("interrupted")

        schema.declare(room, version=2, steps={2: step})
        with pytest.raises(RuntimeError):
            schema.ensure("facts")
        assert schema.problems("facts") == ["facts: tables of tried are version 1, not 2"]
        with engines.reader("facts").begin() as connection:
            assert "half" not in inspect(connection).get_table_names()

    def test_a_newer_store_is_refused(self, room):
        schema.declare(room)
        schema.ensure("facts")
        set_version(room, 7)
        engines.dispose()
        with pytest.raises(StoreTooNew, match="have version 7"):
            schema.ensure("facts")

    def test_a_missing_step_is_refused_when_declared(self, room):
        with pytest.raises(ValueError, match="no step to version"):
            schema.declare(room, version=3, steps={3: print})

    def test_an_empty_store_lacks_tables(self):
        places.directory().mkdir(parents=True)
        assert any("no table unfinished_facts" in problem for problem in verify_tables(None))


class TestPlace:
    def test_only_the_owner_can_read_the_files(self):
        relational.engine("facts")
        folder = places.directory()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "facts.sqlite").stat().st_mode) == 0o600

    def test_commits_are_flushed_to_disk(self):
        with relational.engine("facts").connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2

    def test_nowhere_is_refused_with_the_remedy(self, monkeypatch):
        monkeypatch.delenv("CLKSS_VAR")
        monkeypatch.delenv("CLKSS_HOME", raising=False)
        with pytest.raises(places.StoreNotPlaced, match="set one of them"):
            relational.engine("facts")

    def test_another_database_is_refused(self, monkeypatch):
        monkeypatch.setenv("CLKSS_DATABASE_URL", "mysql://localhost/clkss")
        with pytest.raises(relational.StoreError, match="postgresql://"):
            relational.engine("facts")

    def test_a_child_process_opens_connections_of_its_own(self):
        parents = relational.engine("facts")
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            own = relational.engine("facts")
            with own.connect() as connection:
                answer = connection.exec_driver_sql("SELECT 1").scalar()
            os.write(writing, b"ok" if own is not parents and answer == 1 else b"no")
            os._exit(0)
        os.waitpid(child, 0)
        assert os.read(reading, 2) == b"ok"
        with parents.connect() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar() == 1
