"""The people of both lines, a practice that everybody reads, and a browser for each person."""

from clkss.content import relational
from clkss.content.audit.tables import audit
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from sqlalchemy import select
from tests.content.given import PRACTICE

import pytest
import transaction


CLIMB = (
    ("barangay.contributor", "submit"),
    ("barangay.secretary", "endorse"),
    ("municipal.secretary", "endorse"),
    ("provincial.secretary", "endorse"),
    ("regional.secretary", "publish"),
)


@pytest.fixture
def write(site):
    """Write a practice of the barangay of Danao: a draft, or published."""

    def write(published=True, **values):
        values = {"territories": [DANAO.barangay], **PRACTICE, **values}
        with acting_as(site, "barangay.contributor"):
            item = api.content.create(site.practices, "GoodPractice", **values)
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
def audited():
    """List what was recorded under an action."""

    def audited(action):
        with relational.read("audit") as connection:
            query = select(audit).where(audit.c.action == action).order_by(audit.c.number)
            return connection.execute(query).all()

    return audited
