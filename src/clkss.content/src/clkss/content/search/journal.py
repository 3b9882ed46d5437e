"""Which records of the catalog changed, in the order in which it was committed.

The journal lies in the catalog itself, in the same transaction as the change: whoever sees a state
of the catalog sees exactly the entries that led to it, an aborted change leaves none, and there is
nothing to wait for or to guess.

It is cut into shards. A thread always writes to the same one, so writers rarely meet; when two do,
the shard resolves the conflict by taking both entries, and a later state of a shard always goes on
from an earlier one. An entry has a token that is drawn for its transaction. Tables that know the
last token of every shard can therefore tell which entries are new to them, and that none is
missing.

:attr:`Shard.counted` guards against changes that bypass the catalog's own way: it adds up how far
each index's counter of changes moved while a record was catalogued. As long as nobody writes to an
index directly, the difference between the two never changes.
"""

from Acquisition import aq_base
from BTrees.Length import Length
from clkss.content.search import excerpts
from clkss.content.search.tables import ALLOWED
from clkss.content.search.tables import READ
from collections import defaultdict
from persistent import Persistent
from persistent.mapping import PersistentMapping
from threading import local
from ZODB.POSException import POSKeyError

import random
import transaction


SHARDS = 16

MOST_RECORDS = 400
"""Records that a shard remembers; more changes than these are looked up by building anew."""

NAME = "_clkss_journal"

Positions = tuple[int, ...]
"""The last token of every shard: how far a journal has come."""

_TOKEN = object()
_thread = local()


class Shard(Persistent):
    """Entries of some threads: pairs of a transaction's token and the records that it changed."""

    def __init__(self):
        self.entries: tuple[tuple[int, tuple[int, ...]], ...] = ()
        self.dropped = 0
        """How many entries are no longer remembered."""
        self.last = 0
        """Token of the last entry; 0 before the first."""
        self.counted: dict[str, int] = {}

    def note(self, token: int, rid: int, counted: dict[str, int]):
        """Remember that a record changed.

        :param token: token of the transaction.
        :param rid: the record.
        :param counted: by how much the counter of each index moved.
        """
        entries = self.entries
        if entries and entries[-1][0] == token:
            rids = entries[-1][1]
            if rid not in rids:
                entries = (*entries[:-1], (token, (*rids, rid)))
        else:
            entries = (*entries, (token, (rid,)))
        self.entries, dropped = _shortened(entries)
        self.dropped += dropped
        self.last = token
        self.counted = _added(self.counted, counted)

    def since(self, token: int) -> set[int] | None:
        """Give the records that changed after an entry.

        :param token: token of the entry, 0 for the beginning.
        :returns: ``None`` when the shard does not remember, or never had such an entry.
        """
        if token == self.last:
            return set()
        rids: set[int] = set()
        for other, changed in reversed(self.entries):
            if other == token:
                return rids
            rids.update(changed)
        return rids if token == 0 and not self.dropped else None

    def _p_resolveConflict(self, old, saved, new):
        """Go on from what somebody else wrote with what we wrote."""
        known = {token for token, _rids in old["entries"]}
        ours = tuple(entry for entry in new["entries"] if entry[0] not in known)
        is_complete = new["dropped"] <= old["dropped"] + len(old["entries"])
        entries, dropped = _shortened((*saved["entries"], *ours) if is_complete else ours)
        if not is_complete:
            dropped += len(saved["entries"]) + 1
        moved = {
            name: count - old["counted"].get(name, 0) for name, count in new["counted"].items()
        }
        return {
            **saved,
            "entries": entries,
            "dropped": saved["dropped"] + dropped,
            "last": new["last"],
            "counted": _added(saved["counted"], moved),
        }


class Journal(PersistentMapping):
    """The shards by number; all of them are there from the start."""

    def __init__(self):
        super().__init__({number: Shard() for number in range(SHARDS)})

    def note(self, rid: int, counted: dict[str, int]):
        """Remember that the running transaction changed a record.

        :param rid: the record.
        :param counted: by how much the counter of each index moved.
        """
        self[_shard_of_thread()].note(_token(), rid, counted)

    def positions(self) -> Positions:
        """Say how far each shard has come."""
        return tuple(self[number].last for number in range(SHARDS))

    def since(self, positions: Positions) -> frozenset[int] | None:
        """Give the records that changed after other positions of this journal.

        :param positions: what :meth:`positions` said then.
        :returns: ``None`` when that cannot be said: too many changed, or the positions are not of
            an earlier state than this one.
        """
        rids: set[int] = set()
        for number, token in enumerate(positions):
            changed = self[number].since(token)
            if changed is None:
                return None
            rids |= changed
        return frozenset(rids)

    def counted(self) -> dict[str, int]:
        """Say how far the counter of each index moved in all entries there ever were."""
        moved: dict[str, int] = defaultdict(int)
        for shard in self.values():
            for name, count in shard.counted.items():
                moved[name] += count
        return moved


def _shortened(entries):
    """Drop the oldest entries while there are too many records in them, and say how many."""
    size = sum(len(rids) for _token, rids in entries)
    dropped = 0
    while size > MOST_RECORDS:
        size -= len(entries[dropped][1])
        dropped += 1
    return entries[dropped:], dropped


def _added(counted, more):
    return {**counted, **{name: counted.get(name, 0) + count for name, count in more.items()}}


def _shard_of_thread() -> int:
    number = getattr(_thread, "shard", None)
    if number is None:
        number = _thread.shard = random.randrange(SHARDS)  # noqa: S311 (spreads, hides nothing)
    return number


def _token() -> int:
    current = transaction.get()
    try:
        return current.data(_TOKEN)
    except KeyError:
        token = random.SystemRandom().getrandbits(62) | 1
        current.set_data(_TOKEN, token)
        return token


def journal_of(catalog) -> Journal | None:
    """Give the journal of a catalog; it has none before the first change that is noted.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``.
    """
    return getattr(aq_base(catalog), NAME, None)


def counters(catalog) -> dict[str, int]:
    """Say how often each index changed that tables are made from.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``.
    """
    found = {}
    for name in READ:
        counter = getattr(catalog.indexes.get(name), "_counter", None)
        if isinstance(counter, Length):
            found[name] = counter()
    return found


def unaccounted(catalog) -> tuple[int | None, ...]:
    """Say by how much indexes changed without the journal; constant while all is well.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``.
    """
    journal = journal_of(catalog)
    counts = counters(catalog)
    noted = journal.counted()
    return tuple([counts[name] - noted[name] if name in counts else None for name in READ])


def is_accounted(catalog) -> bool:
    """Say whether the running transaction changed indexes only in the way that is noted.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``, changed and not yet committed.
    """
    try:
        before = [_committed(shard)["counted"] for shard in journal_of(catalog).values()]
        counted = journal_of(catalog).counted()
        for name, count in counters(catalog).items():
            moved = count - _committed(catalog.indexes[name]._counter)
            noted = counted[name] - sum(each.get(name, 0) for each in before)
            if moved != noted:
                return False
    except POSKeyError:
        return False
    return True


def _committed(stored):
    """Give the state that a stored object had when the transaction began."""
    connection = stored._p_jar
    if connection is None:
        raise POSKeyError(stored._p_oid)
    record = connection._normal_storage.loadSerial(stored._p_oid, stored._p_serial)
    return connection._reader.getState(record)


def catalog_object(self, object, uid, *args, **kwargs):
    """Catalog an object as before, and note it (``Catalog.catalogObject``)."""
    before = counters(self)
    total = self._old_catalogObject(object, uid, *args, **kwargs)
    rid = self.uids.get(uid)
    _note(self, rid, before)
    excerpts.note(self, rid, object, args[1] if len(args) > 1 else kwargs.get("idxs"))
    return total


def uncatalog_object(self, uid):
    """Take an object out of the catalog as before, and note it (``Catalog.uncatalogObject``)."""
    before = counters(self)
    rid = self.uids.get(uid)
    self._old_uncatalogObject(uid)
    excerpts.forget(self, rid)
    _note(self, rid, before)


def _note(catalog, rid, before):
    if rid is None or ALLOWED not in catalog.indexes:
        return
    journal = journal_of(catalog)
    if journal is None:
        journal = Journal()
        setattr(aq_base(catalog), NAME, journal)
    moved = {name: count - before.get(name, 0) for name, count in counters(catalog).items()}
    journal.note(rid, {name: count for name, count in moved.items() if count})
