"""Resources, case studies and the glossary over REST: the same rules as on the pages."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from dataclasses import replace
from plone import api

import pytest
import re
import transaction


RESOURCE = {
    "@type": "Resource",
    "title": "An Act Providing for the Elimination of the Worst Forms of Child Labor",
    "description": "Sets hours of work by age and forbids hazardous work.",
    "language": "en",
    "territories": ["PH"],
    "themes": ["law-and-policy"],
    "resource_kind": "law",
    "authors": ["Congress of the Philippines"],
    "year": 2003,
    "identifiers": ["doi:10.1000/182"],
    "url": "https://www.officialgazette.gov.ph/",
    "law_number": "Republic Act No. 9231",
    "law_date": "2003-12-19",
    "law_status": "in-force",
}

CASE = {
    "@type": "CaseStudy",
    "title": "From the boat back to grade five",
    "description": "A boy of about twelve came back to school.",
    "language": "en",
    "territories": ["0701233000"],
    "themes": ["education"],
    "situation": "He fished at night.",
    "intervention": "The social worker spoke with him alone.",
    "result": "A year later he was in grade six.",
    "lesson": "Ask the child first.",
    "anonymised": ["names", "places", "pictures", "details"],
}

TERM = {
    "@type": "GlossaryTerm",
    "language": "en",
    "title": "Child labour",
    "abbreviation": "CL",
    "definition": "Work that harms a child.",
    "term_tl": "Pagpapatrabaho sa bata",
    "definition_tl": "Trabahong nakasasama sa bata.",
    "other_terms": ["ceb: pagpatrabaho sa mga bata"],
    "synonyms": ["child labor"],
}

PLACES = {"Resource": "resources", "CaseStudy": "case-studies", "GlossaryTerm": "glossary"}

WAY_UP = (
    ("barangay.contributor", "submit"),
    ("barangay.secretary", "endorse"),
    ("municipal.secretary", "endorse"),
    ("provincial.secretary", "endorse"),
    ("regional.secretary", "publish"),
)


@pytest.fixture
def draft(functional_portal, rest):
    """Write a draft as the barangay's contributor."""

    def draft(facts, **more):
        values = {name: value for name, value in {**facts, **more}.items() if name != "@type"}
        with acting_as(functional_portal, "barangay.contributor"):
            place = functional_portal[PLACES[facts["@type"]]]
            item = api.content.create(place, facts["@type"], **values)
        transaction.commit()
        return item

    return draft


@pytest.fixture
def published(draft):
    """Bring a draft to everybody."""

    def published(facts, **more):
        item = draft(facts, **more)
        for person, action in WAY_UP:
            ladder.act(item, action, actor=person)
        transaction.commit()
        return item

    return published


def steady(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""

    def clean(text):
        places = "resources|case-studies|glossary"
        text = re.sub(rf"((?:{places})/[a-z0-9-]+)-[2-9a-z]{{4}}(?=[/\s\"])", r"\1-x7k2", text)
        text = re.sub(r'"id": "([a-z0-9-]+)-[2-9a-z]{4}"', r'"id": "\1-x7k2"', text)
        text = re.sub(r'"UID": "[0-9a-f]{32}"', '"UID": "0123456789abcdef0123456789abcdef"', text)
        text = re.sub(r'"20\d\d-\d\d-\d\dT[^"]*"', '"2026-11-21T10:00:00+00:00"', text)
        return re.sub(r'"review_due": "20\d\d-\d\d-\d\d"', '"review_due": "2028-11-21"', text)

    headers = {name: clean(f"{value} ").strip() for name, value in exchange.headers.items()}
    return replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


class TestResources:
    def test_a_contributor_writes_a_draft(self, rest):
        answer = rest("barangay.contributor")("POST", "resources", RESOURCE)
        assert answer.status == 201
        assert answer.json["resource_kind"] == {"title": "Law or issuance", "token": "law"}
        steady(answer).save("resource-add")

    @pytest.mark.parametrize("person", [None, "member", "municipal.caseworker"])
    def test_others_do_not(self, functional_portal, rest, person):
        answer = rest(person)("POST", "resources", RESOURCE)
        assert answer.status in (401, 403)
        transaction.begin()
        assert list(functional_portal.resources.objectIds()) == []

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("resource_kind", "poem"),
            ("year", "last year"),
            ("year", 20260),
            ("identifiers", ["ISBN 978-92-2-112822-8"]),
            ("url", "javascript:alert(1)"),
            ("law_date", "yesterday"),
            ("law_status", "maybe"),
            ("amends", ["not-there"]),
        ],
    )
    def test_a_wrong_value_is_named(self, functional_portal, rest, field, value):
        answer = rest("barangay.contributor")("POST", "resources", {**RESOURCE, field: value})
        assert answer.status == 400
        assert field in answer.body
        transaction.begin()
        assert list(functional_portal.resources.objectIds()) == []

    def test_everybody_reads_what_is_published(self, rest, published):
        item = published(RESOURCE)
        answer = rest(None)("GET", f"resources/{item.getId()}")
        assert (answer.status, answer.json["year"]) == (200, 2003)
        assert answer.json["law_status"] == {"title": "In force", "token": "in-force"}
        steady(answer).save("resource-get")

    def test_a_draft_that_a_law_amends_is_not_told(self, rest, draft, published):
        secret = draft(RESOURCE, title="A secret bill")
        item = published(RESOURCE, amends=[secret.UID()])
        answer = rest(None)("GET", f"resources/{item.getId()}")
        assert answer.json["amends"] == []
        assert secret.UID() not in answer.body

    def test_a_visitor_reads_no_draft(self, rest, draft):
        answer = rest(None)("GET", f"resources/{draft(RESOURCE).getId()}")
        assert answer.status == 401
        assert "9231" not in answer.body


class TestCaseStudies:
    def test_it_is_not_submitted_before_the_checklist_is_ticked(self, rest, draft):
        item = draft(CASE)
        path = f"case-studies/{item.getId()}"
        client = rest("barangay.contributor")
        answer = client("POST", f"{path}/@workflow/submit", {})
        assert answer.status == 400
        assert "obtain consent" in answer.json["error"]["message"]
        steady(answer).save("casestudy-submit-unticked")
        ticked = [*CASE["anonymised"], "consent"]
        answer = client("PATCH", path, {"anonymised": ticked})
        assert answer.status == 204
        steady(answer).save("casestudy-tick")
        assert client("POST", f"{path}/@workflow/submit", {}).status == 200
        transaction.begin()
        assert state_of(item) == "barangay_review"

    def test_an_unknown_point_is_refused(self, rest, draft):
        path = f"case-studies/{draft(CASE).getId()}"
        answer = rest("barangay.contributor")("PATCH", path, {"anonymised": ["everything"]})
        assert answer.status == 400


class TestTheGlossary:
    def test_a_contributor_writes_a_draft(self, rest):
        answer = rest("barangay.contributor")("POST", "glossary", TERM)
        assert answer.status == 201
        steady(answer).save("glossaryterm-add")

    def test_a_line_without_a_language_is_refused(self, rest):
        wrong = {**TERM, "other_terms": ["pagpatrabaho"]}
        answer = rest("barangay.contributor")("POST", "glossary", wrong)
        assert answer.status == 400
        assert "other_terms" in answer.body

    def test_everybody_lists_the_terms(self, rest, published):
        published(TERM)
        published(TERM, title="Age", term_tl="Edad", abbreviation="", synonyms=[], other_terms=[])
        answer = rest(None)("GET", "@glossary")
        assert [item["title"] for item in answer.json["items"]] == ["Age", "Child labour"]
        assert answer.json["items_total"] == 2
        steady(answer).save("glossary-list")

    def test_one_looks_for_words(self, rest, published):
        published(TERM)
        assert rest(None)("GET", "@glossary?q=nakasasama+BATA").json["items_total"] == 1
        assert rest(None)("GET", "@glossary?q=nothing").json["items"] == []

    def test_an_unknown_order_is_refused(self, rest):
        assert rest(None)("GET", "@glossary?by=de").status == 400

    @pytest.mark.parametrize("person", [None, "barangay.contributor", "national.editor"])
    def test_drafts_are_in_nobodys_list(self, rest, draft, person):
        draft(TERM, title="A secret term")
        answer = rest(person)("GET", "@glossary")
        assert answer.json["items"] == []
        assert "secret" not in answer.body
