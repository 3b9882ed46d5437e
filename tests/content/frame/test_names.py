"""Addresses of the site cannot be taken by content."""

from clkss.content.frame import rules
from clkss.content.outreach.interfaces import ISitemapPart
from clkss.content.review.interfaces import IWorkSection
from plone import api
from plone.base.interfaces import INavigationRoot
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.utils import createContentInContainer
from zExceptions import BadRequest
from zope.component import getSiteManager
from zope.component import hooks

import pytest


@pytest.fixture
def folder(portal):
    """A folder below the site."""
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(portal, "Folder", "folder", title="Folder")


@pytest.mark.parametrize("title", ["Places", "My work", "Report", "Repository", "Health"])
def test_content_gets_another_name_than_the_address(portal, title):
    with api.env.adopt_roles(["Manager"]):
        page = createContentInContainer(portal, "Document", title=title)
    assert page.id not in rules.RESERVED
    assert page.id.endswith("-1")


@pytest.mark.parametrize("name", ["places", "PLACES", "my-work", "repository"])
def test_address_cannot_be_given_as_a_name(portal, name):
    with api.env.adopt_roles(["Manager"]), pytest.raises(BadRequest, match="belongs to the site"):
        portal.invokeFactory("Document", name, title="x")


def test_content_cannot_be_renamed_or_moved_onto_an_address(portal, folder):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(portal, "Document", "page", title="Page")
        with pytest.raises(BadRequest):
            portal.manage_renameObject("page", "places")
        inside = api.content.create(folder, "Document", "places", title="Places of this folder")
        with pytest.raises(BadRequest):
            api.content.move(inside, portal)
    assert page.id == "page"


def test_below_the_root_names_are_free(folder):
    with api.env.adopt_roles(["Manager"]):
        assert api.content.create(folder, "Document", "places", title="Places").id == "places"


GIVES_WAY = {"privacy"}
"""Views in whose place an office may put a page of its own."""


def test_every_view_of_the_site_is_reserved(portal):
    with hooks.site(None):
        views = {
            each.name
            for each in getSiteManager().registeredAdapters()
            if each.required[0] in (IPloneSiteRoot, INavigationRoot)
            and each.provided not in (ISitemapPart, IWorkSection)
            and getattr(each.factory, "__mro__", (object,))[1].__module__.startswith("clkss.")
            and each.name.isidentifier() | ("-" in each.name)
            and "@" not in each.name
        }
    assert {"repository", "my-work", "health", "frontpage"} <= views
    free = {name for name in views if not name.startswith("clkss-") and "." not in name}
    assert {name for name in free if not rules.is_reserved(name)} == GIVES_WAY
