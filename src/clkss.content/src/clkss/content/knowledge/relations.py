"""What an item is related to: chosen on one of two items, shown on both.

The relations are those of Plone (``relatedItems``); the catalog keeps the UIDs that an item names,
so that both directions are found by one question each, and nobody learns of what they may not see.
"""

from Acquisition import aq_base
from plone import api
from plone.app.relationfield.behavior import IRelatedItems
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID
from z3c.relationfield.event import updateRelations
from z3c.relationfield.relation import RelationValue
from zope.component import getUtility
from zope.intid.interfaces import IIntIds


INDEX = "getRawRelatedItems"
BEHAVIOUR = "plone.relateditems"


@indexer(IRelatedItems)
def related_uids(item):
    """Index the UIDs of what an item names."""
    return named_uids(item)


def named_uids(item):
    """Give the UIDs of what an item names, in its order; what is gone is left out.

    :param item: any content.
    """
    values = getattr(aq_base(item), "relatedItems", None) or ()
    targets = (value.to_object for value in values if not value.isBroken())
    return tuple(dict.fromkeys(IUUID(target) for target in targets if target is not None))


def relate(item, targets):
    """Let an item name other items, in place of those that it named before.

    :param item: an item in its place.
    :param targets: the items to name, in order; itself is left out.
    """
    numbers = getUtility(IIntIds)
    own = numbers.register(item)
    ids = (numbers.register(target) for target in targets)
    item.relatedItems = [RelationValue(each) for each in dict.fromkeys(ids) if each != own]
    updateRelations(item, None)


def forget(item, uid):
    """Let an item no longer name another one.

    :param item: an item in its place.
    :param uid: UID of what it named.
    """
    values = getattr(aq_base(item), "relatedItems", None) or ()
    item.relatedItems = [
        value for value in values if not value.isBroken() and IUUID(value.to_object) != uid
    ]
    updateRelations(item, None)


def related(item):
    """Find what an item names and what names it, as far as the current user may see it.

    :param item: any content.
    :returns: brains, each once; what it names comes first, in its order.
    """
    catalog = api.portal.get_tool("portal_catalog")
    uid = IUUID(item)
    named = named_uids(item)
    found = {brain.UID: brain for brain in catalog(UID=list(named))} if named else {}
    ordered = {each: found[each] for each in named if each in found}
    for brain in catalog(**{INDEX: uid}, sort_on="sortable_title"):
        ordered.setdefault(brain.UID, brain)
    ordered.pop(uid, None)
    return list(ordered.values())
