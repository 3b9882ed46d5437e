"""Editors say which words mean the same."""

from clkss.content.search import knowing
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import PEOPLE
from plone import api

import pytest
import transaction


PATH = "/practices/@@clkss-synonyms"


@pytest.fixture
def write(site, browse):
    """Write groups as a knowledge editor and press the button."""

    def write(text):
        browser = browse("national.editor")
        browser.open(site.absolute_url() + PATH)
        browser.getControl(name="groups").value = text
        browser.getControl("Save").click()
        transaction.begin()
        return browser

    return write


class TestThePage:
    def test_who_may_open_it(self, portal):
        enter(portal, PEOPLE)
        may = []
        for person in (None, "member", "barangay.secretary", "national.editor"):
            with acting_as(portal, person):
                for context in (portal, portal.practices):
                    if context.restrictedTraverse("@@clkss-synonyms", None) is not None:
                        may.append((person, context.getId()))
        assert may == [("national.editor", "practices")]

    def test_what_is_written_is_kept_and_shown_again(self, site, write):
        browser = write("bankero | boatman\n\n# a remark | alone is fine")
        assert "searches know them now" in browser.contents
        assert knowing.synonyms() == ("bankero | boatman", "# a remark | alone is fine")
        assert "bankero | boatman" in browser.getControl(name="groups").value

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("bankero", "Line 1: write at least two words"),
            ("bankero | boatman\nnets | ", "Line 2: there is no word between two bars"),
            ("a | " * 40 + "b", "at most 24 words"),
            ("a | b\n" * 1001, "Write at most 1000 lines"),
        ],
    )
    def test_all_that_is_wrong_is_named_and_nothing_is_kept(self, site, write, text, said):
        browser = write(text)
        assert browser.headers["Status"].startswith("422")
        assert said in browser.contents
        assert knowing.synonyms() == ()

    def test_a_form_from_elsewhere_changes_nothing(self, site, browse):
        browser = browse("national.editor")
        browser.post(site.absolute_url() + PATH, "groups=bankero+%7C+boatman")
        transaction.begin()
        assert browser.headers["Status"].startswith("403")
        assert knowing.synonyms() == ()

    def test_the_built_in_groups_are_shown(self, site, browse):
        browser = browse("national.editor")
        browser.open(site.absolute_url() + PATH)
        assert "kasambahay" in browser.contents


class TestSearching:
    def test_a_group_counts_at_once(self, titles_of, practice):
        practice(title="The boatman")
        assert titles_of(SearchableText="bankero") == []
        api.portal.set_registry_record(knowing.RECORD, ("bankero | boatman",))
        assert titles_of(SearchableText="bankero") == ["The boatman"]
        api.portal.set_registry_record(knowing.RECORD, ())
        assert titles_of(SearchableText="bankero") == []

    def test_words_can_lead_to_a_term_of_a_list(self, titles_of, practice):
        practice(title="One", themes=["education"])
        api.portal.set_registry_record(knowing.RECORD, ("pag-aral | education",))
        assert titles_of(SearchableText="pag-aral") == ["One"]

    def test_a_term_that_an_editor_adds_is_a_word_like_others(self, titles_of, practice):
        practice(title="One", sectors=["salt-making"])
        line = ("salt-making | Salt making | Paggawa ng asin",)
        api.portal.set_registry_record("clkss.subjects.sectors", line)
        assert titles_of(SearchableText="salt making") == ["One"]
        assert titles_of(SearchableText="paggawa ng asin") == ["One"]
