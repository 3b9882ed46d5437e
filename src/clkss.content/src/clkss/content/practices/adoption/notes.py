"""Which notes there are of a practice, and of which practices there are any."""

from clkss.content.knowledge import relations
from clkss.content.practices.adoption.content import RESULTS
from plone import api
from plone.uuid.interfaces import IUUID


PORTAL_TYPE = "AdoptionNote"
CONTAINER = "adoption-notes"


def notes_of(practice):
    """Find the notes of a practice, as far as the current user may see them, the newest first.

    :param practice: a practice.
    :returns: brains.
    """
    return api.content.find(
        portal_type=PORTAL_TYPE,
        sort_on="effective",
        sort_order="descending",
        **{relations.INDEX: IUUID(practice)},
    )


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


def result_title(token):
    """Say in words what came of it.

    :param token: a token of the vocabulary.
    """
    return dict(RESULTS).get(token, "")
