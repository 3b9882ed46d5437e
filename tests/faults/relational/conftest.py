"""Two real stores and processes that write to both."""

from clkss.policy.testing.postgresql import server
from contextlib import contextmanager
from pathlib import Path

import itertools
import json
import os
import pytest
import shutil
import signal
import subprocess
import sys
import tempfile


HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of our own."""
    with server() as running:
        yield running


SHAPES = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
    pytest.param("relstorage", marks=pytest.mark.postgresql),
]


@pytest.fixture(params=SHAPES)
def shape(request):
    """ZEO with SQLite, ZEO with PostgreSQL, and PostgreSQL for both as in production."""
    return request.param


_numbers = itertools.count()


def new_database(postgres, monkeypatch):
    """Make a database and have this process and its children use it."""
    address = postgres.database(f"tried{next(_numbers)}")
    monkeypatch.setenv("CLKSS_DATABASE_URL", address)
    return address


@pytest.fixture
def postgresql_address(postgres, monkeypatch):
    return new_database(postgres, monkeypatch)


class Visitors:
    """Processes that write to a ZODB and a relational store."""

    def __init__(self, address):
        self.address = address
        self.environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def start(self, verb, *options, script="visitor.py"):
        """Start one; its acknowledged writes are the lines of its output."""
        return subprocess.Popen(
            [sys.executable, str(HERE / script), verb, self.address, *options],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, verb, *options, script="visitor.py"):
        """Run one to its end and return its output."""
        process = self.start(verb, *options, script=script)
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        return output

    def read(self):
        """What a process of its own finds in all stores."""
        return json.loads(self.run("read"))

    def settle(self):
        """Look up interrupted transactions; returns how many were lost."""
        return int(self.run("settle"))


@pytest.fixture
def visitors(request, shape, monkeypatch):
    """A ZODB and a relational store of the test's own, and who visits them."""
    if shape != "sqlite":
        address = new_database(request.getfixturevalue("postgres"), monkeypatch)
    if shape == "relstorage":
        found = Visitors(address)
        found.run("prepare")
        yield found
        return
    with zeo_server() as address:
        found = Visitors(address)
        found.run("prepare")
        yield found


@contextmanager
def zeo_server():
    """Run a ZEO server with a FileStorage of its own."""
    folder = Path(tempfile.mkdtemp(prefix="clkss-zeo-", dir="/tmp"))
    address = str(folder / "zeo.sock")
    zeo = subprocess.Popen(
        [sys.executable, "-m", "ZEO.runzeo", "-a", address, "-f", str(folder / "Data.fs")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield address
    finally:
        zeo.send_signal(signal.SIGTERM)
        zeo.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
