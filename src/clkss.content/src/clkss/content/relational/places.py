"""Where the relational store lies."""

from clkss.content.relational.errors import StoreError
from functools import lru_cache
from pathlib import Path
from sqlalchemy.engine import make_url

import os


#: Facts can be rebuilt from the ZODB; the audit has no other home.
KINDS = ("facts", "audit")

RELATIONAL = "relational"
"""Folder of the SQLite files."""


class StoreNotPlaced(StoreError):
    """Neither CLKSS_DATABASE_URL nor CLKSS_VAR nor CLKSS_HOME is set: set one of them."""


def url(kind):
    """Return the address of a store, as the environment says now.

    :param kind: one of ``KINDS``.
    :returns: ``sqlalchemy.engine.URL``; PostgreSQL when ``CLKSS_DATABASE_URL`` is set,
        else a SQLite file of its own for each kind.
    :raises ValueError: unknown kind.
    :raises StoreNotPlaced: nothing says where.
    :raises StoreError: an address that is not PostgreSQL's.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind of store: {kind!r}")
    address = os.environ.get("CLKSS_DATABASE_URL")
    if not address:
        return _file(os.environ.get("CLKSS_VAR"), os.environ.get("CLKSS_HOME"), kind)
    return _server(address)


@lru_cache(maxsize=64)
def _file(folder, home, kind):
    return make_url(f"sqlite:///{_var(folder, home) / RELATIONAL / f'{kind}.sqlite'}")


@lru_cache(maxsize=64)
def _server(address):
    found = make_url(address)
    if found.drivername.partition("+")[0] not in {"postgresql", "postgres"}:
        raise StoreError(
            f"CLKSS_DATABASE_URL must be a postgresql:// address, not {found.drivername}"
        )
    return found.set(drivername="postgresql+psycopg2")


def directory():
    """Return the folder of the SQLite files.

    :returns: ``pathlib.Path``; it may not exist yet.
    :raises StoreNotPlaced: nothing says where.
    """
    return var() / RELATIONAL


def var():
    """Return the folder of everything that changes while the site runs.

    :returns: ``pathlib.Path``.
    :raises StoreNotPlaced: neither ``CLKSS_VAR`` nor ``CLKSS_HOME`` is set.
    """
    return _var(os.environ.get("CLKSS_VAR"), os.environ.get("CLKSS_HOME"))


def _var(folder, home):
    if folder:
        return Path(folder)
    if home:
        return Path(home) / "var"
    raise StoreNotPlaced(StoreNotPlaced.__doc__)
