"""Every kind, every state, every kind of person, every deed: the live site against the oracle."""

from AccessControl import getSecurityManager
from clkss.content.review.states import state_of
from clkss.content.review.workflow import ACTIONS
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from tests.content.repository import conftest as given
from tests.content.review import oracle
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.security.interfaces import IPermission

import pytest


EVERYBODY = (None, "admin", *(person.id for person in PEOPLE))

TYPES = tuple(given.COMPLETE)

PERMISSIONS = {
    "View": oracle.sees,
    "Access contents information": oracle.sees,
    "Modify portal content": oracle.edits,
    "Add portal content": oracle.edits,
    "plone.app.contenttypes: Add File": oracle.edits,
    "Review portal content": oracle.scores,
    "Delete objects": oracle.deletes,
    "Sharing page: Delegate roles": oracle.delegates,
    "clkss: Add Programme Update": oracle.tells,
    "clkss: Correct Contact": oracle.corrects,
}


@pytest.fixture(params=TYPES)
def portal_type(request):
    return request.param


def answers(site, questions):
    """Ask all questions as everybody; a question's key and the person give the answer."""
    found = {}
    for person in EVERYBODY:
        with acting_as(site, person):
            found.update({(key, person): bool(ask()) for key, ask in questions.items()})
    return found


def reads(item, view):
    """Say whether the current user gets a page of an item."""
    try:
        page = item.restrictedTraverse(view, None)
        return page is not None and page()
    except Unauthorized:
        return False


@pytest.mark.parametrize("about", [DANAO.municipal, BONTOC.municipal], ids=["own", "other"])
@pytest.mark.parametrize("state", STATES)
class TestMatrix:
    """The territory that an item speaks of changes nothing: the ladder is the owner's."""

    def test_who_may_do_what(self, people, write, portal_type, state, about):
        item = write(portal_type, territories=[about], title="Matrixcanary")
        given.bring(item, state)
        assert state_of(item) == state
        definition = people.portal_workflow["clkss_knowledge_workflow"]
        one_check = portal_type in given.ONE_CHECK
        acts = oracle.acts_with_one_check if one_check else oracle.acts
        questions = {
            **{
                name: lambda name=name: api.user.has_permission(name, obj=item)
                for name in PERMISSIONS
            },
            **{
                action: lambda action=action: definition.isActionSupported(item, action)
                for action in ACTIONS
            },
            "found": lambda: people.portal_catalog(SearchableText="matrixcanary"),
            "read": lambda: reads(item, "view"),
            "history": lambda: reads(item, "@@review-history"),
        }
        concerned = oracle.SECRETARIES | oracle.EDITORS | {"admin", oracle.AUTHOR}
        expected = {}
        for person in EVERYBODY:
            sees = oracle.sees(person, state)
            expected.update(
                {(name, person): says(person, state) for name, says in PERMISSIONS.items()}
            )
            expected.update({(action, person): acts(person, state, action) for action in ACTIONS})
            expected["found", person] = expected["read", person] = sees
            expected["history", person] = sees and person in concerned
        found = answers(people, questions)
        assert [key for key in expected if found[key] is not bool(expected[key])] == []


class TestAdding:
    def test_who_writes(self, people, portal_type):
        fti = getUtility(IDexterityFTI, name=portal_type)
        permission = getUtility(IPermission, name=fti.add_permission).title
        writers = {
            person.id
            for person in PEOPLE
            for service in person.services
            if service.function in ("contributor", "secretary")
            or service.committee == "PH-knowledge"
        } | {"admin"}
        container = people[given.PLACES[portal_type]]
        found = answers(
            people,
            {
                "there": lambda: getSecurityManager().checkPermission(permission, container),
                "elsewhere": lambda: getSecurityManager().checkPermission(permission, people),
            },
        )
        assert {person for key, person in found if key == "there" and found[key, person]} == writers
        assert {person for key, person in found if key == "elsewhere" and found[key, person]} == {
            "admin"
        }

    def test_only_its_type_lies_in_its_place(self, people, portal_type):
        container = people[given.PLACES[portal_type]]
        with acting_as(people, "barangay.contributor"):
            allowed = [each.getId() for each in container.allowedContentTypes()]
        assert allowed == [portal_type]
