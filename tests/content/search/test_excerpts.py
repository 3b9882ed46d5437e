"""What is kept beside the records, so that lists wake nothing."""

from clkss.content.review import ladder
from clkss.content.search import excerpts
from clkss.content.testing.people import acting_as
from clkss.content.texts import kept
from clkss.content.texts.rules import Reading
from clkss.content.texts.rules import State
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.indexing import processQueue
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

import pytest
import pytz


EIGHT = pytz.timezone("Asia/Manila").localize(datetime(2027, 6, 12, 8, 0))

SHAPES = (
    ("repository", {}),
    ("repository", {"view": "table"}),
    ("repository", {"view": "map"}),
    ("repository.csv", {}),
    ("repository.json", {}),
    ("repository.rss", {}),
    ("repository.atom", {}),
    ("events.ics", {}),
)


@pytest.fixture
def attached(portal):
    def attached(item, text):
        with api.env.adopt_roles(["Manager"]):
            file = api.content.create(
                item, "File", title="Report", file=NamedBlobFile(b"x", "text/plain", "report.txt")
            )
        kept.keep(file.file, Reading(State.READ, "", text))
        item.reindexObject(idxs=["SearchableText"])
        return file

    return attached


@pytest.fixture
def of(portal):
    def of(item):
        catalog = portal.portal_catalog
        rid = catalog.getrid("/".join(item.getPhysicalPath()))
        return excerpts.of(catalog._catalog, rid)

    return of


@pytest.fixture
def nothing_wakes(monkeypatch):
    def nothing_wakes():
        def wake(brain):
            raise AssertionError(f"woken: {brain.getPath()}")

        for name in ("_unrestrictedGetObject", "getObject"):
            monkeypatch.setattr(AbstractCatalogBrain, name, wake)

    return nothing_wakes


def test_no_shape_of_a_list_wakes_an_object(
    portal, page, practice, people, attached, nothing_wakes
):
    practice(title="In the text", background="They owed money to a moneylender.")
    attached(practice(title="In a file"), "A moneylender came. " + "And so on. " * 50)
    with acting_as(portal, "national.secretary"):
        event = api.content.create(
            portal.events,
            "Event",
            title="A walk",
            description="Against the moneylender.",
            start=EIGHT,
            end=EIGHT + timedelta(hours=3),
        )
        ladder.act(event, "submit")
    with acting_as(portal, "national.editor"):
        ladder.act(event, "publish")
    nothing_wakes()
    found = {
        name + form.get("view", ""): page(portal, name, SearchableText="moneylender", **form)
        for name, form in SHAPES
    }
    found = {
        name: body.decode("utf-8") if isinstance(body, bytes) else body
        for name, body in found.items()
    }
    assert "to a <mark>moneylender</mark>." in found["repository"]
    assert "In the file Report:" in found["repository"]
    assert "SUMMARY:A walk" in found["events.ics"]
    for name in ("repository.csv", "repository.json", "repository.rss", "repository.atom"):
        assert "In the text" in found[name]


def test_a_change_is_seen_at_once_and_what_is_gone_leaves_nothing(portal, practice, of):
    item = practice(background="A moneylender.")
    assert "A moneylender." in of(item).texts
    item.background = "A banker."
    item.reindexObject()
    processQueue()
    assert "A banker." in of(item).texts
    assert "A moneylender." not in of(item).texts
    number = len(portal.portal_catalog._catalog._clkss_excerpts)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(item)
    processQueue()
    assert len(portal.portal_catalog._catalog._clkss_excerpts) == number - 1


def test_other_indexes_touch_nothing(practice, of):
    item = practice(background="A moneylender.")
    item.background = "A banker."
    item.reindexObject(idxs=["review_state"])
    processQueue()
    assert "A moneylender." in of(item).texts


def test_a_file_that_the_reader_may_not_see_shows_nothing(portal, page, practice, attached):
    file = attached(practice(), "A moneylender came.")
    words = {"SearchableText": "moneylender"}
    assert "<mark>moneylender</mark> came" in page(portal, "repository", **words)
    file.manage_permission("View", ["Manager"], acquire=0)
    file.reindexObjectSecurity()
    processQueue()
    assert "<mark>moneylender</mark> came" not in page(portal, "repository", **words)


def test_where_nothing_is_kept_the_item_itself_is_asked(portal, page, practice, of):
    item = practice(background="They owed money to a moneylender.")
    catalog = portal.portal_catalog._catalog
    excerpts.forget(catalog, portal.portal_catalog.getrid("/".join(item.getPhysicalPath())))
    html = page(portal, "repository", SearchableText="moneylender")
    assert "<mark>moneylender</mark>" in html
    assert of(item) is None
    excerpts.fill(portal.portal_catalog)
    assert of(item) is not None
