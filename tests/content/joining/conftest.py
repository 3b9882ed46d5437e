"""A site that sends mail to a server of the test, people of both lines, and browsers."""

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
import re
import transaction


@pytest.fixture
def site(functional_portal, server):
    """A site with people who have names and mail addresses."""
    settle(functional_portal)
    server.use_for(functional_portal)
    api.portal.set_registry_record("plone.email_from_address", "clkss@example.org")
    for person in PEOPLE:
        member = api.user.get(userid=person.id)
        member.setMemberProperties(
            {"email": f"{person.id}@example.org", "fullname": person.fullname}
        )
    transaction.commit()
    return functional_portal


@pytest.fixture
def browse(site, functional):
    """Open a browser as somebody; ``None`` for a visitor."""

    def browse(user_id=None, password=PASSWORD):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "text/html")
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


@pytest.fixture
def ask(site, browse):
    """Ask to join as a visitor, without a script."""

    def ask(
        mail="ligaya@example.org",
        name="Ligaya Reyes",
        place="0701233000",
        function="contributor",
        agency="",
        **more,
    ):
        browser = browse()
        browser.open(f"{site.absolute_url()}/join?place={place}")
        browser.getControl(name="name").value = name
        browser.getControl(name="mail").value = mail
        browser.getControl(name="organisation").value = more.pop("organisation", "Town hall")
        browser.getControl(name="function").value = [function] if function else []
        browser.getControl(name="agency").value = [agency]
        agree = browser.getControl(name="consent")
        agree.value = agree.options
        for field, value in more.items():
            browser.getControl(name=field).value = value
        browser.getControl("Ask to join").click()
        transaction.begin()
        return browser

    return ask


def words(mail):
    """Return the words of a mail."""
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.fixture
def link(server):
    """Find the link in the last mail to an address."""

    def link(mail="ligaya@example.org"):
        found = re.findall(r"https?://\S+/join/confirm/\S+", words(server.mails(mail)[-1]))
        return found[0]

    return link


@pytest.fixture
def confirm(browse, work, link):
    """Open the link of the mail, choose a password, press the button."""

    def confirm(mail="ligaya@example.org", password="a long enough Password-1"):
        work()
        browser = browse()
        browser.open(link(mail))
        browser.getControl(name="password").value = password
        browser.getControl(name="password_again").value = password
        browser.getControl("Confirm and make my account").click()
        transaction.begin()
        return browser

    return confirm
