"""A site that sends mail to a server of the test, and people with addresses."""

from clkss.content.jobs.interfaces import IJob
from clkss.content.notices.interfaces import ILetter
from plone import api
from zope.component import getGlobalSiteManager

import pytest
import transaction


@pytest.fixture
def site(site, server):
    """A site with people, of whom some have a mail address."""
    server.use_for(site, "barangay.contributor", "member", "national.editor")
    api.portal.set_registry_record("plone.available_languages", ["en", "tl"])
    api.portal.set_registry_record("plone.email_from_name", "CLKSS Philippines")
    transaction.commit()
    return site


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
