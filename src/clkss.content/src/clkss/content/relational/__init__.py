"""The relational store: its engines, its tables and its part in the transaction."""

from clkss.content.relational import engines
from clkss.content.relational import schema
from clkss.content.relational.errors import is_passing
from clkss.content.relational.errors import StoreBusy
from clkss.content.relational.errors import StoreError
from clkss.content.relational.inserting import insert
from clkss.content.relational.joint import queue
from clkss.content.relational.joint import token
from clkss.content.relational.schema import declare
from clkss.content.relational.schema import metadata
from contextlib import contextmanager
from sqlalchemy.exc import DBAPIError


__all__ = (
    "StoreBusy",
    "StoreError",
    "declare",
    "engine",
    "insert",
    "metadata",
    "queue",
    "read",
    "token",
    "write_now",
)


def engine(kind="facts"):
    """Return the engine that writes to a store, its tables made and up to date.

    :param kind: ``"facts"`` or ``"audit"``.
    :returns: ``sqlalchemy.Engine``. ``queue`` is the way to write with a
        transaction, ``write_now`` the way to write without.
    """
    schema.ensure(kind)
    return engines.writer(kind)


@contextmanager
def read(kind="facts"):
    """Give a connection that reads what is committed, one consistent state of it.

    Fetch what is needed and leave the block: it is closed before anything commits.

    :param kind: ``"facts"`` or ``"audit"``.
    :raises StoreBusy: the database is not to be had just now.
    """
    with _translated():
        schema.ensure(kind)
        with engines.reader(kind).connect() as connection, connection.begin():
            yield connection


@contextmanager
def write_now(kind="facts"):
    """Give a connection in a short transaction of its own, whatever Zope's becomes.

    Only for what must stand although the request fails: the audit of what was
    seen or refused, the lease of a job.

    :param kind: ``"facts"`` or ``"audit"``.
    :raises StoreBusy: somebody held the lock for too long; nothing was written.
    """
    with _translated(), engine(kind).begin() as connection:
        yield connection


@contextmanager
def _translated():
    try:
        yield
    except DBAPIError as error:
        if is_passing(error):
            raise StoreBusy(str(error)) from error
        raise
