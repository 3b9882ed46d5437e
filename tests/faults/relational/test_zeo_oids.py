"""Ids of objects after a ZEO that was killed."""

from pathlib import Path
from ZEO.ClientStorage import ClientStorage

import os
import pytest
import shutil
import subprocess
import sys
import tempfile
import time


@pytest.fixture
def folder():
    found = Path(tempfile.mkdtemp(prefix="clkss-zeo-", dir="/tmp"))
    yield found
    shutil.rmtree(found, ignore_errors=True)


def serve(folder):
    address = str(folder / "zeo.sock")
    return subprocess.Popen(
        [sys.executable, "-m", "ZEO.runzeo", "-a", address, "-f", str(folder / "Data.fs")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )


def test_two_clients_never_get_the_same_id(functional, folder):
    server = serve(folder)
    address = str(folder / "zeo.sock")
    ours = ClientStorage(address, min_disconnect_poll=0.1, wait_timeout=60)
    ours.new_oid()
    server.kill()
    server.wait()
    while ours.is_connected():
        time.sleep(0.05)
    server = serve(folder)
    theirs = ClientStorage(address, min_disconnect_poll=0.1, wait_timeout=60)
    try:
        taken = [theirs.new_oid() for _number in range(5)]
        given = [ours.new_oid() for _number in range(5)]
        assert not set(given) & set(taken)
    finally:
        ours.close()
        theirs.close()
        server.terminate()
        server.wait()
