"""The repository and what hangs on it, as pages."""

from clkss.content.review import ladder
from clkss.content.search import views
from clkss.content.testing.people import acting_as
from clkss.content.texts import kept
from clkss.content.texts.rules import Reading
from clkss.content.texts.rules import State
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.base.interfaces import IPloneSiteRoot
from plone.namedfile.file import NamedBlobFile
from zope.component import getGlobalSiteManager
from zope.interface import Interface
from zope.publisher.interfaces.browser import IBrowserRequest

import pytest


EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def attach(portal, item, title, text):
    with api.env.adopt_roles(["Manager"]):
        file = api.content.create(
            item, "File", title=title, file=NamedBlobFile(b"x", "text/plain", "report.txt")
        )
    kept.keep(file.file, Reading(State.READ, "", text))
    item.reindexObject(idxs=["SearchableText"])


class Elements(HTMLParser):
    """Collects start tags."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for found, attributes in self.found if found == tag]


class TestRepositoryPage:
    def test_a_visitor_sees_cards_facets_and_counts(self, portal, page, practice):
        practice(title="Nets for fathers", themes=["education", "livelihood"])
        html = page(portal, "repository")
        assert "Nets for fathers" in html
        assert "1 result" in html
        links = [link.get("href", "") for link in Elements(html).all("a")]
        assert f"{portal.absolute_url()}/repository?theme=education" in links
        assert f"{portal.absolute_url()}/repository?territory={DANAO.regional}" in links

    def test_chosen_filters_can_be_taken_away(self, portal, page, practice):
        practice()
        html = page(portal, "repository", theme="education", SearchableText="night")
        chips = [link for link in Elements(html).all("a") if link.get("class") == "clkss-chip"]
        base = f"{portal.absolute_url()}/repository"
        assert [chip["href"] for chip in chips] == [
            f"{base}?theme=education",
            f"{base}?SearchableText=night",
        ]

    def test_words_are_marked_and_nothing_becomes_markup(self, portal, page, practice):
        practice(title=f"Evening {EVIL}", description=f"The evening {EVIL}")
        html = page(portal, "repository", SearchableText=f"evening {EVIL}")
        assert EVIL not in html
        html = page(portal, "repository", SearchableText="evening")
        assert "<mark>Evening</mark>" in html
        assert EVIL not in html
        assert "onerror" not in [name for _tag, attrs in Elements(html).found for name in attrs]

    def test_a_word_from_the_text_shows_its_place(self, portal, page, practice):
        practice(background="They owed money. " * 30 + "A moneylender came. " + "Then. " * 50)
        html = page(portal, "repository", SearchableText="moneylender")
        assert "<mark>moneylender</mark>" in html

    def test_a_word_from_a_file_shows_its_place_and_the_file(self, portal, page, practice):
        item = practice()
        attach(portal, item, "Report of 2025", "Then a pawnbroker came. " + "And so on. " * 50)
        html = page(portal, "repository", SearchableText="pawnbroker")
        assert "In the file Report of 2025:" in html
        assert "<mark>pawnbroker</mark>" in html

    def test_a_word_from_the_page_of_news_shows_without_markup(self, portal, page, people):
        text = "<p>They met a <b>usurer</b> &amp; sent him away.</p>"
        with acting_as(portal, "national.secretary"):
            item = api.content.create(
                portal.news,
                "News Item",
                title="A year",
                text=RichTextValue(text, "text/html", "text/x-html-safe"),
            )
            ladder.act(item, "submit")
        with acting_as(portal, "national.editor"):
            ladder.act(item, "publish")
        html = page(portal, "repository", SearchableText="usurer")
        assert "They met a <mark>usurer</mark> &amp; sent him away." in html

    def test_it_says_where_a_word_is_missing(self, portal, page, practice):
        practice(title="Night classes at the port")
        words = {"SearchableText": "night port quarry"}
        html = page(portal, "repository", **words)
        assert "Nothing holds all your words." in html
        practice(title="A quarry at the port by night")
        html = page(portal, "repository", **words)
        assert "then what lacks one" in html
        assert "all_words=1" in html
        html = page(portal, "repository", **words, all_words="1")
        text = html.replace("<mark>", "").replace("</mark>", "")
        assert "A quarry at the port by night" in text
        assert "Night classes at the port" not in text
        assert "lacks one" not in html
        assert "Only with:" in html

    def test_in_filipino_facets_and_kinds_are_in_filipino(self, portal, page, practice):
        practice()
        portal.REQUEST["LANGUAGE"] = "tl"
        html = page(portal, "repository")
        assert "<h2>Tema</h2>" in html
        assert "<h2>Theme</h2>" not in html

    def test_an_address_with_mistakes_says_so(self, portal, page, practice):
        practice()
        html = page(
            portal, "repository", territory="9999999999", theme=EVIL, b_start="x", fbclid="y"
        )
        assert "9999999999" in html
        assert EVIL not in html
        assert "was left out" in html
        assert "1 result" in html

    @pytest.mark.parametrize(
        "form",
        [
            {"theme": ["education", "livelihood"]},
            {"theme": {"query": "education"}},
            {"SearchableText": ["a", "b"]},
            {"b_start": "999999999"},
            {"b_start": "-5", "b_size": "0"},
            {"sort_on": ["title", "year"]},
            {"territory": "PH"},
            {"year": "0000"},
            {"portal_type": "Document"},
        ],
    )
    def test_no_address_breaks_the_page(self, portal, page, practice, form):
        practice()
        assert "<h1>" in page(portal, "repository", **form)

    def test_an_empty_list_offers_ways_on(self, portal, page, practice):
        practice(title="Education in the evening", themes=["education"])
        html = page(portal, "repository", SearchableText="educatoin", theme="education")
        assert "Did you mean" in html
        assert "SearchableText=education" in html
        assert "drop one of these" in html
        assert "See the whole repository" in html

    def test_the_name_of_a_place_offers_the_place(self, portal, page, practice):
        practice(title="Nets for fathers")
        base = f"{portal.absolute_url()}/repository"
        html = page(portal, "repository", SearchableText="  panglao ", theme="education")
        offered = f"{base}?territory={DANAO.municipal}&theme=education"
        assert offered in [link["href"] for link in Elements(html).all("a")]
        # Nothing is known of a place that drafts alone speak of, or of one already chosen.
        practice("draft", territories=[BONTOC.barangay])
        assert "Do you mean the place?" not in page(portal, "repository", SearchableText="Bontoc")
        html = page(portal, "repository", SearchableText="Panglao", territory=DANAO.provincial)
        assert "Do you mean the place?" not in html

    def test_words_in_a_place_can_be_looked_for_everywhere_from_there(self, portal, page, practice):
        practice(title="Night classes in Bontoc", territories=[BONTOC.barangay])
        practice(title="Night classes in Danao")
        base = f"{portal.absolute_url()}/repository"
        html = page(portal, "repository", SearchableText="night", territory=BONTOC.provincial)
        address = f"{base}?SearchableText=night&near={BONTOC.provincial}"
        links = {unescape(link["href"]) for link in Elements(html).all("a")}
        assert address in links
        html = page(portal, "repository", SearchableText="night", near=BONTOC.provincial)
        assert html.index("in Bontoc</a>") < html.index("in Danao</a>")
        chips = [link for link in Elements(html).all("a") if link.get("class") == "clkss-chip"]
        assert f"{base}?SearchableText=night" in [chip["href"] for chip in chips]
        hidden = {each.get("name"): each.get("value") for each in Elements(html).all("input")}
        assert hidden["near"] == BONTOC.provincial

    def test_one_place_or_theme_leads_to_all_about_it(self, portal, page, practice):
        practice()
        site = portal.absolute_url()

        def leads_to(address, **form):
            links = Elements(page(portal, "repository", **form)).all("a")
            return f"{site}/{address}" in [link["href"] for link in links]

        assert leads_to("themes/education", theme="education")
        assert leads_to(f"places/{DANAO.provincial}", territory=DANAO.provincial)
        assert leads_to("countries/PH", country="PH")
        assert not leads_to("themes/education", theme="education", SearchableText="night")
        assert not leads_to("themes/education", theme=["education", "livelihood"])

    def test_search_engines_keep_the_plain_pages_only(self, portal, page, practice):
        practice()

        def robots(**form):
            metas = Elements(page(portal, "repository", **form)).all("meta")
            return [meta["content"] for meta in metas if meta.get("name") == "robots"]

        assert robots() == []
        assert robots(theme="education") == []
        assert robots(theme="education", sector="fishing") == ["noindex, follow"]
        assert robots(SearchableText="night") == ["noindex, follow"]

    def test_the_canonical_address_is_in_order(self, portal, page, practice):
        practice()
        html = page(portal, "repository", theme="education", SearchableText=" night  ", utm="x")
        links = Elements(html).all("link")
        canonical = [link["href"] for link in links if link.get("rel") == "canonical"]
        base = f"{portal.absolute_url()}/repository"
        assert canonical == [f"{base}?SearchableText=night&theme=education"]

    def test_headings_descend_without_a_gap(self, portal, page, practice):
        practice()
        tags = [tag for tag, _attributes in Elements(page(portal, "repository")).found]
        levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        pairs = pairwise(levels)
        assert all(after - before <= 1 for before, after in pairs)

    def test_pages_lead_on_and_back(self, portal, page, practice):
        for number in range(5):
            practice(title=f"Practice {number}")
        html = page(portal, "repository", b_size="2", b_start="2", sort_on="title")
        assert "3 to 4 of 5 results" in html
        relations = {link.get("rel"): link["href"] for link in Elements(html).all("a")}
        assert relations["next"].endswith("sort_on=title&b_start=4&b_size=2")
        assert relations["prev"].endswith("sort_on=title&b_size=2")


class TestRelated:
    def test_what_shares_most_comes_first_and_drafts_do_not_come(self, portal, page, practice):
        here = practice(title="Here", themes=["education", "livelihood"])
        practice(title="Far", themes=["education"], territories=[BONTOC.barangay])
        practice(title="Near", themes=["education", "livelihood"])
        practice("draft", title="Secret", themes=["education", "livelihood"])
        html = page(here, "related-knowledge")
        assert html.index("Near") < html.index("Far")
        assert "Secret" not in html
        assert "Here" not in html

    def test_nothing_alike_makes_no_section(self, portal, page, practice):
        item = practice()
        assert page(item, "related-knowledge").strip() == ""


class TestShapes:
    """The same results as list, table and map."""

    def test_a_table_has_a_row_for_each_result(self, portal, page, practice):
        practice(title="Nets for fathers", themes=["education"])
        html = page(portal, "repository", view="table")
        headings = [cell for cell in Elements(html).all("th") if cell.get("scope") == "row"]
        assert len(headings) == 1
        assert "Danao, Panglao, Bohol, Central Visayas" in html
        assert 'class="clkss-hit"' not in html

    def test_a_table_says_how_it_is_sorted(self, portal, page, practice):
        practice()
        html = page(portal, "repository", view="table", sort_on="title")
        sorts = [cell.get("aria-sort") for cell in Elements(html).all("th")]
        assert sorts.count("ascending") == 1
        assert sorts.count("descending") == 0

    def test_a_map_leads_down_to_where_the_results_are(self, portal, page, practice):
        practice()
        base = f"{portal.absolute_url()}/repository"
        for code, below in (
            (None, DANAO.regional),
            (DANAO.regional, DANAO.provincial),
            (DANAO.provincial, DANAO.municipal),
        ):
            form = {"territory": code} if code else {}
            links = Elements(page(portal, "repository", view="map", **form)).all("a")
            address = f"{base}?territory={below}&view=map"
            # Once in the picture, once in the list beside it, once among the facets.
            assert [link["href"] for link in links].count(address) == 3

    def test_where_nothing_lies_below_the_map_leads_to_the_list(self, portal, page, practice):
        practice()
        html = page(portal, "repository", view="map", territory=DANAO.barangay)
        links = [link for link in Elements(html).all("a") if link.get("tabindex") == "-1"]
        assert [link["href"] for link in links] == [
            f"{portal.absolute_url()}/repository?territory={DANAO.barangay}"
        ]

    def test_what_lies_nowhere_is_said(self, portal, page, practice):
        practice(territories=[], countries=["MN"])
        assert "tied to a place" in page(portal, "repository", view="map")

    @pytest.mark.parametrize("view", ["table", "map"])
    def test_all_ways_on_keep_the_shape(self, portal, page, practice, view):
        for number in range(3):
            practice(title=f"Practice {number}")
        html = page(portal, "repository", view=view, theme="education", b_size="2")
        elements = Elements(html)
        hidden = {each.get("name"): each.get("value") for each in elements.all("input")}
        assert hidden["view"] == view
        links = [
            link["href"]
            for link in elements.all("a")
            if "/repository?" in link.get("href", "") and "set_language" not in link["href"]
        ]
        others = [link for link in links if f"view={view}" not in link]
        # To the other shapes, and in a map to the list.
        assert len(set(others)) <= 2

    @pytest.mark.parametrize("view", ["list", "", "cube", ["map"], {"a": "map"}])
    def test_any_other_shape_is_the_list(self, portal, page, practice, view):
        practice()
        assert 'class="clkss-hit"' in page(portal, "repository", view=view)

    def test_only_the_list_is_for_search_engines(self, portal, page, practice):
        practice()
        metas = Elements(page(portal, "repository", view="map")).all("meta")
        assert "noindex, follow" in [meta.get("content") for meta in metas]


class TestFollowing:
    def test_readers_find_the_feeds_of_what_is_shown(self, portal, page, practice):
        practice()
        html = page(portal, "repository", theme="education", b_start="0", sort_on="title")
        found = {
            link.get("type"): link["href"]
            for link in Elements(html).all("link")
            if link.get("rel") == "alternate"
        }
        base = portal.absolute_url()
        assert found == {
            "application/rss+xml": f"{base}/repository.rss?theme=education",
            "application/atom+xml": f"{base}/repository.atom?theme=education",
        }
        links = [link["href"] for link in Elements(html).all("a")]
        assert f"{base}/repository.rss?theme=education" in links
        assert f"{base}/repository.csv?theme=education&sort_on=title" in links

    def test_another_room_can_offer_to_follow_by_mail(self, portal, page, practice, monkeypatch):
        practice()
        monkeypatch.setattr(views, "BY_MAIL", "offer-of-a-test")

        class Offer:
            query = None

            def __init__(self, context, request):
                pass

            def __call__(self):
                return f"<p>By mail: {self.query.values('theme')}</p>"

        assert "By mail" not in page(portal, "repository", theme="education")
        registry = getGlobalSiteManager()
        registered = (Offer, (IPloneSiteRoot, IBrowserRequest), Interface, views.BY_MAIL)
        registry.registerAdapter(*registered)
        try:
            html = page(portal, "repository", theme="education")
        finally:
            registry.unregisterAdapter(*registered)
        assert "<p>By mail: ('education',)</p>" in html
