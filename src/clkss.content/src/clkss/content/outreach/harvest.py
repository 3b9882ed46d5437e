"""What a harvester gets: records of what is public, and the names of what was."""

from clkss.content import relational
from clkss.content.outreach import public
from clkss.content.outreach import register
from clkss.content.outreach import rules
from clkss.content.outreach import tables
from clkss.content.search.rules import KINDS
from typing import NamedTuple


HEADERS = 500
"""Names on one page."""

RECORDS = 100
"""Records on one page; each is an object that is woken."""


class Record(NamedTuple):
    """What a harvester is told of one thing.

    :param brain: record of the catalog; ``None`` when the thing is no longer public.
    """

    entry: tables.Entry
    brain: object | None

    @property
    def sets(self):
        """Names of the sets in which it is, or was."""
        return self.entry.sets.split()


class Page(NamedTuple):
    """Some records of a list.

    :param records: the records.
    :param harvest: the list from here on.
    :param rest: the list after this page; ``None`` on the last.
    :param size: records of the whole list.
    """

    records: list[Record]
    harvest: rules.Harvest
    rest: rules.Harvest | None
    size: int


def page(harvest):
    """Give the next records of a list.

    The register gives order and moments. Whether a thing is public is asked of the catalog anew,
    so that nothing hidden is told although the register should be behind.

    :param harvest: a :class:`clkss.content.outreach.rules.Harvest`.
    """
    most = RECORDS if harvest.verb == rules.LIST_RECORDS else HEADERS
    with relational.read() as connection:
        size = tables.count(connection, harvest) if harvest.size is None else harvest.size
        entries = tables.entries(connection, harvest, most + 1)
    more, entries = entries[most:], entries[:most]
    records = _records(entries)
    rest = None
    if more:
        last = entries[-1]
        rest = harvest.resumed(last.moment, last.uid, harvest.given + len(entries), size)
    return Page(records, harvest, rest, size)


def record(identifier):
    """Give what a harvester is told of one thing, or ``None``.

    :param identifier: what the harvester calls it.
    """
    uid = rules.uid_of(identifier)
    entry = register.once_public(uid) if uid else None
    return _records([entry])[0] if entry is not None and entry.kind in KINDS else None


def _records(entries):
    brains = public.knowledge(entry.uid for entry in entries if not entry.is_closed)
    return [Record(entry, brains.get(entry.uid)) for entry in entries]


def item_of(record):
    """Wake the thing of a record; ``None`` when no visitor may see it.

    :param record: a :class:`Record`.
    """
    if record.brain is None:
        return None
    try:
        item = record.brain._unrestrictedGetObject()
    except (AttributeError, KeyError):
        return None
    return item if register.is_open(item) else None


def earliest():
    """Give the moment before which nothing changed, or ``None``."""
    with relational.read() as connection:
        return tables.earliest(connection)
