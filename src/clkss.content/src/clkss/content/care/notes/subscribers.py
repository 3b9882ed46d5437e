"""What follows for notes from what happens to items."""

from clkss.content.care.notes import store
from plone.uuid.interfaces import IUUID


def drop_notes(item, event):
    """Drop the notes on an item that is deleted.

    :param item: the item.
    :param event: it was removed.
    """
    uid = IUUID(item, None)
    if uid:
        store.drop(uid)
