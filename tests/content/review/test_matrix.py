"""Every state, every kind of person, every deed: the live site against an oracle of its own."""

from AccessControl import getSecurityManager
from clkss.content.committees import clearances
from clkss.content.review.workflow import ACTIONS
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from pathlib import Path
from plone import api
from zExceptions import Unauthorized

import importlib.util
import pytest


_spec = importlib.util.spec_from_file_location("oracle", Path(__file__).with_name("oracle.py"))
oracle = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(oracle)

EVERYBODY = (None, "admin", *(person.id for person in PEOPLE))

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

TURN = {
    "barangay_review": ("barangay.secretary", DANAO.barangay),
    "municipal_review": ("municipal.secretary", DANAO.municipal),
    "provincial_review": ("provincial.secretary", DANAO.provincial),
    "regional_review": ("regional.secretary", DANAO.regional),
}


def differences(portal, ask, expected):
    """Ask as everybody and list who got another answer than the oracle's."""
    found = []
    for person in EVERYBODY:
        with acting_as(portal, person):
            answer = bool(ask())
        if answer is not expected(person):
            found.append((person, answer))
    return found


@pytest.mark.parametrize("about", [DANAO.barangay, BONTOC.barangay], ids=["own", "other"])
@pytest.mark.parametrize("state", STATES)
class TestMatrix:
    """The territory that a practice speaks of changes nothing: the ladder is the owner's."""

    @pytest.fixture
    def practice(self, practice_in, state, about):
        return practice_in(state, territories=[about], title="Matrixcanary")

    def test_permissions(self, portal, practice, state, about):
        for permission, oracle_of in PERMISSIONS.items():
            assert (
                differences(
                    portal,
                    lambda name=permission: api.user.has_permission(name, obj=practice),
                    lambda person, says=oracle_of: says(person, state),
                )
                == []
            ), permission

    def test_actions_offered(self, portal, practice, state, about):
        tool = portal.portal_workflow
        definition = tool["clkss_knowledge_workflow"]
        for action in ACTIONS:
            assert (
                differences(
                    portal,
                    lambda action=action: definition.isActionSupported(practice, action),
                    lambda person, action=action: oracle.acts(person, state, action),
                )
                == []
            ), action

    def test_found_in_the_catalog(self, portal, practice, state, about):
        assert (
            differences(
                portal,
                lambda: portal.portal_catalog(SearchableText="matrixcanary"),
                lambda person: oracle.sees(person, state),
            )
            == []
        )

    def test_the_history_is_for_those_concerned(self, portal, practice, state, about):
        def reads():
            view = practice.restrictedTraverse("@@review-history", None)
            try:
                return view is not None and view()
            except Unauthorized:
                return False

        concerned = oracle.SECRETARIES | oracle.EDITORS | {"admin", oracle.AUTHOR}
        assert (
            differences(
                portal, reads, lambda person: person in concerned and oracle.sees(person, state)
            )
            == []
        )


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
