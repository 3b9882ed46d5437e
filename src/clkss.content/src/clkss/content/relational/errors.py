"""What the relational store can refuse."""

from clkss.content.exceptions import ClkssError
from transaction.interfaces import TransientError

import sqlite3


class StoreError(ClkssError):
    """The relational store could not do what was asked; nothing was written."""


class StoreBusy(StoreError, TransientError):
    """Another writer held what we need, or the connection broke: try again.

    The publisher repeats a request that ends in a ``TransientError``, and only that.
    """


class StoreUnsafe(StoreError):
    """The store would lose acknowledged writes as it is set up: change its settings."""


class StoreTooNew(StoreError):
    """A newer release made these tables: install that release or restore a backup."""


#: SQLSTATEs after which the same transaction may succeed: serialisation,
#: deadlock, lock not available, and the server shutting down or starting up.
PASSING = frozenset({"40001", "40P01", "55P03", "57P01", "57P02", "57P03"})

#: SQLite's primary result codes for "somebody else is writing", or is just opening what a
#: killed process left (SQLITE_PROTOCOL).
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})


def is_passing(error):
    """Tell whether repeating the transaction may help.

    A full disk, a broken constraint or a wrong statement will not pass by itself.

    :param error: a ``sqlalchemy.exc.DBAPIError``.
    """
    if error.connection_invalidated:
        return True
    original = error.orig
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in BUSY
    state = getattr(original, "pgcode", None) or ""
    if state in PASSING or state.startswith("08"):
        return True
    # libpq reports a connection that it could not make without any SQLSTATE.
    return not state and type(original).__module__ == "psycopg2" and _is_operational(original)


def _is_operational(original):
    return type(original).__name__ in {"OperationalError", "InterfaceError"}
