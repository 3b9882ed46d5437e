"""What shows, hides or changes a thing for visitors."""

from clkss.content.outreach import register
from clkss.content.sheets import kinds
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite


def passed_on(item, event):
    """Note that an item came into another state.

    :param item: a reviewed item.
    :param event: it went through a transition.
    """
    register.note(item)


def changed(item, event):
    """Note that what visitors see has changed; what they do not see is nobody's business.

    :param item: a reviewed item.
    :param event: it was changed.
    """
    if register.is_open(item):
        register.note(item)


def moved(item, event):
    """Note that an item was added, moved, renamed or removed.

    :param item: a reviewed item.
    :param event: what happened, to it or to a folder around it.
    """
    if event.newParent is None:
        uid = IUUID(item, None)
        if uid:
            register.gone(uid)
    else:
        register.note(item)


def switched_on(event):
    """Note what a sheet brought; what it changed was noted as it was changed.

    :param event: a batch was applied.
    """
    container = kinds.get(event.batch.kind).container(getSite())
    for _code, _uid, name, *_rest in event.batch.items.values():
        item = container.get(name)
        if item is not None and register.is_open(item):
            register.note(item)


def switched_off(event):
    """Note what became invisible because a sheet was undone.

    :param event: a batch was undone; what it hid has gone back to it.
    """
    for item in event.batch.staged.values():
        register.gone(IUUID(item))
