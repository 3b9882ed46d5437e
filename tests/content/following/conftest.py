"""A site that sends mail to a server of the test, and practices that get published in it."""

from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from tests.content.given import OF_THE_NATION
from tests.content.given import PRACTICE

import pytest
import transaction


@pytest.fixture
def site(site, server):
    """A site with people, of whom some have a mail address."""
    server.use_for(site, "barangay.contributor", "member", "national.editor")
    api.portal.set_registry_record("plone.available_languages", ["en", "tl"])
    transaction.commit()
    return site


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
        values = {"territories": [DANAO.barangay], **PRACTICE, **values}
        with acting_as(site, "national.secretary"):
            item = api.content.create(site.practices, "GoodPractice", **values)
        transaction.commit()
        act(item, *OF_THE_NATION[state])
        return item

    return practice


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
