"""The people of both lines, a browser for each, and a worker that does what waits."""

from clkss.content import relational
from clkss.content.jobs import store
from clkss.content.jobs.worker import run_due
from clkss.content.testing.mail import MailServer
from clkss.content.testing.people import PASSWORD
from clkss.policy.testing.settling import settle
from contextlib import contextmanager
from plone.testing.zope import Browser
from sqlalchemy import update
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    settle(functional_portal)
    return functional_portal


@pytest.fixture
def browse(site, functional):
    """Open a browser as somebody; ``None`` for a visitor."""

    def browse(user_id=None):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.followRedirects = True
        browser.addHeader("Accept", "text/html")
        if user_id:
            browser.addHeader("Authorization", f"Basic {user_id}:{PASSWORD}")
        return browser

    return browse


@pytest.fixture
def server():
    """A mail server."""
    with MailServer() as server:
        yield server


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
