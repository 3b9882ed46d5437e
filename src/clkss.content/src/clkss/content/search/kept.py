"""The tables that the threads of a process share, each for one committed state of the catalog.

A request gets those of the state that it sees. When only tables of an earlier state are there, the
records that changed since are put right in a copy; when the journal cannot name them, tables are
built anew. A request that has itself changed the catalog gets tables of its own.
"""

from Acquisition import aq_base
from clkss.content.search import rules
from clkss.content.search.journal import is_accounted
from clkss.content.search.journal import journal_of
from clkss.content.search.journal import Positions
from clkss.content.search.journal import unaccounted
from clkss.content.search.postings import TEXT
from clkss.content.search.tables import Tables
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple


MOST_TABLES = 4

MOST_CHANGED = 300
"""So many changed records are put right; with more, building anew is as fast."""

MOST_DEAD = 0.2
"""The share of numbers without a document from which tables are built anew."""


class State(NamedTuple):
    """A state of a catalog."""

    catalog: tuple
    """Which catalog, made of which indexes; equal as long as the journal knows all changes."""
    positions: Positions


_shared: OrderedDict[State, Tables] = OrderedDict()
_lock = Lock()
_building = Lock()


def tables(catalog) -> Tables:
    """Give the tables of the catalog as this request sees it.

    :param catalog: ``portal_catalog``; its queue must have been processed.
    """
    state = _state(catalog)
    if state is None:
        return Tables(catalog)
    connection = aq_base(catalog)._p_jar
    if connection._registered_objects or connection._savepoint_storage is not None:
        if not is_accounted(catalog._catalog):
            return Tables(catalog)
        return _get(state) or _made(catalog, state)
    kept = _get(state)
    if kept is not None:
        return kept
    with _building:
        kept = _get(state)
        if kept is None:
            kept = _made(catalog, state)
            with _lock:
                _shared[state] = kept
                while len(_shared) > MOST_TABLES:
                    _shared.popitem(last=False)
    return kept


def forget():
    """Keep nothing."""
    with _lock:
        _shared.clear()


def _get(state):
    with _lock:
        kept = _shared.get(state)
        if kept is not None:
            _shared.move_to_end(state)
        return kept


def _made(catalog, state):
    """Put earlier tables right, the latest that will do, or build new ones."""
    journal = journal_of(catalog._catalog)
    with _lock:
        earlier = list(reversed(_shared.items()))
    for known, kept in earlier:
        if known.catalog != state.catalog or kept.dead > MOST_DEAD * len(kept.rids):
            continue
        rids = journal.since(known.positions)
        if rids is not None and len(rids) <= MOST_CHANGED:
            return kept.patched(catalog, rids)
    return Tables(catalog)


def _state(catalog):
    """Name the state of the catalog; ``None`` when it cannot be named."""
    base = aq_base(catalog)
    connection = base._p_jar
    journal = journal_of(base._catalog)
    if connection is None or journal is None:
        return None
    text = base._catalog.indexes[TEXT].index
    which = (
        connection.db().database_name,
        connection.db().storage.__name__,
        base._p_oid,
        text._p_oid,
        rules.KINDS,
        unaccounted(base._catalog),
    )
    return State(which, journal.positions())
