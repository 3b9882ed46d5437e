"""Keeping the register of what was once public, in the commit that shows or hides a thing.

What happens during a transaction is only noted; what came of it is read from the things themselves
just before the commit.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content import relational
from clkss.content.outreach import rules
from clkss.content.outreach import tables
from clkss.content.search.rules import KINDS
from clkss.content.territories import table
from clkss.content.territories.rules import COUNTRY_CODE
from clkss.content.territories.rules import REGION
from functools import partial
from plone.uuid.interfaces import IUUID
from ZODB.utils import z64

import transaction


SEEING = ("View", "Access contents information")
"""What a visitor needs to see a thing; the catalog knows only the second."""

REGISTERED = (*KINDS, "AdoptionNote")
"""What is once public is known for ever: the kinds of knowledge, and what places tell of them."""

_KEY = object()


def is_open(item):
    """Say whether a visitor may see a thing, its dates aside.

    :param item: a reviewed item.
    """
    return all("Anonymous" in rolesForPermissionOn(each, item) for each in SEEING)


def shown(item):
    """Give what the register keeps of a thing; ``None`` when no visitor may see it.

    :param item: a reviewed item.
    :returns: a :class:`clkss.content.outreach.tables.Shown`.
    """
    uid = IUUID(item, None)
    if item.portal_type not in REGISTERED or not rules.is_uid(uid or "") or not is_open(item):
        return None
    opens, closes = (_seconds(item, name) for name in ("effective_date", "expiration_date"))
    if closes and closes <= opens:
        return None
    return tables.Shown(uid, item.portal_type, rules.joined(sets_of(item)), opens, closes)


def sets_of(item):
    """Name the sets in which a thing is.

    :param item: a reviewed item.
    """
    codes = [code for code in getattr(item, "territories", None) or () if table.exists(code)]
    regions = {
        COUNTRY_CODE if code == COUNTRY_CODE else table.at_level(code, REGION) for code in codes
    }
    themes = getattr(item, "themes", None) or ()
    return rules.sets(item.portal_type, themes, sorted(filter(None, regions)))


def note(item):
    """Remember that the running transaction may show, hide or change a thing.

    :param item: a reviewed item; without a place of its own it says nothing.
    """
    uid = IUUID(item, None)
    if uid and aq_parent(aq_inner(item)) is not None:
        _noted()[uid] = item


def gone(uid):
    """Remember that the running transaction takes a thing away.

    :param uid: its UID.
    """
    _noted()[uid] = None


def _noted():
    current = transaction.get()
    try:
        noted = current.data(_KEY)
    except KeyError:
        noted = None
    if noted is None:
        noted = {}
        current.set_data(_KEY, noted)
        current.addBeforeCommitHook(_write)
    return noted


def _write():
    current = transaction.get()
    noted = current.data(_KEY)
    current.set_data(_KEY, None)
    seen, hidden = [], []
    for uid, item in noted.items():
        is_there = item is not None and _is_there(item)
        facts = shown(item) if is_there else None
        if facts is not None:
            seen.append(facts)
        elif not is_there or not _is_new(item):
            hidden.append(uid)
    if seen or hidden:
        write = partial(tables.note, shown=seen, hidden=hidden, token=relational.token())
        relational.queue(write)


def _is_there(item):
    """Say whether a thing still lies where it says; a working copy goes as it is published."""
    lying = aq_parent(aq_inner(item)).get(item.getId())
    return lying is not None and aq_base(lying) is aq_base(item)


def _is_new(item):
    return aq_base(item)._p_serial in (None, z64)


def _seconds(item, name):
    value = getattr(aq_base(item), name, None)
    return max(0, int(value.timeTime())) if value is not None else 0


def once_public(uid):
    """Give what the register knows of a thing that is or was public, or ``None``.

    :param uid: its UID.
    """
    with relational.read() as connection:
        return tables.entry(connection, uid)
