"""A gate that lets one long writer through while short ones wait a moment.

Requests that write pass the gate together. A long piece of work that others beat again and
again shuts it, and so does a request that lost a few times: it waits for the requests under way
to end, then has the storage to itself for one commit. The gate is two locks of files: whoever
shuts it takes the first, so that no new request comes in between, then the second. It spares
conflicts; correctness does not hang on it, so that whoever waited too long goes on without it.
"""

from clkss.content.relational.places import directory
from clkss.content.relational.places import StoreNotPlaced
from contextlib import contextmanager
from zope.globalrequest import getRequest

import fcntl
import os
import time
import transaction


WRITING = frozenset({"DELETE", "PATCH", "POST", "PUT"})

KEY = "clkss.content.conflicts.gate"

PATIENCE = 20
"""Seconds until somebody goes on without the gate."""

PAUSE = 0.005

LOSSES = 3
"""How often a request loses to others before it comes in alone."""


class Gate:
    """The two locks, held through files of one folder.

    :param folder: where they lie; made if missing.
    """

    def __init__(self, folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._paths = (folder / "gate-door.lock", folder / "gate-room.lock")
        self._held = []

    def pass_through(self):
        """Come in together with others.

        :returns: whether it took a wait.
        """
        waited = [self._take(0, fcntl.LOCK_SH), self._take(1, fcntl.LOCK_SH)]
        os.close(self._held.pop(0))
        return any(waited)

    def shut(self):
        """Come in alone.

        :returns: whether it took a wait.
        """
        return any([self._take(0, fcntl.LOCK_EX), self._take(1, fcntl.LOCK_EX)])

    def leave(self):
        """Let go of what is held."""
        while self._held:
            os.close(self._held.pop())

    def _take(self, number, mode):
        handle = os.open(self._paths[number], os.O_RDWR | os.O_CREAT, 0o600)
        self._held.append(handle)
        waited = False
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                fcntl.flock(handle, mode | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = True
                time.sleep(PAUSE)
            else:
                break
        return waited


def gate():
    """Return the gate of this site's data, None where nothing says where that is.

    :returns: a new :class:`Gate`.
    """
    try:
        return Gate(directory())
    except StoreNotPlaced:
        return None


def enter(event):
    """Let a request that writes come in, alone if it lost to others again and again.

    What it reads is as of its coming in: a transaction begun before the wait would meet
    everything that was written meanwhile.

    :param event: the publisher's event at the start of a request.
    """
    request = event.request
    if request.get("REQUEST_METHOD") not in WRITING:
        return
    held = gate()
    if held is None:
        return
    request.other[KEY] = held
    waited = held.pass_through() if request.retry_count < LOSSES else held.shut()
    if waited:
        transaction.abort()
        transaction.begin()


def leave(event):
    """Let a request go out, done or failed.

    :param event: the publisher's event at the end of a request.
    """
    _let_go(event.request)


def _let_go(request):
    held = request.other.pop(KEY, None)
    if held is not None:
        held.leave()


@contextmanager
def alone():
    """Hold the gate shut for one transaction.

    A request that asks for it lets go of its own place first.
    """
    request = getRequest()
    if request is not None:
        _let_go(request)
    held = gate()
    if held is None:
        yield
        return
    try:
        held.shut()
        yield
    finally:
        held.leave()
