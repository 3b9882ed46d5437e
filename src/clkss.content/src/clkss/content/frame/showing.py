"""Which of some records of the catalog may be shown to whoever asks.

A question to the catalog costs a thousand calls however little there is to find. Where the records
are known already, what the catalog would ask of each of them is asked here: who may see it, and
whether it is announced for later or has expired.
"""

from AccessControl import getSecurityManager
from DateTime import DateTime

import time


WHO = "allowedRolesAndUsers"
WHEN = "effectiveRange"
TITLE = "sortable_title"
PATH = "path"


def shown(catalog, rids, **query) -> list[int]:
    """Give those records that the current user may see, in the same order.

    :param catalog: ``portal_catalog`` of the running request, with nothing left to index.
    :param rids: record ids.
    :param query: the path that all of them lie in, where one may see there what has expired.
    """
    if not rids:
        return []
    indexes = catalog._catalog.getIndex
    tokens = frozenset(catalog._listAllowedRolesAndUsers(getSecurityManager().getUser()))
    allowed = having(catalog, rids, WHO, tokens)
    if not allowed or catalog.allow_inactive(query):
        return allowed
    when = indexes(WHEN)._unindex
    minute = int(time.time() // 60)
    return [rid for rid in allowed if rid not in when or _is_now(*when[rid], minute)]


def _is_now(since, until, minute):
    return (since is None or since <= minute) and (until is None or minute <= until)


def holding(catalog, index: str, values) -> set[int]:
    """Give the records that hold one of some values, whoever may see them.

    :param catalog: ``portal_catalog``.
    :param index: name of an index of values.
    :param values: the values.
    """
    kept = catalog._catalog.getIndex(index)._index
    found = set()
    for value in values:
        rids = kept.get(value)
        if rids is not None:
            # An index keeps a number where only one record holds the value.
            found.update((rids,) if isinstance(rids, int) else rids)
    return found


def inside(catalog, path: str):
    """Give the records of what lies right in a folder, whoever may see it.

    :param catalog: ``portal_catalog``.
    :param path: path of the folder.
    """
    return catalog._catalog.getIndex(PATH)._index_parents.get(path, ())


def being(catalog, rids, index: str, values) -> list[int]:
    """Give those records whose value is one of some values, in the same order.

    :param catalog: ``portal_catalog``.
    :param rids: record ids.
    :param index: name of an index of one value.
    :param values: the values.
    """
    # What a list asks of each of many records is read from the index, without a call.
    kept = catalog._catalog.getIndex(index)._unindex
    return [rid for rid in rids if rid in kept and kept[rid] in values]


def having(catalog, rids, index: str, values) -> list[int]:
    """Give those records that have at least one of some values, in the same order.

    :param catalog: ``portal_catalog``.
    :param rids: record ids.
    :param index: name of an index of many values.
    :param values: the values.
    """
    wanted = frozenset(values)
    kept = catalog._catalog.getIndex(index)._unindex
    return [rid for rid in rids if rid in kept and not wanted.isdisjoint(kept[rid])]


def by_title(catalog, rids) -> list:
    """Give records as the catalog does, by title.

    :param catalog: ``portal_catalog``.
    :param rids: record ids.
    """
    title = catalog._catalog.getIndex(TITLE).getEntryForObject
    return [catalog._catalog[rid] for rid in sorted(rids, key=lambda rid: (title(rid, ""), rid))]


def latest_first(catalog, rids, index: str) -> list[int]:
    """Put records in the order of an index of times; those of one minute stay as they are.

    :param catalog: ``portal_catalog``.
    :param rids: record ids.
    :param index: its name.
    """
    times = catalog._catalog.getIndex(index)._unindex
    dated = [rid for rid in rids if rid in times]
    return sorted(dated, key=times.__getitem__, reverse=True)


def newest_first(catalog, rids) -> list[int]:
    """Put records in the order of their publication; what has none is left out, as it is there.

    :param catalog: ``portal_catalog``.
    :param rids: record ids.
    """
    place = catalog._catalog.schema["effective"]
    records = catalog._catalog.data
    days = {rid: records[rid][place] for rid in rids}
    dated = [(-day.micros(), rid) for rid, day in days.items() if isinstance(day, DateTime)]
    return [rid for _day, rid in sorted(dated)]
