"""People of both lines with names and addresses, and a browser for each."""

from clkss.content import relational
from clkss.content.audit.tables import audit
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import PEOPLE
from clkss.policy.testing.settling import settle
from plone import api
from plone.testing.zope import Browser
from sqlalchemy import select

import base64
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    """A site with people who have names."""
    settle(functional_portal)
    for person in PEOPLE:
        said = {"email": f"{person.id}@example.org", "fullname": person.fullname}
        api.user.get(userid=person.id).setMemberProperties(said)
    transaction.commit()
    return functional_portal


@pytest.fixture
def browse(site, functional):
    """Open a browser as somebody; ``None`` for a visitor."""

    def browse(user_id=None, password=PASSWORD, accept="text/html"):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", accept)
        if user_id:
            known = base64.b64encode(f"{user_id}:{password}".encode()).decode()
            browser.addHeader("Authorization", f"Basic {known}")
        return browser

    return browse


@pytest.fixture
def audited():
    """Read the audit: the entries of an action."""

    def audited(action):
        with relational.read("audit") as connection:
            return connection.execute(select(audit).where(audit.c.action == action)).all()

    return audited
