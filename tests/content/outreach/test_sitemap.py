"""The sitemap names what a visitor may see, and nothing else."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.outreach import sitemap
from clkss.content.outreach.interfaces import ISitemapPart
from clkss.content.testing.people import acting_as
from lxml import etree
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zExceptions import NotFound
from zope.component import getGlobalSiteManager
from zope.component import provideAdapter
from zope.interface import alsoProvides
from zope.interface import implementer

import pytest


PATH = f"{{{sitemap.SITEMAP}}}"


@pytest.fixture
def ask(site):
    """Ask for a file of the sitemap as somebody; gives its addresses."""

    def ask(person=None, **form):
        request = site.REQUEST
        alsoProvides(request, IClkssLayer)
        request.form.clear()
        request.form.update(form)
        with acting_as(site, person):
            root = etree.fromstring(site.restrictedTraverse("sitemap.xml")())
        assert root.tag in (f"{PATH}urlset", f"{PATH}sitemapindex")
        assert {each.tag for each in root} <= {f"{PATH}url", f"{PATH}sitemap"}
        return [each.findtext(f"{PATH}loc") for each in root]

    return ask


def everything(ask, person=None):
    """Follow the index as a search engine would."""
    found = []
    for address in ask(person):
        found += ask(person, part=address.rpartition("=")[2])
    return found


@pytest.mark.parametrize("person", [None, "national.editor", "admin"])
def test_it_holds_what_a_visitor_may_see_whoever_asks(site, ask, practice, person):
    published, draft, retired = practice(), practice("draft"), practice("retired")
    with acting_as(site, "admin"):
        hidden = api.content.create(site, "Document", title="A page nobody sees yet")
        page = api.content.create(site, "Document", title="About us")
        api.content.transition(page, "publish")
    found = everything(ask, person)
    assert {site.absolute_url(), f"{site.absolute_url()}/repository"} <= set(found)
    assert {published.absolute_url(), page.absolute_url()} <= set(found)
    hiding = {each.absolute_url() for each in (draft, retired, hidden)}
    assert not hiding & set(found)
    assert len(found) == len(set(found))


def test_folders_that_lead_to_the_repository_are_left_out(site, ask, practice):
    practice()
    assert site.practices.absolute_url() not in everything(ask)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_large_site_comes_in_several_files(site, ask, practice, monkeypatch, size):
    for number in range(5):
        practice(title=f"Practice {number}")
    whole = everything(ask)
    monkeypatch.setattr(sitemap, "SIZE", size)
    assert len(ask()) > 2
    assert sorted(everything(ask)) == sorted(whole)


@pytest.mark.parametrize(
    "part", ["", "knowledge", "knowledge.0", "knowledge.2", "nothing.1", "../x.1", ["a", "b"]]
)
def test_what_is_no_part_is_not_found(site, ask, practice, part):
    practice()
    with pytest.raises(NotFound):
        ask(part=part)


def test_other_rooms_bring_parts_of_their_own(site, ask):
    @implementer(ISitemapPart)
    class Themes:
        def __init__(self, site):
            self.url = site.absolute_url()

        def count(self):
            return 1

        def entries(self, start, size):
            return [sitemap.Entry(f"{self.url}/themes/education")][start : start + size]

    provideAdapter(Themes, (IPloneSiteRoot,), ISitemapPart, "tried")
    try:
        assert f"{site.absolute_url()}/themes/education" in everything(ask)
    finally:
        registry = getGlobalSiteManager()
        registry.unregisterAdapter(Themes, (IPloneSiteRoot,), ISitemapPart, "tried")


def test_robots_are_shown_the_way(site, browse):
    browser = browse(None)
    browser.open(f"{site.absolute_url()}/robots.txt")
    assert f"Sitemap: {site.absolute_url()}/sitemap.xml\n" in browser.contents
    browser.open(f"{site.absolute_url()}/sitemap.xml")
    assert browser.headers["Content-Type"] == "application/xml; charset=utf-8"
