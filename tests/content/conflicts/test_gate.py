"""The gate: many short writers together, one long one alone."""

from clkss.content.conflicts import gate
from clkss.content.conflicts.gate import Gate
from ZODB.DB import DB
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.pubevents import PubStart
from ZPublisher.pubevents import PubSuccess

import pytest
import threading
import time
import transaction


@pytest.fixture
def database():
    """An empty database in memory."""
    db = DB(None)
    yield db
    db.close()


def held_by(gates, method):
    """Let each gate come in a thread of its own; return how many were in together."""
    inside, most, lock = [0], [0], threading.Lock()

    def come(place):
        getattr(place, method)()
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        time.sleep(0.1)
        with lock:
            inside[0] -= 1
        place.leave()

    threads = [threading.Thread(target=come, args=(place,)) for place in gates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return most[0]


def test_short_writers_are_in_together(tmp_path):
    assert held_by([Gate(tmp_path) for _ in range(5)], "pass_through") == 5


def test_long_writers_are_in_one_after_the_other(tmp_path):
    assert held_by([Gate(tmp_path) for _ in range(3)], "shut") == 1


def test_a_long_writer_waits_for_the_short_one_that_is_in(tmp_path):
    order = []
    short, long = Gate(tmp_path), Gate(tmp_path)
    short.pass_through()

    def shut():
        long.shut()
        order.append("alone")
        long.leave()

    waiting = threading.Thread(target=shut)
    waiting.start()
    time.sleep(0.1)
    order.append("short one leaves")
    short.leave()
    waiting.join()
    assert order == ["short one leaves", "alone"]


def test_a_request_lets_go_of_its_own_place_before_it_shuts(portal):
    request = portal.REQUEST
    request.environ["REQUEST_METHOD"] = "POST"
    gate.enter(PubStart(request))
    assert gate.KEY in request.other
    begun = time.monotonic()
    with gate.alone():
        assert gate.KEY not in request.other
    assert time.monotonic() - begun < gate.PATIENCE


def test_a_request_that_lost_a_few_times_comes_in_alone(portal):
    request = portal.REQUEST
    request.environ["REQUEST_METHOD"] = "POST"
    request.retry_count = gate.LOSSES
    gate.enter(PubStart(request))
    others, inside = gate.gate(), threading.Event()

    def come():
        others.pass_through()
        inside.set()

    waiting = threading.Thread(target=come)
    waiting.start()
    assert not inside.wait(0.3)
    gate.leave(PubSuccess(request))
    waiting.join()
    assert inside.is_set()
    others.leave()


def test_a_request_that_waited_sees_what_was_written_meanwhile(database, tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "gate", lambda: Gate(tmp_path))
    long = Gate(tmp_path)
    long.shut()
    request = HTTPRequest(None, {"REQUEST_METHOD": "POST", "SERVER_URL": ""}, None)
    seen = []

    def ask():
        connection = database.open()
        transaction.begin()
        before = connection.root().get("text")
        gate.enter(PubStart(request))
        seen.extend([before, connection.root().get("text")])
        gate.leave(PubSuccess(request))
        transaction.abort()
        connection.close()

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.2)
    with database.transaction() as connection:
        connection.root()["text"] = "written by the long one"
    long.leave()
    asking.join()
    assert seen == [None, "written by the long one"]


def test_a_request_that_only_reads_does_not_pass_the_gate(portal):
    portal.REQUEST.environ["REQUEST_METHOD"] = "GET"
    gate.enter(PubStart(portal.REQUEST))
    assert gate.KEY not in portal.REQUEST.other
