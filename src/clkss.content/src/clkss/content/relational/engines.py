"""One pool of connections for each process, store and way of using it."""

from clkss.content.relational import places
from clkss.content.relational.errors import StoreUnsafe

import os
import sqlalchemy
import sqlite3
import threading
import time


#: Seconds to wait for another writer before giving up with StoreBusy.
PATIENCE = 10

_engines = {}
_inherited = []
_lock = threading.Lock()


def writer(kind):
    """Return the engine that writes.

    :param kind: one of ``places.KINDS``.
    :returns: ``sqlalchemy.Engine``; the same one for both kinds on PostgreSQL.
    """
    return _get(places.url(kind), "write")


def reader(kind):
    """Return the engine that only reads.

    :param kind: one of ``places.KINDS``.
    :returns: ``sqlalchemy.Engine`` whose transactions the database keeps from writing.
    """
    return _get(places.url(kind), "read")


def dispose():
    """Close all connections of this process; the next use opens new ones."""
    with _lock:
        engines = list(_engines.values())
        _engines.clear()
    for engine in engines:
        engine.dispose()


def _get(url, mode):
    key = (url, mode)
    with _lock:
        if key not in _engines:
            make = _sqlite if url.get_backend_name() == "sqlite" else _postgresql
            _engines[key] = make(url, mode)
        return _engines[key]


def _leave_to_parent():
    """Forget the parent's connections after a fork, without closing them."""
    global _engines, _lock
    _inherited.append(_engines)
    _engines = {}
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_leave_to_parent)


def _sqlite(url, mode):
    _make_file(url.database)
    engine = sqlalchemy.create_engine(
        url,
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
        pool_size=8,
        max_overflow=-1,
    )

    @sqlalchemy.event.listens_for(engine, "connect")
    def prepare(connection, record):
        # Python's driver would begin transactions by itself and too late.
        connection.isolation_level = None
        _switch_to_wal(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if mode == "read":
            connection.execute("PRAGMA query_only=ON")

    # A write lock taken at once cannot fail half-way from a read that went stale.
    statement = "BEGIN IMMEDIATE" if mode == "write" else "BEGIN"

    @sqlalchemy.event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql(statement)

    return engine


def _make_file(path):
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _switch_to_wal(connection):
    """Use the write-ahead log; the first switch ever does not wait for its lock."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _postgresql(url, mode):
    options = f"-c lock_timeout={PATIENCE * 1000} -c idle_in_transaction_session_timeout=300000"
    engine = sqlalchemy.create_engine(
        url,
        connect_args={
            "options": options,
            "connect_timeout": PATIENCE,
            "application_name": f"clkss-{mode}",
        },
        isolation_level="READ COMMITTED",
        pool_size=4,
        max_overflow=-1,
        pool_pre_ping=True,
        execution_options={"postgresql_readonly": mode == "read"},
    )

    @sqlalchemy.event.listens_for(engine, "connect")
    def refuse_if_unsafe(connection, record):
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            (value,) = cursor.fetchone()
        connection.rollback()
        if value == "off":
            raise StoreUnsafe(
                "PostgreSQL has synchronous_commit=off and would lose acknowledged"
                " writes in a crash: set it to on"
            )

    return engine
