"""What was changed in an item after it left its author's hands: who, when, what it said before.

CMFEditions would keep a copy of the whole item, its files included, at every change, and costs a
fifth of a commit; reviewers need the words that were replaced. They are taken from the state that
the database holds at that moment.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content import audit
from clkss.content.committees import access as memo
from clkss.content.review.states import state_of
from clkss.content.review.workflow import DRAFT
from DateTime import DateTime
from persistent.list import PersistentList
from plone.dexterity.utils import iterSchemata
from ZODB.POSException import POSKeyError
from zope.container.interfaces import IContainerModifiedEvent
from zope.schema import getFieldsInOrder


MOST_KEPT = 50
"""Changes kept with an item; older ones remain in the audit, without words."""

ATTRIBUTE = "_clkss_changes"


def keep_change(item, event):
    """Keep what an item said before somebody changed it.

    :param item: a reviewed item.
    :param event: it was changed.
    """
    if IContainerModifiedEvent.providedBy(event):
        return
    before = _before(item)
    if "owner_committee" in before:
        # Access follows the owner, also to the files in the item.
        memo.forget()
        item.reindexObjectSecurity()
    if not before or state_of(item) == DRAFT:
        return
    changes = getattr(aq_base(item), ATTRIBUTE, None)
    if changes is None:
        changes = PersistentList()
        setattr(item, ATTRIBUTE, changes)
    actor = getSecurityManager().getUser().getId()
    last = changes[-1] if changes and changes._p_changed else None
    if last is not None and (last["actor"], last["before"]) == (actor, before):
        return
    changes.append({"time": DateTime(), "actor": actor, "before": before})
    del changes[:-MOST_KEPT]
    audit.record("review.changed", item, fields=sorted(before))


def changes_of(item):
    """Give the changes of an item, the oldest first.

    :param item: a reviewed item.
    :returns: mappings with ``time``, ``actor`` and ``before``, which maps fields to old values.
    """
    return list(getattr(aq_base(item), ATTRIBUTE, ()))


def words_of(value):
    """Write the value of a field as people read it.

    :param value: the value, as it is or as it was kept.
    """
    value = _plain(value)
    if isinstance(value, list):
        return "\n".join(words_of(each) for each in value)
    if isinstance(value, dict):
        return ": ".join(words_of(each) for each in value.values())
    return "" if value is None else str(value)


def _before(item):
    base = aq_base(item)
    if base._p_jar is None:
        return {}
    stored = _stored_state(base)
    if not stored:
        return {}
    found = {}
    for schema in iterSchemata(item):
        for name, _field in getFieldsInOrder(schema):
            if name not in base.__dict__:
                continue
            old, new = stored.get(name), base.__dict__[name]
            if old == new or (not old and not new):
                continue
            found[name] = _plain(old)
    return found


def _stored_state(base):
    # After a savepoint the connection reads from its own buffer; what was committed is behind it.
    connection = base._p_jar
    storage = getattr(connection, "_normal_storage", connection._storage)
    try:
        data, _serial = storage.load(base._p_oid)
    except POSKeyError:
        return {}
    return connection._reader.getState(data)


def _plain(value):
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    raw = getattr(value, "raw", None)
    if isinstance(raw, str):
        return raw
    target = getattr(value, "to_object", None)
    if target is not None:
        return target.title
    return getattr(value, "filename", None) or str(value)
