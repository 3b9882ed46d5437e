"""Which notes there are of a practice, and of which practices there are any."""

from clkss.content.knowledge import relations
from clkss.content.practices.adoption.content import RESULTS
from plone import api


PORTAL_TYPE = "AdoptionNote"
CONTAINER = "adoption-notes"


def notes_of(practice):
    """Find the notes of a practice, as far as the current user may see them, the newest first.

    :param practice: a practice.
    :returns: brains.
    """
    found = [brain for brain in relations.naming(practice) if brain.portal_type == PORTAL_TYPE]
    return sorted(found, key=lambda brain: brain.effective, reverse=True)


def practice_of(note):
    """Give the practice of a note, as far as the current user may see it, or ``None``.

    :param note: an adoption note.
    :returns: a brain.
    """
    named = relations.named_uids(note)
    brains = api.content.find(UID=list(named), portal_type="GoodPractice") if named else []
    return brains[0] if brains else None


def adopted_uids(catalog):
    """Give the UIDs of what published notes name; no object is woken.

    :param catalog: ``portal_catalog``.
    """
    index = catalog._catalog.getIndex(relations.INDEX)
    found = set()
    for brain in catalog.unrestrictedSearchResults(
        portal_type=PORTAL_TYPE, review_state="published"
    ):
        found.update(index.getEntryForObject(brain.getRID(), ()))
    return found


def result_of(brain, folder):
    """Give the token of what came of it.

    :param brain: a note that the current user may see.
    :param folder: the place of the notes; one that lies elsewhere is found by its path.
    """
    inside, _slash, name = brain.getPath().rpartition("/")
    if folder is not None and inside == "/".join(folder.getPhysicalPath()):
        return folder[name].result
    return brain._unrestrictedGetObject().result


def result_title(token):
    """Say in words what came of it.

    :param token: a token of the vocabulary.
    """
    return dict(RESULTS).get(token, "")
