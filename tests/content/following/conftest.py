"""A site that sends mail to a server of the test, and practices that get published in it."""

from clkss.content import relational
from clkss.content.jobs import store
from clkss.content.jobs.worker import run_due
from clkss.content.review import ladder
from clkss.content.testing.mail import MailServer
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from contextlib import contextmanager
from plone import api
from plone.testing.zope import Browser
from sqlalchemy import update
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

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

SUBMIT = ("national.secretary", "submit")
PUBLISH = ("national.editor", "publish")
RETIRE = ("national.editor", "retire")

CLIMB = {
    "draft": (),
    "national_review": (SUBMIT,),
    "published": (SUBMIT, PUBLISH),
    "retired": (SUBMIT, PUBLISH, RETIRE),
}


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
    api.portal.set_registry_record("plone.available_languages", ["en", "tl"])
    for person in ("barangay.contributor", "member", "national.editor"):
        api.user.get(userid=person).setMemberProperties({"email": f"{person}@example.org"})
    transaction.commit()
    return functional_portal


@pytest.fixture
def act(site):
    """Take an item through steps of the ladder."""

    def act(item, *steps):
        for actor, action in steps:
            with acting_as(site, actor):
                ladder.act(item, action)
            transaction.commit()

    return act


@pytest.fixture
def practice(site, act):
    """Have the nation's secretary write a practice: ``practice("draft", title="…")``."""

    def practice(state="published", **values):
        with acting_as(site, "national.secretary"):
            item = api.content.create(site.practices, "GoodPractice", **{**COMPLETE, **values})
        transaction.commit()
        act(item, *CLIMB[state])
        return item

    return practice


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
def follow(site, browse):
    """Have somebody follow a search from its page: ``follow("member", "theme=education")``."""

    def follow(person, query="", rhythm="instant", name=None, language="en"):
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/repository?{query}&set_language={language}")
        browser.getControl(name="rhythm").value = [rhythm]
        if name is not None:
            browser.getControl(name="name").value = name
        browser.getControl(name="action").click()
        transaction.begin()
        return browser

    return follow
