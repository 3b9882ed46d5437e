"""A PostgreSQL server of the test's own, on a socket, with durable commits.

PostgreSQL refuses to run as root, so then it runs as Debian's ``postgres`` account.
"""

from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

import os
import shutil
import signal
import subprocess
import tempfile
import time


def _programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    path = shutil.which("initdb")
    if path is None:
        raise RuntimeError("PostgreSQL is missing; install it: apt-get install postgresql")
    return Path(path).parent


class PostgreSQL:
    """One server.

    :param folder: an empty folder for its data; short enough for a socket.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.programs = _programs()

    def _as_owner(self, *command):
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*prefix, *map(str, command)],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
        )

    def url(self, database):
        """Return the address of a database.

        :param database: its name.
        :returns: a URL that libpq, SQLAlchemy and RelStorage take.
        """
        return f"postgresql:///{database}?host={self.folder}&user=clkss&application_name=clkss"

    def create(self):
        """Make the cluster and the role ``clkss``."""
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._as_owner(
            self.programs / "initdb",
            *("-D", self.data, "-E", "UTF8", "--locale", "C", "-A", "trust", "-N"),
        )
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(
                f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                "max_connections = 200\nshared_buffers = 64MB\nsynchronous_commit = on\n"
            )

    def start(self, seconds=120):
        """Start the server and wait for it.

        :param seconds: how long to try: after a kill, processes of the old server may
            hold its shared memory for a moment.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                self._as_owner(
                    self.programs / "pg_ctl",
                    *("-D", self.data, "-l", self.folder / "log", "-w", "-t", "60", "start"),
                )
            except subprocess.CalledProcessError as error:
                if time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from error
                time.sleep(0.5)
            else:
                return

    def kill(self):
        """End the server and all its processes as a power cut would."""
        server = (self.data / "postmaster.pid").read_text().splitlines()[0]
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", server], capture_output=True, text=True, check=False
        )
        for pid in (server, *listed.stdout.split()):
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)

    def stop(self):
        """Stop the server."""
        self._as_owner(self.programs / "pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def run(self, statement, database="postgres", role=None):
        """Run a statement.

        :param statement: SQL.
        :param database: where.
        :param role: as whom; the owner of the cluster by default.
        """
        user = ("-U", role) if role else ()
        self._as_owner(
            self.programs / "psql",
            *("-h", self.folder, *user, "-d", database, "-v", "ON_ERROR_STOP=1"),
            *("-q", "-c", statement),
        )

    def database(self, name):
        """Make a database that the role ``clkss`` owns.

        :param name: its name.
        :returns: its address.
        """
        self.run(f'CREATE DATABASE "{name}" OWNER clkss')
        return self.url(name)


@contextmanager
def server():
    """Run a server for a while.

    :returns: a context manager that gives a :class:`PostgreSQL`.
    """
    folder = Path(tempfile.mkdtemp(prefix="clkss-pg-", dir="/tmp"))
    postgres = PostgreSQL(folder)
    try:
        postgres.create()
        postgres.start()
        postgres.run("CREATE ROLE clkss LOGIN")
        yield postgres
        postgres.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
