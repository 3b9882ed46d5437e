"""ZEO for a command: the running one, or one of its own."""

from clkss.policy.command import configuring
from clkss.policy.command import places
from clkss.policy.command.failure import CommandFailed
from contextlib import contextmanager

import fcntl
import os
import socket
import subprocess
import sys
import time


def child_environment():
    """Return the environment for a child of this process.

    :returns: a mapping; the child finds the same packages and the same data.
    """
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
    return environment


def listening():
    """Tell whether ZEO answers on its socket.

    :returns: a boolean.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(str(places.socket()))
        except OSError:
            return False
    return True


@contextmanager
def storage(wait=30):
    """Hold a storage open: the running site's, else a ZEO of our own.

    :param wait: seconds to wait for our own ZEO.
    :raises CommandFailed: when it does not come up.
    """
    if not configuring.uses_zeo() or listening():
        yield
        return
    with open(places.var() / "run" / "zeo.lock", "w") as lock:
        # Two commands that start together share the ZEO of the first.
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = None
        if not listening():
            server = _start(wait)
        else:
            fcntl.flock(lock, fcntl.LOCK_UN)
        try:
            yield
        finally:
            if server is not None:
                server.terminate()
                server.wait()


def _start(wait):
    var = places.var()
    with open(var / "log" / "zeo-output.log", "ab") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "ZEO.runzeo", "-C", str(var / "etc" / "zeo.conf")],
            stdout=output,
            stderr=output,
            env=child_environment(),
            start_new_session=True,
        )
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline:
        if listening():
            return server
        if server.poll() is not None:
            break
        time.sleep(0.05)
    server.kill()
    server.wait()
    raise CommandFailed(f"the storage did not start; see {var / 'log' / 'zeo.log'}")
