"""Every state, every kind of person, every deed: the live site against an oracle of its own."""

from AccessControl import getSecurityManager
from clkss.content.committees import clearances
from clkss.content.review.workflow import STATES
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from tests.content.review import asking
from tests.content.review import oracle

import pytest


TURN = {
    "barangay_review": ("barangay.secretary", DANAO.barangay),
    "municipal_review": ("municipal.secretary", DANAO.municipal),
    "provincial_review": ("provincial.secretary", DANAO.provincial),
    "regional_review": ("regional.secretary", DANAO.regional),
}


def differences(portal, ask, expected):
    """Ask one question as everybody and list who got another answer than the oracle's."""
    return asking.differences(portal, {"": ask}, {"": expected})


def test_who_may_do_what(portal, practice_in):
    wrong = {}
    for state in STATES:
        practice = practice_in(state, title=asking.CANARY)
        wrong[state] = asking.about_both_territories(portal, practice, state, BONTOC.barangay)
    assert {state: found for state, found in wrong.items() if found} == {}


class TestTheVacantOffice:
    @pytest.mark.parametrize("state", TURN)
    def test_who_takes_over(self, portal, practice_in, state):
        practice = practice_in(state)
        person, key = TURN[state]
        clearances.revoke(person, key)
        definition = portal.portal_workflow["clkss_knowledge_workflow"]
        assert (
            differences(
                portal,
                lambda: definition.isActionSupported(practice, "take_over"),
                lambda who: oracle.takes_over(who, state),
            )
            == []
        )


class TestAdding:
    def test_who_writes_practices(self, portal, people):
        writers = {
            person.id
            for person in PEOPLE
            for service in person.services
            if service.function in ("contributor", "secretary")
            or service.committee == "PH-knowledge"
        } | {"admin"}
        assert (
            differences(
                portal,
                lambda: getSecurityManager().checkPermission(
                    "clkss: Add Good Practice", portal.practices
                ),
                lambda person: person in writers,
            )
            == []
        )

    def test_nobody_writes_elsewhere(self, portal, people):
        assert (
            differences(
                portal,
                lambda: api.user.has_permission("clkss: Add Good Practice", obj=portal),
                lambda person: person == "admin",
            )
            == []
        )
