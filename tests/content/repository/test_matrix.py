"""Every kind, every state, every kind of person, every deed: the live site against the oracle."""

from AccessControl import getSecurityManager
from clkss.content.review.states import state_of
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import PEOPLE
from plone.dexterity.interfaces import IDexterityFTI
from tests.content.repository import conftest as given
from tests.content.review import asking
from tests.content.review import oracle
from zope.component import getUtility
from zope.security.interfaces import IPermission

import pytest


TYPES = tuple(given.COMPLETE)

PERMISSIONS = {
    **asking.PERMISSIONS,
    "clkss: Add Programme Update": oracle.tells,
    "clkss: Correct Contact": oracle.corrects,
}


@pytest.fixture(params=TYPES)
def portal_type(request):
    return request.param


def test_who_may_do_what(people, write, portal_type):
    one_check = portal_type in given.ONE_CHECK
    acts = oracle.acts_with_one_check if one_check else oracle.acts
    wrong = {}
    for state in STATES:
        item = write(portal_type, title=asking.CANARY)
        given.bring(item, state)
        assert state_of(item) == state
        wrong[state] = asking.about_both_territories(
            people, item, state, BONTOC.municipal, permissions=PERMISSIONS, acts=acts
        )
    assert {state: found for state, found in wrong.items() if found} == {}


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
        found = asking.answers(
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
