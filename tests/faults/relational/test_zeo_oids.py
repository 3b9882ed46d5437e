"""Ids of objects after a ZEO that was killed."""

from pathlib import Path
from transaction.interfaces import TransientError
from ZEO.ClientStorage import ClientStorage
from ZODB.Connection import TransactionMetaData
from ZODB.utils import z64

import os
import pickle
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


@pytest.fixture
def zeo(folder):
    """Two clients of a ZEO, of which the second comes after the first ZEO was killed."""
    running = [serve(folder)]
    address = str(folder / "zeo.sock")
    ours = ClientStorage(address, min_disconnect_poll=0.1, wait_timeout=60)
    early = [ours.new_oid() for _number in range(5)]
    running[0].kill()
    running[0].wait()
    while ours.is_connected():
        time.sleep(0.05)
    running.append(serve(folder))
    theirs = ClientStorage(address, min_disconnect_poll=0.1, wait_timeout=60)
    yield ours, early, theirs
    ours.close()
    theirs.close()
    running[1].terminate()
    running[1].wait()


def store(client, oid):
    """Store something new under an id."""
    change = TransactionMetaData()
    client.tpc_begin(change)
    client.store(oid, z64, pickle.dumps(None) * 2, "", change)
    client.tpc_abort(change)


def test_after_a_killed_zeo_no_id_is_given_twice(functional, zeo):
    ours, early, theirs = zeo
    taken = [theirs.new_oid() for _number in range(5)]
    given = [ours.new_oid() for _number in range(200)]
    assert len({*early, *given}) == len(early) + len(given)
    assert not set(given) & set(taken)


def test_what_took_its_ids_before_is_tried_again(functional, zeo):
    ours, early, _theirs = zeo
    given = ours.new_oid()
    store(ours, given)
    with pytest.raises(TransientError):
        store(ours, early[0])
