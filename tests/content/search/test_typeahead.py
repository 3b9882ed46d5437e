"""What is suggested while somebody types, and to whom."""

from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.search.typeahead import suggestions
from clkss.content.testing.people import acting_as
from html.parser import HTMLParser

import pytest


class Elements(HTMLParser):
    """Lists the elements of a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def suggested(portal):
    """List what is suggested to somebody: ``suggested("nets", "member")``."""

    def suggested(text, person=None, kind=None):
        with acting_as(portal, person):
            repository = Repository(portal, Titles(portal, portal.REQUEST))
            found = suggestions(repository, portal.absolute_url(), text)
        return [each.title for each in found if kind in (None, each.kind)]

    return suggested


class TestTitles:
    @pytest.mark.parametrize(
        "typed", ["fi", "fish", "fishing ch", "children", "NIGHT cl", "for fi"]
    )
    def test_any_word_of_a_title_may_be_begun(self, suggested, practice, typed):
        practice(title="Night classes for fishing children")
        assert suggested(typed, kind="item") == ["Night classes for fishing children"]

    @pytest.mark.parametrize(
        "typed", ["", "f", "fishery", "classes x", '"', "*", "\x00", "x" * 999]
    )
    def test_what_fits_nothing_suggests_nothing(self, suggested, practice, typed):
        practice(title="Night classes for fishing children")
        assert suggested(typed, kind="item") == []

    def test_words_of_the_text_are_no_titles(self, suggested, practice):
        practice(title="Nets", background="Quarry")
        assert suggested("quarry", kind="item") == []

    def test_titles_that_begin_so_come_first(self, suggested, practice):
        practice(title="Nets for fathers")
        practice(title="Without nets")
        assert suggested("nets", kind="item") == ["Nets for fathers", "Without nets"]

    def test_a_draft_is_suggested_to_its_author_alone(self, suggested, practice):
        practice("draft", author="barangay.contributor", title="Nets for fathers")
        assert suggested("nets", "barangay.contributor", "item") == ["Nets for fathers"]
        assert suggested("nets", "other.barangay.contributor", "item") == []
        assert suggested("nets", "member", "item") == []
        assert suggested("nets", None, "item") == []


class TestPlaces:
    def test_places_lead_to_their_pages(self, suggested, portal, people):
        assert suggested("panglao", kind="place")[0] == "Panglao, Bohol, Central Visayas"


class TestThePage:
    def test_it_is_a_list_of_links_that_needs_no_script(self, portal, page, practice):
        item = practice(title="Nets <b>for</b> fathers")
        html = page(portal, "search-suggestions", q="nets")
        links = [link["href"] for link in Elements(html).all("a")]
        assert item.absolute_url() in links
        assert f"{portal.absolute_url()}/repository?SearchableText=nets" in links
        assert "<b>for</b>" not in html

    def test_search_engines_keep_off(self, portal, page, practice):
        robots = Elements(page(portal, "search-suggestions")).all("meta")
        assert "noindex, follow" in [each.get("content") for each in robots]

    def test_nobody_keeps_what_a_member_was_shown(self, portal, page, practice):
        page(portal, "search-suggestions", "member", q="nets")
        assert portal.REQUEST.response.getHeader("Cache-Control") == "private, no-store"
