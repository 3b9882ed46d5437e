"""Waking the worker.

Beside SQLite a huey queue in a file of its own carries the wake-up calls. It
carries nothing else: a lost call is made up for by the worker's sweep. With
PostgreSQL the worker looks into the table every second and needs no call.
"""

from clkss.content.relational import places
from functools import lru_cache
from huey.storage import SqliteStorage

import logging
import os
import time


log = logging.getLogger(__name__)

#: Seconds between two looks at the queue of calls: a small file, read only.
LOOK = 0.1


def wake():
    """Tell the worker that there may be something to do; never fails."""
    try:
        calls = _calls()
        if calls is not None and not calls.queue_size():
            calls.enqueue(b"wake")
    except Exception:
        log.warning("the worker was not called; its sweep will find the job", exc_info=True)


def wait(seconds, stopped):
    """Wait until the worker is called.

    :param seconds: longest wait.
    :param stopped: ``threading.Event`` that ends it at once.
    :returns: whether there was a call.
    """
    until = time.monotonic() + seconds
    calls = _calls()
    while time.monotonic() < until and not stopped.is_set():
        if calls is not None and calls.dequeue() is not None:
            return True
        stopped.wait(LOOK)
    return False


def _calls():
    if os.environ.get("CLKSS_DATABASE_URL"):
        return None
    return _storage(os.getpid(), str(places.directory()))


@lru_cache(maxsize=4)
def _storage(process, folder):
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, "calls.sqlite")
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return SqliteStorage(name="clkss", filename=path, timeout=5, fsync=False)
