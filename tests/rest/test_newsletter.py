"""The newsletter over REST: the same rules as on the pages."""

from clkss.content.newsletter import store
from clkss.content.newsletter.content import state_of
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from dataclasses import replace
from plone import api
from tests.content.given import OF_THE_NATION
from tests.content.given import PRACTICE
from tests.content.given import RETIRE

import pytest
import re
import transaction


EDITOR = "national.editor"

OTHERS = (None, "member", "barangay.contributor", "national.secretary")


@pytest.fixture
def practice(functional_portal, rest):
    """Have a practice published: ``practice("Night classes")``."""

    def practice(title, state="published"):
        with acting_as(functional_portal, "national.secretary"):
            item = api.content.create(
                functional_portal.practices,
                "GoodPractice",
                **(PRACTICE | {"title": title, "territories": [DANAO.barangay]}),
            )
        for actor, action in OF_THE_NATION[state]:
            ladder.act(item, action, actor=actor)
        transaction.commit()
        return item

    return practice


def body(*entries):
    return {
        "@type": "Newsletter",
        "title": "What is new: November 2026",
        "month": "2026-11",
        "introduction": "Three provinces wrote down what worked.",
        "introduction_tl": "Tatlong lalawigan ang nagsulat kung ano ang naging mabisa.",
        "entries": [*entries],
    }


def steady(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""

    def clean(text):
        text = re.sub(r"-[2-9a-z]{4}(?=[\"/ ?]|$)", "-x7k2", text, flags=re.MULTILINE)
        text = re.sub(r"\b[0-9a-f]{32}\b", "0123456789abcdef0123456789abcdef", text)
        return re.sub(r'"20\d\d-\d\d-\d\dT[^"]*"', '"2026-11-26T10:00:00+00:00"', text)

    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


@pytest.fixture
def draft(functional_portal, rest, practice):
    """A draft of the editor, and its two practices."""
    first, second = practice("Night classes"), practice("A boat less")
    entries = [{"item": first.UID(), "line": "Read this first."}, {"item": second.UID()}]
    answer = rest(EDITOR)("POST", "newsletters", body(*entries))
    assert answer.status == 201
    transaction.begin()
    (issue,) = functional_portal.newsletters.objectValues()
    return issue, first, second, answer


def path_of(issue):
    return f"newsletters/{issue.getId()}"


def test_an_editor_writes_and_sends_and_everybody_reads(rest, draft):
    issue, _first, _second, added = draft
    steady(added).save("newsletter-add")
    sent = rest(EDITOR)("POST", f"{path_of(issue)}/@workflow/send", {})
    assert sent.json["review_state"] == "sent"
    steady(sent).save("newsletter-send")
    answer = rest(None)("GET", path_of(issue))
    assert [each["title"] for each in answer.json["entries"]] == ["Night classes", "A boat less"]
    assert answer.json["entries"][0]["line"] == "Read this first."
    assert "sent_to" not in answer.json
    steady(answer).save("newsletter-get")
    history = rest(None)("GET", f"{path_of(issue)}/@history")
    assert EDITOR not in history.body
    listed = rest(None)("GET", "@search?portal_type=Newsletter")
    assert [each["@type"] for each in listed.json["items"]] == ["Newsletter"]
    for person in (EDITOR, "national.secretary"):
        changed = rest(person)("PATCH", path_of(issue), {"title": "Another"})
        assert changed.status in (401, 403)
    transaction.begin()
    assert issue.title == "What is new: November 2026"


def test_a_draft_is_for_editors_alone(rest, draft):
    issue, first, _second, _answer = draft
    for person in OTHERS:
        client = rest(person)
        for method, path, said in (
            ("GET", path_of(issue), None),
            ("GET", f"{path_of(issue)}/@history", None),
            ("GET", f"{path_of(issue)}/@workflow", None),
            ("PATCH", path_of(issue), {"title": "Mine"}),
            ("DELETE", path_of(issue), None),
            ("POST", f"{path_of(issue)}/@workflow/send", {}),
            ("POST", "newsletters", body({"item": first.UID()})),
        ):
            answer = client(method, path, said)
            assert answer.status in (401, 403), (person, method, path)
            assert issue.introduction not in answer.body
        for path in (
            "@search?portal_type=Newsletter",
            "@search?SearchableText=November",
            "newsletters",
            "newsletters/@sharing",
            "@querystring-search?query=%7B%7D",
        ):
            assert issue.UID() not in client("GET", path).body, (person, path)
            assert issue.getId() not in client("GET", path).body, (person, path)
        found = client("GET", f"@search?UID={issue.UID()}")
        assert found.json["items_total"] == 0
    transaction.begin()
    assert state_of(issue) == "draft"


def test_of_what_was_taken_back_nothing_is_told(rest, draft):
    issue, first, _second, _answer = draft
    rest(EDITOR)("POST", f"{path_of(issue)}/@workflow/send", {})
    transaction.begin()
    actor, action = RETIRE
    ladder.act(first, action, actor=actor)
    transaction.commit()
    answer = rest(None)("GET", path_of(issue))
    assert [each["title"] for each in answer.json["entries"]] == ["A boat less"]
    for secret in (first.UID(), "Night classes", "Read this first."):
        assert secret not in answer.body


def test_what_cannot_be_sent_is_refused_with_the_reason(rest, functional_portal):
    rest(EDITOR)("POST", "newsletters", body())
    transaction.begin()
    (issue,) = functional_portal.newsletters.objectValues()
    answer = rest(EDITOR)("POST", f"{path_of(issue)}/@workflow/send", {})
    assert answer.status == 400
    assert "Choose at least one item that is public now." in answer.body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("month", "November"),
        ("title", ""),
        ("introduction", "x" * 4001),
        ("entries", [{"item": "../x"}]),
        ("entries", [{"item": "0" * 32, "href": "x"}]),
        ("entries", [{"item": "0" * 32, "line": "x" * 301}]),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_written(rest, functional_portal, field, value):
    answer = rest(EDITOR)("POST", "newsletters", body() | {field: value})
    assert answer.status == 400
    transaction.begin()
    assert list(functional_portal.newsletters.objectIds()) == []


def test_nobody_reads_addresses(rest, functional_portal):
    id = store.ask("ana@example.org", "en", functional_portal.absolute_url(), "here")
    transaction.commit()
    store.confirm(id)
    transaction.commit()
    for person in (*OTHERS, EDITOR):
        for path in ("newsletters", "newsletters/@@subscribers", "@search?fullobjects=1"):
            assert "ana@example.org" not in rest(person)("GET", path).body
