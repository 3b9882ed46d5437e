"""The gate: many short writers together, one long one alone."""

from clkss.content.conflicts import gate
from clkss.content.conflicts.gate import Gate
from ZPublisher.pubevents import PubStart

import threading
import time


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


def test_a_request_that_only_reads_does_not_pass_the_gate(portal):
    portal.REQUEST.environ["REQUEST_METHOD"] = "GET"
    gate.enter(PubStart(portal.REQUEST))
    assert gate.KEY not in portal.REQUEST.other
