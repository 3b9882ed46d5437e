"""The people of both lines, a practice that everybody reads, and a browser for each person."""

from clkss.content import relational
from clkss.content.audit.tables import audit
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from plone.testing.zope import Browser
from sqlalchemy import select

import pytest
import transaction


COMPLETE = {
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening.",
    "language": "en",
    "themes": ["education"],
    "territories": [DANAO.barangay],
    "background": "Forty children fished at night.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays the teacher.",
    "lessons_learned": "Talk with the boat owners.",
    "necessary_conditions": "A teacher free in the evening.",
}

CLIMB = (
    ("barangay.contributor", "submit"),
    ("barangay.secretary", "endorse"),
    ("municipal.secretary", "endorse"),
    ("provincial.secretary", "endorse"),
    ("regional.secretary", "publish"),
)


@pytest.fixture
def site(functional_portal):
    enter(functional_portal, PEOPLE)
    transaction.commit()
    return functional_portal


@pytest.fixture
def write(site):
    """Write a practice of the barangay of Danao: a draft, or published."""

    def write(published=True, **values):
        with acting_as(site, "barangay.contributor"):
            item = api.content.create(site.practices, "GoodPractice", **{**COMPLETE, **values})
        for actor, action in CLIMB if published else ():
            ladder.act(item, action, actor=actor)
        transaction.commit()
        return item

    return write


@pytest.fixture
def item(write):
    """A published practice."""
    return write()


@pytest.fixture
def browse(site, functional):
    """Open a browser as somebody; ``None`` for a visitor."""

    def browse(user_id=None):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "text/html")
        if user_id:
            browser.addHeader("Authorization", f"Basic {user_id}:{PASSWORD}")
        return browser

    return browse


@pytest.fixture
def audited():
    """List what was recorded under an action."""

    def audited(action):
        with relational.read("audit") as connection:
            query = select(audit).where(audit.c.action == action).order_by(audit.c.number)
            return connection.execute(query).all()

    return audited
