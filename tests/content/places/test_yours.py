"""A visitor chooses a place: their browser keeps its code, and nobody else anything."""

from clkss.content.frame import tokens
from clkss.content.search.engine import Repository
from clkss.content.search.rules import Query
from clkss.content.territories import choice
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from lxml import html
from plone.testing.zope import Browser
from types import SimpleNamespace

import pytest
import transaction


@pytest.fixture
def visitor(functional, functional_portal):
    """Nobody known, with a phone that keeps cookies."""
    transaction.commit()
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Accept", "text/html")
    browser.open(f"{functional_portal.absolute_url()}/your-place")
    return browser


def base(visitor):
    return visitor.url[: visitor.url.index("/plone/") + len("/plone/")]


def open_(visitor, path):
    visitor.open(base(visitor) + path)
    return html.fromstring(visitor.contents)


def choose(visitor, code, path="your-place"):
    open_(visitor, path)
    form = visitor.getForm(index=visitor.contents.count("<form") - 1)
    form.getControl(name="code").value = [code]
    form.submit()


class TestChoosing:
    def test_she_finds_her_barangay_by_name_and_it_is_remembered(self, visitor):
        choose(visitor, DANAO.barangay, "your-place?name=danao+panglao")
        assert "Your place is Danao, Panglao, Bohol, Central Visayas" in visitor.contents
        assert visitor.cookies["clkss_place"].strip('"') == DANAO.barangay
        page = open_(visitor, "your-place")
        assert page.xpath("//main//strong")[0].text_content().startswith("Danao, Panglao")

    def test_without_a_name_the_regions_are_offered(self, visitor):
        page = open_(visitor, "your-place")
        assert len(page.xpath("//main//input[@type='radio']")) == 18
        assert not page.xpath("//main//input[@checked]")

    def test_the_page_of_a_place_leads_there(self, visitor):
        page = open_(visitor, f"places/{DANAO.municipal}")
        (address,) = page.xpath("//aside//a[contains(@href, 'your-place')]/@href")
        visitor.open(address)
        marked = html.fromstring(visitor.contents).xpath("//input[@checked]/@value")
        assert marked == [DANAO.municipal]

    def test_she_removes_it_again(self, visitor):
        choose(visitor, DANAO.barangay, f"your-place?code={DANAO.barangay}")
        visitor.getControl(name="forget").click()
        assert "has forgotten your place" in visitor.contents
        assert "clkss_place" not in visitor.cookies
        assert not open_(visitor, "your-place").xpath("//main//strong")

    def test_a_name_that_is_none_offers_nothing_and_says_so(self, visitor):
        page = open_(visitor, "your-place?name=zzzzzz")
        assert "No place is called so" in page.text_content()
        assert not page.xpath("//main//input[@type='radio']")

    @pytest.mark.parametrize("code", ["", "PH", "9999999999", "0706100000"])
    def test_what_is_no_living_place_is_refused_in_words(self, visitor, code):
        page = open_(visitor, "your-place")
        (token,) = page.xpath(f"//main//input[@name='{tokens.FIELD}']/@value")
        visitor.post(f"{base(visitor)}your-place", f"{tokens.FIELD}={token}&code={code}")
        assert visitor.headers["Status"].startswith("422")
        assert "Choose one of the places below." in visitor.contents
        assert "clkss_place" not in visitor.cookies

    def test_no_other_site_chooses_for_her(self, visitor):
        visitor.post(f"{base(visitor)}your-place", f"code={DANAO.barangay}")
        assert visitor.headers["Status"].startswith("403")
        assert "clkss_place" not in visitor.cookies

    def test_reading_the_form_changes_nothing(self, visitor):
        open_(visitor, f"your-place?code={DANAO.barangay}&forget=1")
        assert "clkss_place" not in visitor.cookies


class TestWhatIsKept:
    def request(self, value):
        return SimpleNamespace(cookies={} if value is None else {choice.COOKIE: value})

    def test_only_a_living_code_is_a_place(self):
        assert choice.chosen(self.request(DANAO.barangay)) == DANAO.barangay
        for value in (None, "", "PHX", "<script>", "9" * 10, 7):
            assert choice.chosen(self.request(value)) is None

    def test_a_code_that_ended_stands_for_what_took_over(self):
        code = choice.chosen(self.request("0706100000"))
        assert code not in (None, "0706100000")

    def test_a_search_ordered_by_it_is_kept_by_nobody_else(self, visitor):
        shared = open_(visitor, "repository?SearchableText=school")
        assert "no-store" not in (visitor.headers.get("Cache-Control") or "")
        assert "stands first." not in shared.text_content()
        choose(visitor, DANAO.barangay, f"your-place?code={DANAO.barangay}")
        open_(visitor, "repository?SearchableText=school")
        assert visitor.headers["Cache-Control"] == "private, no-store"
        open_(visitor, "repository")
        assert "no-store" not in (visitor.headers.get("Cache-Control") or "")

    def test_feeds_and_data_are_the_same_for_all(self, visitor):
        choose(visitor, DANAO.barangay, f"your-place?code={DANAO.barangay}")
        visitor.open(f"{base(visitor)}repository.json?SearchableText=school")
        assert visitor.headers["Cache-Control"].startswith("public")


class TestOrder:
    @pytest.fixture
    def ask(self, portal, publish):
        """Two services alike, one of Danao and one of Bontoc; who asks is from somewhere."""
        publish("Service", territories=[DANAO.barangay])
        publish("Service", territories=[BONTOC.barangay])

        def ask(place, **query):
            repository = Repository(portal, None)
            repository.place = place
            query = Query(text="school", sort="relevance", **query)
            found = repository.find(query)
            cards = [repository.card(rid) for rid in found.rids]
            return [card.places[0] for card in cards], repository.lifted_by(query)

        return ask

    def test_what_comes_from_the_readers_place_stands_first(self, ask):
        assert ask(DANAO.barangay)[0] == [DANAO.barangay, BONTOC.barangay]
        assert ask(BONTOC.barangay)[0] == [BONTOC.barangay, DANAO.barangay]

    def test_her_province_counts_too(self, ask):
        assert ask(BONTOC.regional)[0] == [BONTOC.barangay, DANAO.barangay]

    def test_a_place_that_she_asks_for_goes_before_her_own(self, ask):
        places, lifted = ask(DANAO.barangay, near=BONTOC.barangay)
        assert places == [BONTOC.barangay, DANAO.barangay]
        assert lifted is None
