"""A board of each kind, topics on them, and a mail server."""

from clkss.content import relational
from clkss.content.community.boards.writing import open_topic
from clkss.content.community.discussion import posting
from clkss.content.jobs import store
from clkss.content.jobs.worker import run_due
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


BOARDS = {
    "public": {"audience": "public"},
    "members": {"audience": "members"},
    "committee": {"audience": "committee", "committee": DANAO.municipal},
    "level": {"audience": "level", "level": "barangay"},
}

HANDLES = {
    "barangay.secretary": "demo.barangay.secretary.danao",
    "barangay.contributor": "demo.barangay.contributor.danao",
    "member": "demo.member.danao",
}


@pytest.fixture
def server():
    with MailServer() as server:
        yield server


@pytest.fixture
def site(functional_portal, server):
    """A site with people who have names and mail addresses, and a board of each kind."""
    enter(functional_portal, PEOPLE)
    server.use_for(functional_portal)
    api.portal.set_registry_record("plone.email_from_address", "clkss@example.org")
    api.portal.set_registry_record("plone.available_languages", ["en", "tl"])
    for person in PEOPLE:
        api.user.get(userid=person.id).setMemberProperties(
            {"email": f"{person.id}@example.org", "fullname": person.fullname}
        )
    with acting_as(functional_portal, "admin"):
        for name, fields in BOARDS.items():
            api.content.create(
                functional_portal.boards, "Board", id=name, title=f"Board {name}", **fields
            )
    transaction.commit()
    return functional_portal


@pytest.fixture
def topic(site):
    """Open a topic: ``topic("public", "municipal.secretary", title="…", text="…")``."""

    def topic(board="public", person="municipal.secretary", title="Boats", text="Who knows?"):
        with acting_as(site, person):
            made, _post = open_topic(site.boards[board], title, text)
        transaction.commit()
        return made

    return topic


@pytest.fixture
def say(site):
    """Write a post: ``say(topic, "member", "text")``."""

    def say(thing, person, text, reply_to=0, **more):
        with acting_as(site, person):
            post = posting.add(thing, text, reply_to, **more)
        transaction.commit()
        return post

    return say


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
