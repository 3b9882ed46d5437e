"""The glossary from A to Z, its table, and the form of a term."""

from clkss.content.repository.glossary import table
from clkss.content.review import ladder
from tests.content.repository.conftest import published
from tests.content.repository.conftest import written
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


EVIL = '"><script>alert(1)</script>'


class TestTheTable:
    def test_a_change_of_the_same_minute_shows(self, site):
        term = published(site, "GlossaryTerm", definition="One.")
        transaction.commit()

        def meaning():
            transaction.begin()
            return [each.definition for each in table.glossary().names.entries]

        assert meaning() == ["One."]
        assert table.glossary() is table.glossary()
        term.definition = "Two."
        notify(ObjectModifiedEvent(term))
        transaction.commit()
        assert meaning() == ["Two."]
        before = table.glossary()
        written(site, "Resource")
        transaction.commit()
        transaction.begin()
        assert table.glossary() is before, "what else changed costs no new table"
        ladder.act(term, "retire", actor="national.editor")
        transaction.commit()
        assert meaning() == []

    def test_who_has_changed_something_shares_nothing(self, site):
        term = published(site, "GlossaryTerm", definition="One.")
        transaction.commit()
        transaction.begin()
        shared = table.glossary()
        term.definition = "Not committed."
        notify(ObjectModifiedEvent(term))
        assert [each.definition for each in table.glossary().names.entries] == ["Not committed."]
        transaction.abort()
        assert table.glossary() is shared


@pytest.fixture
def terms(site):
    published(site, "GlossaryTerm")
    published(
        site,
        "GlossaryTerm",
        title="Age",
        abbreviation="",
        term_tl="Edad",
        definition=f"Years {EVIL}",
        definition_tl="",
        synonyms=[],
        other_terms=[],
    )
    transaction.commit()
    return site


class TestTheList:
    def test_everybody_reads_it_from_a_to_z(self, terms, browse):
        browser = browse(None)
        browser.open(f"{terms.absolute_url()}/glossary")
        html = browser.contents
        assert html.index('id="letter-a"') < html.index('id="letter-c"')
        assert 'href="#letter-c"' in html
        assert "Pagpapatrabaho sa bata" in html
        assert "2 terms" in html
        assert "<script>alert" not in html
        assert "++add++" not in html

    def test_it_stands_in_filipino_order_when_asked(self, terms, browse):
        browser = browse(None)
        browser.open(f"{terms.absolute_url()}/glossary?by=tl")
        assert browser.contents.index('id="letter-e"') < browser.contents.index('id="letter-p"')

    def test_one_looks_for_words_within(self, terms, browse):
        browser = browse(None)
        browser.open(f"{terms.absolute_url()}/glossary")
        browser.getControl(name="q").value = "harms CHILD"
        browser.getForm(action=f"{terms.absolute_url()}/glossary").submit()
        assert "1 term" in browser.contents
        assert 'id="letter-a"' not in browser.contents
        browser.getLink("Show all terms").click()
        assert 'id="letter-a"' in browser.contents

    @pytest.mark.parametrize("query", ["q=%00%FF", "by=xx", "q:list=a&q:list=b", "q=<script>"])
    def test_a_strange_address_is_an_ordinary_page(self, terms, browse, query):
        browser = browse(None)
        browser.open(f"{terms.absolute_url()}/glossary?{query}")
        assert browser.headers["Status"].startswith("200")
        assert '<script>"' not in browser.contents

    def test_drafts_stand_in_nobodys_list(self, terms, browse):
        written(terms, "GlossaryTerm", title="A secret term")
        transaction.commit()
        for person in (None, "barangay.contributor", "national.editor"):
            browser = browse(person)
            browser.open(f"{terms.absolute_url()}/glossary")
            assert "A secret term" not in browser.contents

    def test_contributors_are_offered_to_add_one(self, terms, browse):
        browser = browse("barangay.contributor")
        browser.open(f"{terms.absolute_url()}/glossary")
        assert "++add++GlossaryTerm" in browser.contents


class TestTheForm:
    ADD = "/glossary/++add++GlossaryTerm"

    def test_every_field_arrives_and_stays(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + self.ADD)
        values = {
            "title": "Child labour",
            "definition": "Work that harms.",
            "term_tl": "Pagpapatrabaho sa bata",
            "definition_tl": "Trabahong nakasasama.",
            "other_terms": "Cebuano: pagpatrabaho\nilo: panagtrabaho",
            "synonyms": "child labor\nCL",
        }
        for name, value in values.items():
            browser.getControl(name=f"form.widgets.{name}").value = value
        for _time in range(2):
            browser.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        (term,) = site.glossary.objectValues()
        assert term.definition == "Work that harms."
        assert term.other_terms == ["Cebuano: pagpatrabaho", "ilo: panagtrabaho"]
        assert term.synonyms == ["child labor", "CL"]
        assert "form.widgets.ITerritories" not in browser.contents
        assert 'name="attachments"' not in browser.contents

    def test_a_line_without_a_language_is_explained(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + self.ADD)
        browser.getControl(name="form.widgets.title").value = "Child labour"
        browser.getControl(name="form.widgets.other_terms").value = "pagpatrabaho"
        browser.getControl(name="form.buttons.save", index=0).click()
        assert browser.headers["Status"].startswith("422")
        assert "pagpatrabaho&#8221;: Begin each line with the language" in browser.contents

    def test_a_broader_term_is_named_and_kept(self, site, browse):
        broad = published(site, "GlossaryTerm")
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + self.ADD)
        browser.getControl(name="form.widgets.title").value = "Bonded labour"
        browser.getControl(name="form.widgets.broader-lines").value = broad.title.upper()
        for _time in range(2):
            browser.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        (term,) = [each for each in site.glossary.objectValues() if each.title == "Bonded labour"]
        assert term.broader == [broad.UID()]

    def test_a_member_without_a_committee_is_told_whom_to_ask(self, site, browse):
        browser = browse("member")
        browser.open(site.absolute_url() + self.ADD)
        assert browser.headers["Status"].startswith("403")
