"""Relations that a sheet names by code, tied as soon as both ends are there.

A sheet may name items of other kinds, also such that come with a later sheet. What is not there
yet waits under its code.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from clkss.content.knowledge import finding
from clkss.content.knowledge import relations
from clkss.content.sheets import kinds
from clkss.content.sheets import register
from plone.app.uuid.utils import uuidToObject
from Products.CMFCore.utils import getToolByName
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


KEY = "clkss.content.knowledge.pending"


def settle(event):
    """Tie what a batch names, and what waited for the items of the batch.

    :param event: the batch was switched on.
    """
    site = getSite()
    batch = event.batch
    entries = [(entry[0], entry[1]) for entry in batch.items.values()]
    entries += [(code, uid) for code, uid, *_rest in batch.changes.values()]
    for _code, uid in entries:
        item = uuidToObject(uid, unrestricted=True)
        if item is not None and item.__dict__.get("related_codes") is not None:
            tie(site, item, item.related_codes)
            del item.related_codes
    waiting = _waiting(site)
    for code, uid in entries:
        for other in list(waiting.pop(code, ())):
            item, target = (uuidToObject(each, unrestricted=True) for each in (other, uid))
            if item is not None and target is not None:
                _add(item, [target])


def loosen(event):
    """Let nothing name what a batch brought and takes away again; its codes wait as before.

    What merely named it does not count as changed.

    :param event: the batch was undone.
    """
    site = getSite()
    catalog = getToolByName(site, "portal_catalog")
    waiting = _waiting(site)
    batch = event.batch
    own = {entry[1] for entry in batch.items.values()}
    container = kinds.get(batch.kind).container(site)
    for item in batch.staged.values():
        relations.relate(item.__of__(container), [])
    for code, uid, *_rest in batch.items.values():
        for brain in catalog.unrestrictedSearchResults(**{relations.INDEX: uid}):
            if brain.UID in own:
                continue
            item = brain._unrestrictedGetObject()
            relations.forget(item, uid)
            item.reindexObject(idxs=[relations.INDEX])
            waiting.setdefault(code, OOTreeSet()).insert(brain.UID)


def tie(site, item, codes):
    """Let an item name the items of some codes; those that are not there yet wait.

    :param site: the Plone site.
    :param item: the item, in its place.
    :param codes: codes of any kind of sheet, UIDs or addresses.
    """
    found = []
    for code in codes:
        uids = uids_of(site, code) or finding.find(code)
        if uids:
            found += [uuidToObject(uid, unrestricted=True) for uid in uids]
        else:
            _waiting(site).setdefault(code, OOTreeSet()).insert(item.UID())
    _add(item, [target for target in found if target is not None])


def uids_of(site, code):
    """Give the UIDs of what was imported under a code, or bears it, whatever the kind.

    :param site: the Plone site.
    :param code: the code.
    """
    batches = register.of(site)
    found = [uid for name in kinds.names() if (uid := batches.uid_of(name, code))]
    if not found:
        catalog = getToolByName(site, "portal_catalog")
        found = [brain.UID for brain in catalog.unrestrictedSearchResults(practice_code=code)]
    return found


def _add(item, targets):
    named = [uuidToObject(uid, unrestricted=True) for uid in relations.named_uids(item)]
    relations.relate(item, [*named, *targets])
    item.reindexObject(idxs=[relations.INDEX])


def _waiting(site):
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    return annotations[KEY]
