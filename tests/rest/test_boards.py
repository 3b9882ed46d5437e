"""Boards, topics and posts over REST, written down as the documentation's examples."""

from clkss.content.testing.people import PASSWORD
from clkss.policy.testing.settling import settle
from dataclasses import replace
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.rest import recorder

import pytest
import re


@pytest.fixture
def rest(functional_portal, functional):
    """Clients by person: ``rest("barangay.contributor")``; ``None`` is a visitor."""
    settle(functional_portal)

    def client(person):
        known = (person, PASSWORD) if person else None
        if person == "admin":
            known = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        return recorder.Recorder(functional["app"], functional_portal, known)

    return client


def steady(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""
    numbers = {}

    def number(match):
        return numbers.setdefault(match[0], f"17641512000000000{len(numbers):02}")

    def clean(text):
        text = re.sub(r"\b1[789]\d{17}\b", number, text)
        text = re.sub(r'"UID": "[0-9a-f]{32}"', '"UID": "0123456789abcdef0123456789abcdef"', text)
        return re.sub(r'"20\d\d-\d\d-\d\dT[^"]*"', '"2026-11-21T10:00:00+00:00"', text)

    request, body = clean(exchange.request), clean(exchange.body)
    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return replace(exchange, request=request, body=body, headers=headers)


def test_a_board_with_a_topic_that_is_answered(rest):
    admin, secretary, visitor = rest("admin"), rest("barangay.secretary"), rest(None)
    board = {"@type": "Board", "id": "works", "title": "What works", "audience": "public"}
    assert admin("POST", "boards", board).status == 201
    topic = {"@type": "Topic", "id": "boats", "title": "Boats", "text": "Who knows?"}
    assert admin("POST", "boards/works", topic).status == 201
    assert secretary("POST", "boards/works", topic).status == 401
    found = steady(visitor("GET", "boards/works/boats")).save("topic-get").json
    assert (found["text"], found["posts"], found["is_open"]) == ("Who knows?", 1, True)
    address = "boards/works/boats/@comments"
    assert visitor("POST", address, {"text": "I do."}).status == 401
    added = secretary("POST", address, {"text": "We do.\n\n- at night"})
    steady(added).save("comments-add")
    assert added.status == 204
    number = added.headers["Location"].rpartition("/")[2]
    assert secretary("POST", f"{address}/{number}", {"text": "And in the day."}).status == 204
    assert secretary("PATCH", f"{address}/{number}", {"text": "We did."}).status == 204
    assert rest("municipal.secretary")("PATCH", f"{address}/{number}", {"text": "x"}).status == 401
    refused = secretary("POST", address, {"text": " "})
    assert (refused.status, refused.json["message"]) == (400, "Write something first.")
    found = visitor("GET", address)
    assert [item["text"]["data"] for item in found.json["items"]] == [
        "Who knows?",
        "We did.",
        "And in the day.",
    ]
    assert found.json["items"][2]["in_reply_to"] == number
    steady(visitor("GET", f"{address}/{number}")).save("comments-get")
    assert secretary("DELETE", f"{address}/{number}").status == 401
    editor = rest("national.editor")
    assert editor("DELETE", f"{address}/{number}", {"reason": "Wrong."}).status == 204
    assert visitor("GET", f"{address}/{number}").status == 404
    assert "We did." not in visitor("GET", address).body
    batched = visitor("GET", f"{address}?b_size=1").json
    assert batched["items_total"] == 2
    assert "next" in batched["batching"]


def test_what_cannot_be_discussed_has_no_comments(rest):
    for person in (None, "admin"):
        client = rest(person)
        assert client("GET", "boards/@comments").status == 404
        assert client("POST", "boards/@comments", {"text": "x"}).status in (401, 404)
