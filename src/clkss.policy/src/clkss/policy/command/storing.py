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


#: Set in the environment of what the supervisor starts.
SUPERVISED = "CLKSS_SUPERVISED"


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


def run_server():
    """Become ZEO as soon as no other one has this data; the supervisor starts this.

    A ZEO takes the socket's name away when it starts and when it ends, whoever listens there. The
    lock is therefore handed on to ZEO itself and is held for as long as it lives.
    """
    lock = _lock()
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.set_inheritable(lock.fileno(), True)
    command = _command()
    os.execv(command[0], command)  # noqa: S606


@contextmanager
def storage(wait=30):
    """Hold a storage open: the running site's, else a ZEO of our own.

    What the supervisor started never has one of its own: it would outlive whoever is killed, and
    keep the supervisor's from its data.

    :param wait: seconds to wait for our own ZEO.
    :raises CommandFailed: when it does not come up.
    """
    if not configuring.uses_zeo() or os.environ.get(SUPERVISED) or listening():
        yield
        return
    server = _start(wait)
    try:
        yield
    finally:
        if server is not None:
            server.terminate()
            server.wait()


def _lock():
    return open(places.var() / "run" / "zeo.lock", "a")


def _command():
    etc = places.var() / "etc"
    return [sys.executable, "-m", "ZEO.runzeo", "-C", str(etc / "zeo.conf")]


def _start(wait):
    """Start a ZEO, unless another command or the site does meanwhile."""
    deadline = time.monotonic() + wait
    server = None
    with _lock() as lock:
        while time.monotonic() < deadline:
            if listening():
                return server
            if server is None and _is_free(lock):
                server = _server(lock)
            elif server is not None and server.poll() is not None:
                break
            time.sleep(0.05)
    if server is not None:
        server.kill()
        server.wait()
    raise CommandFailed(f"the storage did not start; see {places.var() / 'log' / 'zeo.log'}")


def _is_free(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _server(lock):
    with open(places.var() / "log" / "zeo-output.log", "ab") as output:
        return subprocess.Popen(
            _command(),
            stdout=output,
            stderr=output,
            env=child_environment(),
            pass_fds=(lock.fileno(),),
            start_new_session=True,
        )
