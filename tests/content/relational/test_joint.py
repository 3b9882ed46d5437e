"""One transaction over the ZODB and the relational store."""

from clkss.content import relational
from clkss.content.relational import engines
from clkss.content.relational import ledger
from clkss.content.relational import StoreBusy
from clkss.content.relational import StoreError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import OperationalError
from transaction.interfaces import TransientError
from ZODB.POSException import ConflictError

import pytest
import transaction


def stored(db):
    """Read the ZODB back, in another connection."""
    connection = db.open(transaction.TransactionManager())
    try:
        return dict(connection.root())
    finally:
        connection.close()


class Refusing:
    """A store that votes no, after every other."""

    transaction_manager = transaction.manager

    def __init__(self, key="~~"):
        self.key = key

    def sortKey(self):
        return self.key

    def abort(self, current):
        pass

    tpc_begin = commit = tpc_finish = tpc_abort = abort

    def tpc_vote(self, current):
        raise RuntimeError("no")


class TestCommit:
    def test_both_stores_have_it(self, db, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        assert visits.names() == []
        transaction.commit()
        assert visits.names() == ["ana"]
        assert stored(db) == {"ana": 1}

    def test_neither_has_it_after_an_abort(self, db, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        transaction.abort()
        transaction.commit()
        assert visits.names() == []
        assert stored(db) == {}

    def test_a_refused_statement_leaves_the_zodb_unwritten(self, db, connection, visits):
        visits.write("ana")
        transaction.commit()
        connection.root()["ben"] = 1
        visits.write("ben")
        visits.write("ana")
        with pytest.raises(IntegrityError):
            transaction.commit()
        transaction.abort()
        assert visits.names() == ["ana"]
        assert stored(db) == {}

    def test_a_conflict_in_the_zodb_leaves_the_store_unwritten(self, db, connection, visits):
        connection.root()["count"] = 0
        transaction.commit()
        connection.root()["count"]
        other_manager = transaction.TransactionManager()
        other = db.open(other_manager)
        other.root()["count"] = 5
        other_manager.commit()
        other.close()
        connection.root()["count"] = 1
        visits.write("ana")
        with pytest.raises(ConflictError):
            transaction.commit()
        transaction.abort()
        assert visits.names() == []
        assert stored(db) == {"count": 5}

    def test_a_store_that_votes_before_us_can_refuse(self, db, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        transaction.get().join(Refusing("zzz"))
        with pytest.raises(RuntimeError):
            transaction.commit()
        transaction.abort()
        assert visits.names() == []
        assert stored(db) == {}

    def test_facts_and_audit_commit_together(self, visits, noted):
        noted.write("ana")
        visits.write("ana")
        transaction.commit()
        assert visits.names() == noted.names() == ["ana"]

    def test_a_refusal_by_the_facts_leaves_the_audit_unwritten(self, visits, noted):
        visits.write("ana")
        transaction.commit()
        noted.write("ben")
        visits.write("ana")
        with pytest.raises(IntegrityError):
            transaction.commit()
        transaction.abort()
        assert noted.names() == []

    def test_the_lock_of_a_failed_transaction_is_gone(self, visits):
        visits.write("ana")
        transaction.commit()
        visits.write("ana")
        with pytest.raises(IntegrityError):
            transaction.commit()
        transaction.abort()
        visits.write("ben")
        transaction.commit()
        assert visits.names() == ["ana", "ben"]

    def test_an_unknown_store_is_refused_at_once(self):
        with pytest.raises(ValueError, match="rumours"):
            relational.queue(lambda connection: None, kind="rumours")

    def test_writing_from_within_a_write_is_refused(self, visits):
        def write(connection):
            visits.write("late")

        relational.queue(write)
        with pytest.raises(StoreError, match="too late"):
            transaction.commit()
        transaction.abort()
        assert visits.names() == []

    def test_a_reader_cannot_write(self, visits):
        with relational.read() as connection, pytest.raises(OperationalError):
            connection.execute(visits.table.insert().values(name="ana"))
        assert visits.names() == []


class TestFollowers:
    def test_they_run_after_the_commit(self, db, connection, visits):
        seen = []
        connection.root()["ana"] = 1
        visits.write("ana", then=lambda: seen.append((visits.names(), stored(db))))
        assert seen == []
        transaction.commit()
        assert seen == [(["ana"], {"ana": 1})]

    def test_their_failure_changes_nothing(self, db, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana", then=lambda: 1 / 0)
        transaction.commit()
        assert visits.names() == ["ana"]
        assert stored(db) == {"ana": 1}

    def test_they_do_not_run_after_an_abort(self, visits):
        seen = []
        visits.write("ana", then=lambda: seen.append(1))
        transaction.abort()
        assert seen == []


class TestSavepoints:
    def test_what_came_after_is_forgotten(self, db, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        savepoint = transaction.savepoint()
        connection.root()["ben"] = 1
        visits.write("ben")
        savepoint.rollback()
        connection.root()["carla"] = 1
        visits.write("carla")
        transaction.commit()
        assert visits.names() == ["ana", "carla"]
        assert stored(db) == {"ana": 1, "carla": 1}

    def test_rolling_back_to_before_the_first_write(self, connection, visits):
        connection.root()["ana"] = 1
        savepoint = transaction.savepoint()
        visits.write("ben")
        savepoint.rollback()
        visits.write("carla")
        transaction.commit()
        assert visits.names() == ["carla"]

    def test_what_a_savepoint_stored_counts_as_the_zodbs(self, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        transaction.savepoint()
        transaction.get().join(Refusing())
        with pytest.raises(RuntimeError):
            transaction.commit()
        transaction.abort()
        assert len(ledger.doubtful("facts", grace=0)) == 1


class TestBusy:
    def test_a_held_lock_is_worth_another_try(self, db, connection, visits, monkeypatch):
        monkeypatch.setattr(engines, "PATIENCE", 0.2)
        engines.dispose()
        connection.root()["ana"] = 1
        visits.write("ana")
        with relational.write_now(), pytest.raises(StoreBusy) as caught:
            transaction.commit()
        transaction.abort()
        assert isinstance(caught.value, TransientError)
        assert transaction.get().isRetryableError(caught.value)
        assert visits.names() == []
        assert stored(db) == {}

    def test_the_next_try_succeeds(self, visits, monkeypatch):
        monkeypatch.setattr(engines, "PATIENCE", 0.2)
        engines.dispose()
        visits.write("ana")
        with relational.write_now(), pytest.raises(StoreBusy):
            transaction.commit()
        transaction.abort()
        visits.write("ana")
        transaction.commit()
        assert visits.names() == ["ana"]

    def test_a_reader_does_not_hold_up_a_writer(self, visits):
        visits.write("ana")
        transaction.commit()
        with relational.read() as reading:
            before = reading.execute(visits.table.select()).all()
            visits.write("ben")
            transaction.commit()
            assert reading.execute(visits.table.select()).all() == before
        assert visits.names() == ["ana", "ben"]
