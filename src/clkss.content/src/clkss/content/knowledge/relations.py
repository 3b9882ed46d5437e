"""What an item is related to: chosen on one of two items, shown on both.

The relations are those of Plone (``relatedItems``); the catalog keeps the UIDs that an item names,
so that both directions are found by one question each, and nobody learns of what they may not see.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content.frame import showing
from plone import api
from plone.app.relationfield.behavior import IRelatedItems
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from z3c.relationfield.event import updateRelations
from z3c.relationfield.relation import RelationValue
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.intid.interfaces import IIntIds


INDEX = "getRawRelatedItems"
MEMO = "clkss.content.knowledge.naming"
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
    return tuple(dict.fromkeys(target.UID() for target in targets if target is not None))


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
    named = named_uids(item)
    ordered = {brain.UID: brain for brain in _found(named)} if named else {}
    uid = item.UID()
    for brain in _naming_now(uid):
        ordered.setdefault(brain.UID, brain)
    ordered.pop(uid, None)
    return list(ordered.values())


def _found(uids):
    """Find things by their UIDs, as far as the current user may see them, in the same order."""
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rid_of = catalog._catalog.getIndex("UID")._index.get
    rids = [rid for rid in map(rid_of, uids) if rid is not None]
    return [catalog._catalog[rid] for rid in showing.shown(catalog, rids)]


def naming(item):
    """Find what names an item, as far as the current user may see it, by title.

    Several parts of a page ask it; pages that only show something ask the catalog once.

    :param item: any content.
    :returns: brains.
    """
    return _naming_now(item.UID())


def _naming_now(uid):
    request = getRequest()
    annotations = IAnnotations(request, None) if request is not None else None
    if annotations is None or request.get("REQUEST_METHOD") not in ("GET", "HEAD"):
        return _naming(uid)
    memo = annotations.get(MEMO)
    if memo is None:
        memo = annotations[MEMO] = {}
    key = (uid, getSecurityManager().getUser().getId())
    if key not in memo:
        memo[key] = _naming(uid)
    return memo[key]


def _naming(uid):
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rids = showing.holding(catalog, INDEX, (uid,))
    return showing.by_title(catalog, showing.shown(catalog, rids)) if rids else []
