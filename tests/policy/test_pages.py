"""Pages that the site brings itself."""

from clkss.policy import demo
from lxml import html
from plone import api
from plone.testing.zope import Browser
from types import SimpleNamespace

import pytest
import transaction


@pytest.fixture
def visit(functional, functional_portal):
    """Open a page as a visitor of one language."""

    def visit(path, language="en"):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "text/html")
        browser.addHeader("Accept-Language", language)
        browser.open(f"{functional_portal.absolute_url()}/{path}")
        page = html.fromstring(browser.contents)
        links = page.xpath("//body/footer//a/@href")
        return SimpleNamespace(
            page=page,
            foot=[link.rpartition("/")[2] for link in links],
            status=browser.headers["Status"],
        )

    return visit


class TestAboutTheData:
    def test_a_demo_says_where_its_content_is_from(self, functional_portal, visit):
        demo.mark(functional_portal)
        assert "about-data" in visit("glossary").foot
        page = visit("about-data").page
        assert page.xpath("//h1")[0].text == "About the data"
        assert page.xpath("//main//h2")[0].text == "Who writes"

    def test_in_filipino_too(self, functional_portal, visit):
        demo.mark(functional_portal)
        page = visit("about-data", "fil").page
        assert page.xpath("//main//h2")[0].text == "Sino ang sumusulat"

    def test_any_other_site_has_no_such_page(self, visit):
        assert "about-data" not in visit("glossary").foot
        assert visit("about-data").status.startswith("404")

    def test_marking_twice_changes_nothing(self, functional_portal):
        demo.mark(functional_portal)
        before = functional_portal.__provides__
        demo.mark(functional_portal)
        assert functional_portal.__provides__ is before


class TestPrivacy:
    def test_a_visitor_learns_which_cookies_there_are(self, visit):
        browser = visit("privacy")
        said = browser.page.xpath("//main")[0].text_content()
        for name in ("I18N_LANGUAGE", "clkss_place", "clkss_form", "statusmessages", "__ac"):
            assert name in said
        assert browser.page.xpath("//main//a[contains(@href, '/your-place')]")

    def test_it_is_named_at_the_foot_of_every_page(self, visit):
        assert {"privacy", "your-place"} <= set(visit("glossary").foot)

    def test_an_offices_own_text_takes_its_place(self, functional_portal, visit):
        with api.env.adopt_roles(["Manager"]):
            page = api.content.create(
                functional_portal, "Document", id="privacy", title="Our privacy notice"
            )
            api.content.transition(page, "publish")
        browser = visit("privacy")
        assert browser.page.xpath("//h1")[0].text_content().strip() == "Our privacy notice"
        assert browser.foot.count("privacy") == 1
