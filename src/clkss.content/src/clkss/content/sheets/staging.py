"""Items that nobody sees yet: made and indexed apart, shown by one small change.

A staged item lies in its batch, not in a folder, so no address leads to it. The catalog knows it
under the address it will have, except in the index that says who may see it: no search finds it.
Switching on puts it into its folder and into that one index; switching off does the reverse.
Source: architecture.md, decision 9.
"""

from Acquisition import aq_base
from clkss.content.sheets import checking
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.indexing import Indexing
from itertools import count
from plone.uuid.interfaces import IUUID
from zope.component import getAllUtilitiesRegisteredFor
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectRemovedEvent


FORGOTTEN = 500
"""Items after which memory is let go while a batch is switched on."""


class Stage:
    """Where a batch makes its items.

    :param site: the Plone site.
    :param kind: the kind of sheet.
    :param batch: the batch.
    :param reserved: ids that other batches have in use, as sets.
    """

    def __init__(self, site, kind, batch, reserved=()):
        self.site = site
        self.kind = kind
        self.batch = batch
        self.reserved = reserved
        self.container = kind.container(site)
        self.indexing = Indexing(self.container)

    def add(self, row, code, values):
        """Make one item.

        :param row: the row of the sheet.
        :param code: its code.
        :param values: column name → value.
        :raises BatchProblems: when another batch makes the same just now.
        """
        item = aq_base(self.kind.make(self.site, values, self.batch))
        item.id = self._free_id(item)
        if item.id is None:
            raise BatchProblems([checking.about(self.kind, row, code, "code_reserved")])
        self._put(row, code, item)

    def _put(self, row, code, item):
        self.batch.staged[item.id] = item
        placed = item.__of__(self.container)
        for numbers in getAllUtilitiesRegisteredFor(IIntIds):
            numbers.register(placed)
        self.indexing.add(placed)
        self.batch.items[row] = (code, IUUID(placed), item.id, *fingerprint(placed))

    def _free_id(self, item):
        return next(
            name
            for name in (self.kind.name(item, attempt) for attempt in count())
            if name is None or not self._is_taken(name)
        )

    def _is_taken(self, name):
        return (
            name in self.container
            or name in self.batch.staged
            or any(name in names for names in self.reserved)
            or getattr(aq_base(self.container), name, None) is not None
        )

    def show(self):
        """Switch all staged items on.

        :returns: how many.
        """
        staged, self.batch.staged = self.batch.staged, type(self.batch.staged)()
        rows = None
        for number, (name, item) in enumerate(staged.items(), 1):
            if name in self.container:
                rows = rows or {entry[2]: row for row, entry in self.batch.items.items()}
                self._move(rows[name], item)
                name = item.id
                del self.batch.staged[name]
            self.container._setOb(name, item)
            self.indexing.show(item.__of__(self.container))
            if number % FORGOTTEN == 0:
                # What did not change need not stay in memory until the commit.
                self.site._p_jar.cacheGC()
        return len(staged)

    def _move(self, row, item):
        """Give another id to an item whose id was taken while it was staged."""
        code = self.batch.items[row][0]
        item.id = self._free_id(item)
        self._put(row, code, item)

    def hide(self, name):
        """Switch one item off; it goes back to its batch.

        :param name: its id.
        """
        item = self.container._getOb(name)
        self.indexing.hide(item)
        self.container._delOb(name)
        self.batch.staged[name] = aq_base(item)

    def sweep(self, names):
        """Throw staged items away.

        :param names: their ids.
        """
        for name in names:
            item = self.batch.staged[name].__of__(self.container)
            if name in self.container:
                self.container[name].reindexObject()
            else:
                self.indexing.remove(item)
            notify(ObjectRemovedEvent(item, self.container, name))
            del self.batch.staged[name]


def fingerprint(item):
    """Say in two numbers whether an item changed.

    :param item: the item.
    :returns: the moment of its last change, and how much hangs on it: history and contents.
    """
    history = sum(len(entries) for entries in (item.workflow_history or {}).values())
    contents = item.objectCount() if hasattr(aq_base(item), "objectCount") else 0
    talk = getattr(aq_base(item), "__annotations__", {}).get("plone.app.discussion:conversation")
    comments = len(talk.objectIds()) if hasattr(talk, "objectIds") else 0
    return item.modification_date.millis(), history * 1_000_000 + contents * 1_000 + comments
