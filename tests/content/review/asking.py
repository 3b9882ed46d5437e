"""Asks the live site as everybody and holds each answer against the oracle's."""

from clkss.content.review.workflow import ACTIONS
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import PEOPLE
from plone import api
from tests.content.review import oracle
from zExceptions import Unauthorized


EVERYBODY = (None, "admin", *(person.id for person in PEOPLE))

CANARY = "matrixcanary"
"""A word in the title of each item that is asked about."""

PERMISSIONS = {
    "View": oracle.sees,
    "Access contents information": oracle.sees,
    "Modify portal content": oracle.edits,
    "Add portal content": oracle.edits,
    "plone.app.contenttypes: Add File": oracle.edits,
    "Review portal content": oracle.scores,
    "Delete objects": oracle.deletes,
    "Sharing page: Delegate roles": oracle.delegates,
}


def answers(site, questions):
    """Ask all questions as everybody; a question's key and the person give the answer."""
    found = {}
    for person in EVERYBODY:
        with acting_as(site, person):
            found.update({(key, person): bool(ask()) for key, ask in questions.items()})
    return found


def differences(site, questions, expected):
    """List the questions and people whose answer is not the oracle's.

    :param site: the Plone site.
    :param questions: what to ask, by key.
    :param expected: what says of a person whether the answer is yes, by the same keys.
    """
    return [
        (key, person, answer)
        for (key, person), answer in answers(site, questions).items()
        if answer is not bool(expected[key](person))
    ]


def reads(item, view):
    """Say whether the current user gets a page of an item."""
    try:
        page = item.restrictedTraverse(view, None)
        return page is not None and page()
    except Unauthorized:
        return False


def about_item(site, item, state, permissions=PERMISSIONS, acts=oracle.acts, pages=()):
    """List what somebody may do with an item and should not, or the other way round.

    :param site: the Plone site.
    :param item: the item; its title holds :data:`CANARY`.
    :param state: where it stands.
    :param permissions: oracles by permission.
    :param acts: the oracle of actions.
    :param pages: which of the item's pages to draw, besides: names of views.
    """
    definition = site.portal_workflow["clkss_knowledge_workflow"]
    concerned = oracle.SECRETARIES | oracle.EDITORS | {"admin", oracle.AUTHOR}

    def sees(person):
        return oracle.sees(person, state)

    questions = {"found": lambda: site.portal_catalog(SearchableText=CANARY)}
    expected = {"found": sees}
    for name, says in permissions.items():
        questions[name] = lambda name=name: api.user.has_permission(name, obj=item)
        expected[name] = lambda person, says=says: says(person, state)
    for action in ACTIONS:
        questions[action] = lambda action=action: definition.isActionSupported(item, action)
        expected[action] = lambda person, action=action: acts(person, state, action)
    for page in pages:
        questions[page] = lambda page=page: reads(item, page)
        expected[page] = sees
    if "@@review-history" in pages:
        expected["@@review-history"] = lambda person: person in concerned and sees(person)
    return differences(site, questions, expected)


def about_both_territories(site, item, state, other, **options):
    """Ask about an item, then say that it speaks of another territory and ask again.

    The territory that an item speaks of changes nothing: the ladder is its owner's.

    :param other: the other territory.
    """
    wrong = about_item(site, item, state, pages=("view", "@@review-history"), **options)
    item.territories = [other]
    item.reindexObject()
    wrong += [("elsewhere", *each) for each in about_item(site, item, state, **options)]
    item.title = "No more"
    item.reindexObject()
    return wrong
