"""Counts on their way from requests to the table.

A request adds to a number in memory and waits for nothing. A thread writes what has gathered, a few
seconds later, in one short transaction. A process that is killed loses those few seconds of counts.
"""

from clkss.content import relational
from clkss.content.relational import places
from clkss.content.relational import StoreError
from collections import Counter
from collections.abc import Callable

import atexit
import logging
import os
import threading


log = logging.getLogger(__name__)

PATIENCE = 15
"""Seconds for which counts gather."""

MOST_GATHERED = 50_000
"""Different things that may gather while the store is not to be had; others are dropped."""


class Gathered:
    """Numbers by what they count; safe between threads.

    :param write: called with a connection and a mapping of what was counted to how often.
    """

    def __init__(self, write: Callable):
        self._write = write
        self._empty()
        atexit.register(self.flush)
        os.register_at_fork(after_in_child=self._empty)

    def _empty(self):
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._counts = {}
        self._timer = None

    def add(self, what: tuple, number: int = 1):
        """Count something.

        :param what: plain values.
        :param number: how often.
        """
        with self._lock:
            counts = self._counts.setdefault(places.url("facts"), Counter())
            if what in counts or len(counts) < MOST_GATHERED:
                counts[what] += number
            if self._timer is None:
                self._timer = threading.Timer(PATIENCE, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self):
        """Write what has gathered."""
        with self._writing:
            with self._lock:
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None
                gathered, self._counts = self._counts, {}
            for url, counts in gathered.items():
                if _is_at(url) and not self._store(counts):
                    with self._lock:
                        self._counts.setdefault(url, Counter()).update(counts)

    def _store(self, counts):
        try:
            with relational.write_now() as connection:
                self._write(connection, counts)
        except StoreError:
            log.warning("%d counts wait for the store", len(counts))
            return False
        except Exception:
            log.exception("%d counts are lost", len(counts))
        return True


def _is_at(url):
    """Tell whether the environment still names the store; it moves between tests."""
    try:
        return places.url("facts") == url
    except places.StoreNotPlaced:
        return False
