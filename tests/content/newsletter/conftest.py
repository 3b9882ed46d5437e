"""A site that sends mail to a server of the test, and issues in every state."""

from clkss.content.newsletter import store
from clkss.content.newsletter.content import PORTAL_TYPE
from clkss.content.testing.people import acting_as
from plone import api
from plone.dexterity.utils import createContentInContainer
from tests.content.following.conftest import act
from tests.content.following.conftest import practice
from tests.content.following.conftest import site

import pytest
import re
import transaction


__all__ = ("act", "practice", "site")

EDITOR = "national.editor"

INTRODUCTION = "Three provinces wrote down what worked.\n\nRead on."


@pytest.fixture
def issue(site):
    """Have the editor write an issue: ``issue("sent", [practice])``."""

    def issue(state="draft", items=(), lines=None, **values):
        entries = [
            {"item": item.UID(), "line": (lines or {}).get(item.UID(), "")} for item in items
        ]
        said = {
            "title": "What is new",
            "month": "2026-11",
            "introduction": INTRODUCTION,
            "introduction_tl": "Tatlong lalawigan ang nagsulat.",
            "entries": entries,
        }
        with acting_as(site, EDITOR):
            made = createContentInContainer(site.newsletters, PORTAL_TYPE, **(said | values))
            if state == "sent":
                api.content.transition(made, "send")
        transaction.commit()
        return made

    return issue


@pytest.fixture
def subscribe(site):
    """Have somebody's confirmed address on the list: ``subscribe("ana@example.org")``."""

    def subscribe(address, language="en"):
        id = store.ask(address, language, site.absolute_url(), "somewhere")
        transaction.commit()
        store.confirm(id)
        transaction.commit()
        return id

    return subscribe


@pytest.fixture
def ask(site, browse):
    """Have a visitor enter an address in the form; gives the browser."""

    def ask(address, consent=True, language="en", **fields):
        browser = browse()
        browser.open(f"{site.absolute_url()}/newsletters/subscribe?set_language={language}")
        browser.getControl(name="mail").value = address
        if consent:
            browser.getControl(name="consent").value = ["yes"]
        for name, value in fields.items():
            browser.getControl(name=name).value = value
        browser.getForm(index=browser_form(browser)).submit()
        transaction.begin()
        return browser

    return ask


def browser_form(browser):
    """Give the place of the form that is not the search of the frame."""
    return next(
        number
        for number in range(9)
        if browser.getForm(index=number).action.endswith("/newsletters/subscribe")
    )


def words(mail):
    """Give the plain part of a mail."""
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def link(mail, part):
    """Give the address in a mail that has something in it."""
    return re.search(rf"https?://\S*{part}\S*", words(mail))[0]
