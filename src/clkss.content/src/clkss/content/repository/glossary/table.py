"""The terms that everybody may read, as one table that is kept while the catalog stays as it is.

The table holds texts and no object of the database, and only what visitors may see, so all threads
and all readers share it. It is kept under the committed state of the catalog; when something else
in the catalog changed, only the list of terms and the times of their last change are compared, and
only terms that changed are read anew. A request that itself changed something keeps nothing.
"""

from Acquisition import aq_base
from clkss.content.repository.glossary import rules
from DateTime import DateTime
from plone import api
from threading import Lock
from typing import NamedTuple

import time


PORTAL_TYPE = "GlossaryTerm"

VISITOR = "Anonymous"

SECONDS = 60
"""How long a table is believed without a look at the days from and until which terms show."""


class Table(NamedTuple):
    """The glossary of one state of the catalog.

    :param stamps: record id → time of the last change of each term. That of the catalog's index
        is rounded to minutes, so it is read from the record.
    :param entries: record id → entry.
    :param names: the names of all entries.
    """

    stamps: dict
    entries: dict
    names: rules.Names


_EMPTY = Table({}, {}, rules.Names(()))

_shared: dict[tuple, tuple[tuple, Table]] = {}
_lock = Lock()


def glossary() -> Table:
    """Give the glossary as this request sees it, without what only some may see."""
    catalog = api.portal.get_tool("portal_catalog")
    place, state = _state(catalog)
    if place is None:
        return _table(catalog, _EMPTY)
    with _lock:
        known, table = _shared.get(place, (None, _EMPTY))
    if known == state:
        return table
    table = _table(catalog, table)
    with _lock:
        _shared[place] = (state, table)
    return table


def _table(catalog, before):
    brains = {brain.getRID(): brain for brain in _visible(catalog)}
    kept, place = catalog._catalog.data, catalog._catalog.schema["modified"]
    stamps = {rid: kept[rid][place].micros() for rid in brains}
    if stamps == before.stamps:
        return before
    entries = {
        rid: before.entries[rid]
        if before.stamps.get(rid) == stamps[rid] and before.entries[rid].path == brain.getPath()
        else _entry(brain)
        for rid, brain in brains.items()
    }
    return Table(stamps, entries, rules.Names(entries.values()))


def _visible(catalog):
    now = DateTime()
    return catalog.unrestrictedSearchResults(
        portal_type=PORTAL_TYPE,
        review_state="published",
        allowedRolesAndUsers=[VISITOR],
        effectiveRange=now,
        sort_on="sortable_title",
    )


def _entry(brain):
    term = aq_base(brain._unrestrictedGetObject())
    return rules.Entry(
        brain.UID,
        brain.getPath(),
        term.title,
        term.abbreviation or "",
        term.definition or "",
        term.term_tl or "",
        term.definition_tl or "",
        tuple(term.synonyms or ()),
        tuple(term.other_terms or ()),
    )


def _state(catalog):
    """Name the catalog and its committed state; ``None`` when this request changed anything."""
    base = aq_base(catalog)
    connection, counter = base._p_jar, base._counter
    if connection is None or counter is None or counter._p_jar is None:
        return None, None
    if connection._registered_objects or connection._savepoint_storage is not None:
        return None, None
    database = connection.db()
    counter()
    place = (database.database_name, database.storage.__name__, base._p_oid)
    return place, (counter._p_serial, int(time.time() // SECONDS))
