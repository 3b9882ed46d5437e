"""Terms have a page, stand in a list, and are linked from the texts of all knowledge."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of
from plone import api

import pytest
import re


EVIL = '"><script>alert(1)</script>'


def links(html):
    """Give the links that terms have become: text → title."""
    found = re.findall(r'<a class="clkss-term" href="([^"]*)" title="([^"]*)">(.*?)</a>', html)
    return {text: title for _url, title, text in found}


class TestTheLinks:
    @pytest.fixture
    def term(self, publish):
        return publish("GlossaryTerm")

    def test_the_first_occurrence_on_a_page_leads_to_the_term(self, term, publish, read):
        text = "Child labour is hidden.\n\nChild labour harms."
        html = read(publish("Resource", description="On child labor.", abstract=text))
        assert links(html) == {"child labor": "Work that harms a child."}
        assert f'class="clkss-term" href="{term.absolute_url()}"' in html
        assert "Child labour is hidden." in html

    @pytest.mark.parametrize("text", ["CL", "pagpapatrabaho sa bata", "child labor"])
    def test_any_of_its_names(self, term, publish, read, text):
        html = read(publish("Resource", abstract=f"About {text}."))
        assert list(links(html)) == [text]

    def test_titles_and_its_own_page_lead_nowhere(self, term, publish, read):
        item = publish("Resource", title="Child labour at sea", abstract="x")
        assert links(read(item)) == {}
        assert links(read(term)) == {}

    def test_one_term_leads_to_another(self, term, publish, read):
        other = publish("GlossaryTerm", title="Bonded labour", definition="Child labour for debt.")
        assert list(links(read(other))) == ["Child labour"]

    def test_drafts_and_what_is_retired_lead_nowhere(self, portal, write, publish, read):
        term = write("GlossaryTerm")
        item = publish("Resource", abstract="Child labour harms.")
        for person in (None, "barangay.contributor"):
            assert links(read(item, person)) == {}
        for person, action in (
            ("barangay.contributor", "submit"),
            ("barangay.secretary", "endorse"),
            ("municipal.secretary", "endorse"),
            ("provincial.secretary", "endorse"),
            ("regional.secretary", "publish"),
        ):
            ladder.act(term, action, actor=person)
        assert links(read(item)) != {}
        ladder.act(term, "retire", actor="national.editor")
        assert links(read(item)) == {}

    def test_nothing_that_was_written_becomes_markup(self, publish, read):
        publish("GlossaryTerm", title="Fishing", definition=f"At sea {EVIL}")
        html = read(publish("Resource", abstract=f"Fishing {EVIL}"))
        assert "<script>alert" not in html
        assert list(links(html)) == ["Fishing"]

    def test_in_a_filipino_page_the_meaning_is_filipino(self, portal, term, publish, read):
        item = publish("Resource", abstract="Child labour harms.")
        portal.REQUEST["LANGUAGE"] = "tl"
        assert links(read(item)) == {"Child labour": "Trabahong nakasasama sa bata."}


class TestThePage:
    def test_both_languages_and_further_ones(self, publish, read):
        html = read(publish("GlossaryTerm"))
        assert html.index("Work that harms a child.") < html.index("Trabahong nakasasama sa bata.")
        assert "Cebuano" in html
        assert "pagpatrabaho sa mga bata" in html
        assert "Ilocano" in html
        assert "child labor" in html

    def test_filipino_comes_first_in_a_filipino_page(self, portal, publish, read):
        term = publish("GlossaryTerm")
        portal.REQUEST["LANGUAGE"] = "tl"
        html = read(term)
        assert html.index("Trabahong nakasasama") < html.index("Work that harms a child.</p>")

    def test_broader_and_narrower_name_each_other(self, publish, write, read):
        broad = publish("GlossaryTerm")
        narrow = publish("GlossaryTerm", title="Bonded labour", broader=[broad.UID()])
        write("GlossaryTerm", title="A secret term", broader=[broad.UID()])
        assert f'href="{broad.absolute_url()}"' in read(narrow)
        assert f'href="{narrow.absolute_url()}"' in read(broad)
        assert "A secret term" not in read(broad)

    def test_it_needs_no_more_than_a_meaning(self, write, publish):
        assert state_of(publish("GlossaryTerm")) == "published"
        item = write("GlossaryTerm", definition=" ")
        assert [name for name, _message in ladder.missing(item)] == ["definition"]

    def test_lists_show_its_meaning(self, publish):
        publish("GlossaryTerm")
        (brain,) = api.content.find(portal_type="GlossaryTerm")
        assert brain.Description == "Work that harms a child."
