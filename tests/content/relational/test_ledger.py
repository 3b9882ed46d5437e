"""Transactions that a crash interrupted between the two stores."""

from clkss.content.relational import ledger
from clkss.content.relational.interfaces import ILostTransactions
from clkss.content.relational.verification import verify_agreement
from ZODB.MappingStorage import MappingStorage
from zope.component import getGlobalSiteManager

import pytest
import transaction
import ZODB


class Interrupted:
    """Fails where a crash would hurt most: SQL has committed, the ZODB has not."""

    transaction_manager = transaction.manager

    def sortKey(self):
        return "~~"

    def abort(self, current):
        pass

    tpc_begin = commit = tpc_finish = tpc_abort = abort

    def tpc_vote(self, current):
        raise RuntimeError("interrupted")


def commit_interrupted():
    transaction.get().join(Interrupted())
    with pytest.raises(RuntimeError):
        transaction.commit()
    transaction.abort()


@pytest.fixture
def lost():
    """What the registered handler was told."""
    told = []

    def handler(connection, kind, tokens):
        told.append((kind, tokens))

    manager = getGlobalSiteManager()
    manager.registerUtility(handler, ILostTransactions, name="told")
    yield told
    manager.unregisterUtility(handler, ILostTransactions, name="told")


class TestSettling:
    def test_facts_ahead_of_the_zodb_are_put_right(self, db, connection, visits, lost):
        connection.root()["ana"] = 1
        visits.write("ana")
        commit_interrupted()
        assert visits.names() == ["ana"]
        (token,) = ledger.doubtful("facts", grace=0)
        assert ledger.settle(db, grace=0) == 1
        assert lost == [("facts", [token])]
        assert ledger.doubtful("facts", grace=0) == []
        assert ledger.settle(db, grace=0) == 0

    def test_what_the_zodb_has_is_not_lost(self, db, connection, visits, lost, monkeypatch):
        monkeypatch.setattr(ledger.finished, "add", lambda token, kinds: None)
        connection.root()["ana"] = 1
        visits.write("ana")
        transaction.commit()
        assert len(ledger.doubtful("facts", grace=0)) == 1
        assert ledger.settle(db, grace=0) == 0
        assert lost == []
        assert ledger.doubtful("facts", grace=0) == []

    def test_one_of_several(self, db, connection, visits, lost, monkeypatch):
        monkeypatch.setattr(ledger.finished, "add", lambda token, kinds: None)
        for name in ("ana", "ben", "carla"):
            connection.root()[name] = 1
            visits.write(name)
            transaction.commit()
        connection.root()["dodong"] = 1
        visits.write("dodong")
        commit_interrupted()
        assert ledger.settle(db, grace=0) == 1
        assert len(lost) == 1

    def test_a_transaction_on_its_way_is_left_alone(self, db, connection, visits, lost):
        connection.root()["ana"] = 1
        visits.write("ana")
        commit_interrupted()
        assert ledger.settle(db, grace=60) == 0
        assert lost == []
        assert len(ledger.doubtful("facts", grace=0)) == 1

    def test_without_a_history_nothing_is_called_lost(self, visits, lost):
        db = ZODB.DB(MappingStorage())
        connection = db.open()
        connection.root()["ana"] = 1
        visits.write("ana")
        commit_interrupted()
        assert ledger.settle(db, grace=0) == 0
        assert lost == []
        assert len(ledger.doubtful("facts", grace=0)) == 1
        assert any("keeps no history" in problem for problem in verify_agreement(connection.root()))
        connection.close()
        db.close()

    def test_without_the_zodb_there_is_nothing_to_doubt(self, connection, visits):
        connection.root()
        visits.write("ana")
        transaction.commit()
        assert ledger.doubtful("facts", grace=0) == []

    def test_the_facts_bear_witness_for_the_audit(self, db, visits, noted, lost, monkeypatch):
        monkeypatch.setattr(ledger.finished, "add", lambda token, kinds: None)
        visits.write("ana")
        noted.write("ana")
        transaction.commit()
        assert ledger.settle(db, grace=0) == 0
        assert lost == []

    def test_an_audit_without_its_facts_is_lost(self, db, visits, noted, lost, monkeypatch):
        monkeypatch.setattr(ledger.finished, "add", lambda token, kinds: None)
        visits.write("ana")
        noted.write("ana")
        transaction.commit()
        (token,) = ledger.doubtful("facts", grace=0)
        # As after a crash between the commits of the two files.
        with ledger.engines.writer("facts").begin() as facts:
            ledger.strike(facts, "facts", [token])
        assert ledger.settle(db, grace=0) == 1
        assert lost == [("audit", [token])]


class TestStriking:
    def test_the_next_write_strikes_out_the_one_before(self, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        transaction.commit()
        (first,) = ledger.doubtful("facts", grace=0)
        connection.root()["ben"] = 1
        visits.write("ben")
        transaction.commit()
        (second,) = ledger.doubtful("facts", grace=0)
        assert first != second

    def test_a_follower_sees_it_struck_out(self, connection, visits):
        seen = []
        connection.root()["ana"] = 1
        visits.write("ana", then=lambda: seen.append(ledger.doubtful("facts", grace=0)))
        transaction.commit()
        assert seen == [[]]

    def test_an_abort_leaves_no_line(self, connection, visits):
        connection.root()["ana"] = 1
        visits.write("ana")
        transaction.abort()
        assert ledger.doubtful("facts", grace=0) == []


class TestVerification:
    def test_a_doubtful_transaction_is_a_problem(self, connection, visits, monkeypatch):
        connection.root()["ana"] = 1
        visits.write("ana")
        commit_interrupted()
        assert verify_agreement(connection.root()) == []
        monkeypatch.setattr(ledger, "GRACE", 0)
        monkeypatch.setattr(ledger.doubtful, "__defaults__", (0,))
        (problem,) = verify_agreement(connection.root())
        assert "1 interrupted" in problem
