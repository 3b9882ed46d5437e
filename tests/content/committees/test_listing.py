"""The list of committees, as a visitor sees it."""

from clkss.content.committees import content
from clkss.content.committees.listing import Listing
from plone.app.testing import logout


def titles(section):
    """Return the titles of a section."""
    return [item["title"] for item in section["items"]]


def test_a_visitor_sees_them_from_the_nation_down(portal):
    for code in ("0701233003", "0701200000", "PH", "0701233000", "1404404000"):
        content.create(code)
    content.create("PH", token="knowledge")
    logout()
    sections = Listing(portal.committees, portal.REQUEST).sections()
    assert [section["level"] for section in sections] == [
        "national",
        "provincial",
        "municipal",
        "barangay",
    ]
    assert sections[0]["count"] == 2
    assert len(titles(sections[2])) == 2
    assert titles(sections[2]) == sorted(titles(sections[2]))


def test_an_empty_site_has_no_sections(portal):
    assert Listing(portal.committees, portal.REQUEST).sections() == []
