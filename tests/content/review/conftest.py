"""The people of both lines, and practices in every state."""

from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from tests.content.given import PRACTICE

import pytest


CLIMB = {
    "draft": (),
    "barangay_review": (("barangay.contributor", "submit"),),
    "municipal_review": (("barangay.contributor", "submit"), ("barangay.secretary", "endorse")),
}
CLIMB["provincial_review"] = (*CLIMB["municipal_review"], ("municipal.secretary", "endorse"))
CLIMB["regional_review"] = (*CLIMB["provincial_review"], ("provincial.secretary", "endorse"))
CLIMB["national_review"] = (*CLIMB["regional_review"], ("regional.secretary", "endorse"))
CLIMB["published"] = (*CLIMB["national_review"], ("national.editor", "publish"))
CLIMB["retired"] = (*CLIMB["published"], ("national.editor", "retire"))


@pytest.fixture
def people(portal):
    enter(portal, PEOPLE)
    return {person.id: person for person in PEOPLE}


@pytest.fixture
def write(portal, people):
    """Write a practice as somebody: ``write("barangay.contributor", title="…")``."""

    def write(author, **values):
        with acting_as(portal, author):
            values = {"territories": [DANAO.barangay], **PRACTICE, **values}
            return api.content.create(portal.practices, "GoodPractice", **values)

    return write


@pytest.fixture
def practice_in(portal, write):
    """Bring a practice to a state: ``practice_in("published", prefix="other.")``."""

    def practice_in(state, prefix="", **values):
        line = BONTOC if prefix else DANAO
        values = {"territories": [line.barangay], **values}
        practice = write(f"{prefix}barangay.contributor", **values)
        for actor, action in CLIMB[state]:
            with acting_as(portal, f"{prefix}{actor}"):
                ladder.act(practice, action)
        return practice

    return practice_in
