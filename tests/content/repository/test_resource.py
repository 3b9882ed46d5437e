"""A resource is entered, read, cited; laws say what they amend."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests.content.repository.conftest import Elements
from tests.content.repository.conftest import structured
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest


EVIL = '</script><script>alert("x")</script><img src=x onerror=alert(1)>'

LAW = {
    "resource_kind": "law",
    "title": "An Act Providing for Stronger Deterrence",
    "law_number": "Republic Act No. 7610",
    "law_date": "1992-06-17",
    "law_status": "amended",
    "authors": [],
    "year": None,
    "publisher": None,
    "identifiers": [],
}


class TestThePage:
    def test_it_says_what_it_is_and_what_that_means(self, portal, publish, read):
        html = read(publish("Resource"))
        assert f'href="{portal.absolute_url()}/repository?kind=Resource%3Atool"' in html
        assert "Something to work with" in html
        assert "Barangays of Region VII" in html
        assert "DOLE Bohol Field Office" in html

    def test_identifiers_lead_to_who_resolves_them(self, publish, read):
        html = read(publish("Resource"))
        links = {link.get("href") for link in Elements(html).all("a")}
        assert "https://openlibrary.org/isbn/9789221128229" in links
        assert "https://doi.org/10.1000/182" in links
        assert "https://creativecommons.org/licenses/by/4.0/" in links
        assert "PH 331.31" in html

    def test_it_says_where_the_link_leads_before_one_follows_it(self, publish, read):
        html = read(publish("Resource"))
        (link,) = [
            link
            for link in Elements(html).all("a")
            if link.get("href") == "https://www.ils.example/guide?part=1&lang=en"
        ]
        assert link["rel"] == "noopener noreferrer"
        assert "ils.example" in html

    def test_it_is_cited_with_its_own_authors_and_year(self, publish, read):
        html = read(publish("Resource"))
        assert "Reyes, M. L. &amp; Cruz, J. (2019). Helping a child out of work." in html

    def test_machines_read_what_kind_of_work_it_is(self, publish, read):
        assert structured(read(publish("Resource", **LAW)))["@type"] == "Legislation"

    def test_nothing_that_was_written_becomes_markup(self, write, read):
        item = write(
            "Resource",
            **dict.fromkeys(("title", "abstract", "publisher", "licence", "coverage"), f"x {EVIL}"),
            authors=[EVIL],
            identifiers=[EVIL],
        )
        html = read(item, "barangay.contributor")
        assert "alert(1)>" not in html
        assert not [1 for _tag, attributes in Elements(html).found if "onerror" in attributes]

    def test_a_bare_draft_can_be_read(self, write, read):
        values = dict.fromkeys(LAW, None) | {"title": "Only a title", "url": None}
        html = read(write("Resource", **values), "barangay.contributor")
        assert 'id="get-it"' not in html
        assert 'id="amendments"' not in html


class TestLaws:
    def test_both_ends_name_each_other(self, publish, read):
        old = publish("Resource", **LAW)
        new = publish("Resource", **{**LAW, "title": "An Act Amending", "amends": [old.UID()]})
        assert f'href="{old.absolute_url()}"' in read(new)
        assert "This law amends" in read(new)
        assert f'href="{new.absolute_url()}"' in read(old)
        assert "This law is amended by" in read(old)

    def test_a_code_of_a_sheet_names_a_law_too(self, publish, read):
        old = publish("Resource", **{**LAW, "code": "ra-7610"})
        new = publish("Resource", **{**LAW, "title": "An Act Amending", "amends": ["ra-7610"]})
        assert f'href="{old.absolute_url()}"' in read(new)
        assert f'href="{new.absolute_url()}"' in read(old)

    def test_a_draft_shows_to_nobody_else_at_either_end(self, portal, publish, write, read):
        old = publish("Resource", **LAW)
        secret = write("Resource", **{**LAW, "title": "A secret bill", "amends": [old.UID()]})
        assert "A secret bill" not in read(old)
        assert "A secret bill" in read(old, "barangay.contributor")
        new = publish("Resource", **{**LAW, "title": "An Act Amending", "amends": [secret.UID()]})
        assert "A secret bill" not in read(new)
        with acting_as(portal, None):
            laws = getUtility(IVocabularyFactory, "clkss.laws")(new)
            assert secret.UID() not in laws

    def test_what_is_named_but_not_there_is_kept_for_who_changes_it(self, portal, write):
        item = write("Resource", **{**LAW, "amends": ["ra-0000"]})
        factory = getUtility(IVocabularyFactory, "clkss.laws")
        with acting_as(portal, "barangay.contributor"):
            assert "ra-0000" in factory(item)
        with acting_as(portal, "member"):
            assert "ra-0000" not in factory(item)

    def test_only_laws_are_offered_and_not_the_law_itself(self, portal, publish):
        publish("Resource")
        law = publish("Resource", **LAW)
        other = publish("Resource", **{**LAW, "title": "An Act Amending"})
        laws = getUtility(IVocabularyFactory, "clkss.laws")(law)
        assert [term.token for term in laws] == [other.UID()]

    def test_it_is_found_by_the_year_of_the_law(self, publish):
        item = publish("Resource", **LAW)
        found = api.content.find(portal_type="Resource", year=1992)
        assert [brain.UID for brain in found] == [item.UID()]


class TestSubmitting:
    def test_a_complete_one_climbs(self, publish):
        assert state_of(publish("Resource")) == "published"

    @pytest.mark.parametrize(
        "field", ["description", "territories", "themes", "resource_kind", "url"]
    )
    def test_what_is_missing_is_named(self, write, field):
        item = write("Resource", **{field: None})
        assert field in [name for name, _message in ladder.missing(item)]

    def test_a_law_without_number_is_named(self, write):
        item = write("Resource", **{**LAW, "law_number": ""})
        assert [name for name, _message in ladder.missing(item)] == ["law_number"]

    def test_a_file_stands_for_the_link(self, portal, write):
        item = write("Resource", url=None)
        with acting_as(portal, "barangay.contributor"):
            api.content.create(
                item,
                "File",
                title="guide.pdf",
                file=NamedBlobFile(b"%PDF-1.4\n%%EOF", filename="guide.pdf"),
            )
        assert ladder.missing(item) == []
