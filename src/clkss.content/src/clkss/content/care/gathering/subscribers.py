"""Forgetting items that are gone."""

from clkss.content import relational
from clkss.content.care.gathering.interfaces import IGatherer
from plone.uuid.interfaces import IUUID
from zope.component import getUtilitiesFor


def drop(item, event):
    """Forget what was taken out of an item that is deleted.

    :param item: the item.
    :param event: it was removed.
    """
    uid = IUUID(item, None)
    if not uid:
        return
    gatherers = [gatherer for _name, gatherer in getUtilitiesFor(IGatherer)]

    def write(connection):
        for gatherer in gatherers:
            gatherer.drop(connection, uid)

    relational.queue(write)
