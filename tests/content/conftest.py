"""The people of both lines, and a browser for each."""

from clkss.content.testing.people import enter
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import PEOPLE
from plone.testing.zope import Browser

import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    enter(functional_portal, PEOPLE)
    transaction.commit()
    return functional_portal


@pytest.fixture
def browse(site, functional):
    """Open a browser as somebody; ``None`` for a visitor."""

    def browse(user_id):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.followRedirects = True
        browser.addHeader("Accept", "text/html")
        if user_id:
            browser.addHeader("Authorization", f"Basic {user_id}:{PASSWORD}")
        return browser

    return browse
