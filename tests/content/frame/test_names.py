"""Addresses of the site cannot be taken by content."""

from clkss.content.frame import rules
from plone import api
from plone.dexterity.utils import createContentInContainer
from zExceptions import BadRequest

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


def test_views_of_the_site_are_reserved(portal, http_request):
    """Every address of product.md §4 that is built answers, and its name is kept free."""
    from zope.component import queryMultiAdapter

    for name in ("repository", "my-work", "health", "frontpage"):
        assert queryMultiAdapter((portal, http_request), name=name) is not None, name
        assert rules.is_reserved(name)
