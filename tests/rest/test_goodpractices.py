"""Good practices over REST: the same rules as on the pages."""

from clkss.content.review import ladder
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from dataclasses import replace
from plone import api

import pytest
import re
import transaction


COMPLETE = {
    "@type": "GoodPractice",
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening; children who fished came back.",
    "language": "en",
    "territories": ["0701233003"],
    "themes": ["education"],
    "sectors": ["fishing"],
    "partners": ["Danao Elementary School"],
    "period_start": "2023-06",
    "background": "Forty children fished at night.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays the teacher.",
    "lessons_learned": "Talk with the boat owners first.",
    "necessary_conditions": "A teacher free in the evening.",
}


@pytest.fixture
def draft(functional_portal, rest):
    """A complete draft of the barangay's contributor."""
    with acting_as(functional_portal, "barangay.contributor"):
        values = {name: value for name, value in COMPLETE.items() if name != "@type"}
        item = api.content.create(functional_portal.practices, "GoodPractice", **values)
    transaction.commit()
    return item


@pytest.fixture
def published(draft):
    for person, action in (
        ("barangay.contributor", "submit"),
        ("barangay.secretary", "endorse"),
        ("municipal.secretary", "endorse"),
        ("provincial.secretary", "endorse"),
        ("regional.secretary", "publish"),
    ):
        ladder.act(draft, action, actor=person)
    transaction.commit()
    return draft


def steady(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""

    def clean(text):
        text = re.sub(r"(fishing-children)-[2-9a-z]{4}\b", r"\1-x7k2", text)
        text = re.sub(r'"UID": "[0-9a-f]{32}"', '"UID": "0123456789abcdef0123456789abcdef"', text)
        text = re.sub(r'"20\d\d-\d\d-\d\dT[^"]*"', '"2026-11-21T10:00:00+00:00"', text)
        return re.sub(r'"review_due": "20\d\d-\d\d-\d\d"', '"review_due": "2028-11-21"', text)

    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


def reread(item):
    transaction.begin()
    return item


class TestWriting:
    def test_a_contributor_writes_a_draft(self, functional_portal, rest):
        answer = rest("barangay.contributor")("POST", "practices", COMPLETE)
        assert answer.status == 201
        steady(answer).save("goodpractice-add")
        transaction.begin()
        (item,) = functional_portal.practices.objectValues()
        assert item.owner_committee == "0701233003"
        assert answer.json["review_state"] == "draft"
        assert re.fullmatch(r"night-classes-for-fishing-children-[2-9a-z]{4}", item.getId())

    @pytest.mark.parametrize("person", [None, "member", "municipal.caseworker"])
    def test_others_do_not(self, functional_portal, rest, person):
        answer = rest(person)("POST", "practices", COMPLETE)
        assert answer.status in (401, 403)
        transaction.begin()
        assert list(functional_portal.practices.objectIds()) == []

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("themes", ["no-such-theme"]),
            ("territories", ["9999999999"]),
            ("period_start", "last May"),
            ("owner_committee", "1404404016"),
            ("title", "x" * 5000),
        ],
    )
    def test_a_wrong_value_is_named_and_nothing_is_written(
        self, functional_portal, rest, field, value
    ):
        answer = rest("barangay.contributor")("POST", "practices", {**COMPLETE, field: value})
        assert answer.status == 400
        assert field in answer.body
        transaction.begin()
        assert list(functional_portal.practices.objectIds()) == []

    def test_what_editors_decide_is_not_taken_from_an_author(self, rest, draft):
        answer = rest("barangay.contributor")(
            "PATCH",
            f"practices/{draft.getId()}",
            {
                "title": "Changed",
                "featured": True,
                "review_due": "2099-01-01",
                "code": "forged",
                "criteria": [{"criterion": "efficient", "score": 3, "reason": "I say so."}],
            },
        )
        assert answer.status == 204
        item = reread(draft)
        assert item.title == "Changed"
        assert (item.featured, item.review_due, item.code, item.criteria) == (
            False,
            None,
            None,
            [],
        )

    def test_an_author_does_not_change_what_is_in_review(self, rest, draft):
        ladder.act(draft, "submit", actor="barangay.contributor")
        transaction.commit()
        answer = rest("barangay.contributor")(
            "PATCH", f"practices/{draft.getId()}", {"title": "Changed"}
        )
        assert answer.status in (401, 403)
        assert reread(draft).title != "Changed"


class TestReading:
    def test_everybody_reads_what_is_published(self, rest, published):
        answer = rest(None)("GET", f"practices/{published.getId()}")
        assert answer.status == 200
        assert answer.json["background"] == COMPLETE["background"]
        steady(answer).save("goodpractice-get")

    def test_a_visitor_reads_no_draft(self, rest, draft):
        answer = rest(None)("GET", f"practices/{draft.getId()}")
        assert answer.status == 401
        assert COMPLETE["background"] not in answer.body

    def test_the_history_is_not_for_visitors(self, rest, published):
        answer = rest(None)("GET", f"practices/{published.getId()}/@workflow")
        assert "barangay.secretary" not in answer.body


class TestTheLadder:
    def test_it_climbs(self, rest, draft):
        path = f"practices/{draft.getId()}/@workflow"
        answer = rest("barangay.contributor")("POST", f"{path}/submit", {"comment": "Please."})
        assert answer.json["review_state"] == "barangay_review"
        steady(answer).save("goodpractice-submit")
        answer = rest("barangay.secretary")("POST", f"{path}/endorse", {})
        assert answer.json["review_state"] == "municipal_review"

    def test_what_is_offered_is_what_may_be_done(self, rest, draft):
        ladder.act(draft, "submit", actor="barangay.contributor")
        transaction.commit()
        answer = rest("barangay.secretary")("GET", f"practices/{draft.getId()}/@workflow")
        offered = {each["@id"].rpartition("/")[2] for each in answer.json["transitions"]}
        assert offered == {"endorse", "return"}

    def test_a_return_needs_a_comment(self, rest, draft):
        ladder.act(draft, "submit", actor="barangay.contributor")
        transaction.commit()
        path = f"practices/{draft.getId()}/@workflow/return"
        answer = rest("barangay.secretary")("POST", path, {})
        assert answer.status == 400
        assert "Say in a comment" in answer.json["error"]["message"]
        steady(answer).save("goodpractice-return-without-comment")
        assert state_of(reread(draft)) == "barangay_review"
        answer = rest("barangay.secretary")("POST", path, {"comment": "How many?"})
        assert answer.json["review_state"] == "draft"
        assert history_of(reread(draft))[-1]["comments"] == "How many?"

    def test_missing_parts_are_named(self, rest, draft):
        draft.background = ""
        transaction.commit()
        answer = rest("barangay.contributor")(
            "POST", f"practices/{draft.getId()}/@workflow/submit", {}
        )
        assert answer.status == 400
        assert "Background" in answer.json["error"]["message"]

    @pytest.mark.parametrize("person", [None, "member", "other.regional.secretary"])
    @pytest.mark.parametrize("name", ["expires", "expirationDate", "effective"])
    def test_nobody_lets_a_published_practice_expire(self, rest, published, person, name):
        before = (published.effective_date, published.expiration_date)
        for transition in ("retire", "nonsense"):
            answer = rest(person)(
                "POST",
                f"practices/{published.getId()}/@workflow/{transition}",
                {name: "2001-01-01T00:00:00"},
            )
            assert answer.status in (400, 401, 403)
        item = reread(published)
        assert (item.effective_date, item.expiration_date) == before
        assert state_of(item) == "published"


class TestFiles:
    def test_a_page_is_refused_as_an_attachment(self, rest, draft):
        answer = rest("barangay.contributor")(
            "POST",
            f"practices/{draft.getId()}",
            {
                "@type": "File",
                "title": "report.pdf",
                "file": {
                    "data": "<html><script>alert(1)</script>",
                    "encoding": "utf-8",
                    "filename": "report.pdf",
                    "content-type": "application/pdf",
                },
            },
        )
        assert answer.status == 400
        assert list(reread(draft).objectIds()) == []
        assert "Attach PDF" in answer.body
