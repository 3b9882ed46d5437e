"""A site that sends mail to a server of the test, and people with addresses."""

from clkss.content.jobs import store
from clkss.content.jobs.interfaces import IJob
from clkss.content.jobs.worker import run_due
from clkss.content.notices.interfaces import ILetter
from clkss.content.testing.mail import MailServer
from clkss.content.testing.people import enter
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import PEOPLE
from contextlib import contextmanager
from plone import api
from plone.testing.zope import Browser
from sqlalchemy import update
from Testing.makerequest import makerequest
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import clkss.content.relational as relational
import pytest
import transaction


@pytest.fixture
def server():
    """A mail server."""
    with MailServer() as server:
        yield server


@pytest.fixture
def site(functional_portal, server):
    """A site with people, of whom some have a mail address."""
    enter(functional_portal, PEOPLE)
    server.use_for(functional_portal)
    api.portal.set_registry_record("plone.email_from_address", "clkss@example.org")
    api.portal.set_registry_record("plone.email_from_name", "CLKSS Philippines")
    api.portal.set_registry_record("plone.available_languages", ["en", "tl"])
    for person in ("barangay.contributor", "member", "national.editor"):
        api.user.get(userid=person).setMemberProperties({"email": f"{person}@example.org"})
    transaction.commit()
    return functional_portal


@pytest.fixture
def open_site(site):
    """Opens a connection of its own for each job, as the command line does."""
    db = site._p_jar.db()

    @contextmanager
    def open_site():
        connection = db.open()
        before = getRequest()
        try:
            opened = makerequest(connection.root()["Application"])[site.getId()]
            setRequest(opened.REQUEST)
            setSite(opened)
            yield opened
        finally:
            setRequest(before)
            setSite(site)
            connection.close()

    return open_site


@pytest.fixture
def work(open_site):
    """Do all that waits, also what waits for later."""

    def work():
        for _round in range(10):
            with relational.write_now() as connection:
                connection.execute(update(store.jobs).values(due=0))
            if not run_due(open_site):
                break
        transaction.begin()

    return work


@pytest.fixture
def register():
    """Register a utility for one test."""
    manager = getGlobalSiteManager()
    made = []

    def register(component, interface, name):
        manager.registerUtility(component, interface, name=name)
        made.append((interface, name))
        return component

    yield register
    for interface, name in made:
        manager.unregisterUtility(provided=interface, name=name)


@pytest.fixture
def letters(register):
    """Register what a kind of mail says."""
    return lambda name, letter: register(letter, ILetter, name)


@pytest.fixture
def handlers(register):
    """Register the handler of a job."""
    return lambda name, handler: register(handler, IJob, name)


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
