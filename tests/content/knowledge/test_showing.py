"""What may be shown of records that are known is what the catalog would give."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from clkss.content.committees import access
from clkss.content.frame import showing
from clkss.content.review import ladder
from clkss.content.review import workflow
from contextlib import contextmanager
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from plone import api
from Products.CMFCore.indexing import processQueue
from tests.content.knowledge.practices import practice

import pytest


EDITOR = "national.editor"
AUTHOR = "barangay.contributor"
READERS = (None, AUTHOR, "barangay.secretary", "municipal.secretary", "member", EDITOR, "admin")


@pytest.fixture
def records(site):
    """A draft, what is published, what is announced for later, and what has expired."""
    now = datetime.now()
    draft = practice(site, "A draft", AUTHOR)
    draft.creation_date = DateTime(now - timedelta(minutes=9))
    draft.reindexObject()
    for number, (title, dates) in enumerate(
        (
            ("Published", {"effective_date": now - timedelta(days=2)}),
            ("Announced", {"effective_date": now + timedelta(days=2)}),
            ("Expired", {"expiration_date": now - timedelta(days=2)}),
        )
    ):
        item = practice(site, title, EDITOR)
        ladder.act(item, workflow.SUBMIT, actor=EDITOR)
        ladder.act(item, workflow.PUBLISH, actor=EDITOR)
        item.creation_date = DateTime(now - timedelta(minutes=2 * number))
        for name, value in dates.items():
            setattr(item, name, DateTime(value))
        item.reindexObject()
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    return list(catalog._catalog.data)


@contextmanager
def visiting():
    before = getSecurityManager()
    noSecurityManager()
    try:
        yield
    finally:
        setSecurityManager(before)


def test_every_reader_is_shown_what_the_catalog_gives_and_nothing_else(site, records):
    catalog = api.portal.get_tool("portal_catalog")
    folder = "/".join(site.practices.getPhysicalPath())
    inside = {"path": {"query": folder, "depth": 1}, "sort_on": "created", "sort_order": "reverse"}
    seen = {}
    for reader in READERS:
        access.forget()
        with api.env.adopt_user(username=reader) if reader else visiting():
            given = [each.getRID() for each in catalog()]
            found = showing.shown(catalog, records)
            listed = [each.getRID() for each in catalog(**inside)]
            lying = showing.shown(catalog, showing.inside(catalog, folder), path=folder)
            latest = showing.latest_first(catalog, lying, "created")
        assert set(found) == set(given), reader
        assert latest == listed, reader
        titles = {catalog._catalog[rid].Title for rid in found}
        seen[reader] = titles & {"A draft", "Published", "Announced", "Expired"}
    assert seen[None] == {"Published"}
    assert "A draft" in seen[AUTHOR]
    assert {"Announced", "Expired"} <= seen["admin"]
