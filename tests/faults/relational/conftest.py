"""Two real stores and processes that write to both."""

from clkss.policy.testing.postgresql import server
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def relational_address(request, monkeypatch):
    """Where the relational store of this test lies; one test for each kind."""
    if request.param == "sqlite":
        return None
    return new_database(request.getfixturevalue("postgres"), monkeypatch)


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
    """Processes that write to a ZEO server and a relational store."""

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
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return output

    def read(self):
        """What a process of its own finds in all stores."""
        return json.loads(self.run("read"))

    def settle(self):
        """Look up interrupted transactions; returns how many were lost."""
        return int(self.run("settle"))


@pytest.fixture
def visitors(relational_address):
    """A ZEO server with a FileStorage of its own, and who visits it."""
    folder = Path(tempfile.mkdtemp(prefix="clkss-zeo-", dir="/tmp"))
    address = str(folder / "zeo.sock")
    zeo = subprocess.Popen(
        [sys.executable, "-m", "ZEO.runzeo", "-a", address, "-f", str(folder / "Data.fs")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )
    found = Visitors(address)
    try:
        found.run("prepare")
        yield found
    finally:
        zeo.send_signal(signal.SIGTERM)
        zeo.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
