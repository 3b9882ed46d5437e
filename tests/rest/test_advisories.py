"""Advisories over REST: the same rules as on the pages."""

from clkss.content.relay.advisories import store
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.testing.settling import settle
from tests.rest import recorder
from tests.rest.test_kinds import steady

import dataclasses
import pytest
import re
import transaction


ADVISORY = {
    "@type": "Advisory",
    "title": "Count the children on the boats",
    "owner_committee": DANAO.provincial,
    "text": "Look at the landing.",
    "levels": ["barangay"],
    "territories": [DANAO.provincial],
    "functions": ["secretary"],
    "questions": [{"question": "How many boats land at night?", "kind": "number"}],
    "deadline": "2099-12-15",
}

BAD = (
    ("owner_committee", BONTOC.provincial),
    ("owner_committee", DANAO.regional),
    ("levels", ["planet"]),
    ("territories", ["9999999999"]),
    ("functions", ["king"]),
    ("deadline", "soon"),
    ("questions", [{"question": " ", "kind": "number"}]),
    ("questions", [{"question": "?", "kind": "song"}]),
)


@pytest.fixture
def rest(functional_portal, functional):
    settle(functional_portal)

    def client(person):
        known = (person, PASSWORD) if person else None
        return recorder.Recorder(functional["app"], functional_portal, known)

    return client


def always_alike(exchange):
    def clean(text):
        return re.sub(r"\b[2-9a-hjkmnp-z]{12}\b", "x7k2m4p9q3r5", text)

    exchange = steady(exchange)
    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return dataclasses.replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


def test_from_writing_to_reading(functional_portal, rest):
    writer = rest("provincial.secretary")
    for person in (None, "member", "barangay.contributor", "municipal.caseworker"):
        assert rest(person)("POST", "advisories", ADVISORY).status in (401, 403), person
    for field, value in BAD:
        answer = writer("POST", "advisories", {**ADVISORY, field: value})
        assert answer.status == 400, (field, value)
        assert field in answer.body
    made = writer("POST", "advisories", ADVISORY)
    assert made.status == 201, made.body
    always_alike(made).save("advisory-add")
    transaction.begin()
    (item,) = functional_portal["advisories"].objectValues()
    path = f"advisories/{item.getId()}"
    hidden = (None, "member", "barangay.secretary", "other.provincial.secretary")
    for person in hidden:
        assert rest(person)("GET", path).status in (401, 403), person
        assert rest(person)("POST", f"{path}/@workflow/send", {}).status in (400, 401, 403)
    assert rest("barangay.secretary")("PATCH", path, {"title": "x"}).status in (401, 403)

    sent = writer("POST", f"{path}/@workflow/send", {})
    assert sent.status == 200, sent.body
    always_alike(sent).save("advisory-send")
    assert writer("PATCH", path, {"title": "x"}).status in (401, 403)
    assert writer("DELETE", path).status in (401, 403)
    read = rest("barangay.secretary")("GET", path)
    assert read.json["text"] == "Look at the landing."
    always_alike(read).save("advisory-get")
    for person in (None, "member", "other.barangay.secretary", "municipal.caseworker"):
        assert rest(person)("GET", path).status in (401, 403), person
    # A program that reads is no person who has read it.
    assert store.came_back(item.getId()) == ({}, {})


def test_what_is_incomplete_is_not_sent_and_says_why(functional_portal, rest):
    writer = rest("provincial.secretary")
    made = writer("POST", "advisories", {**ADVISORY, "text": "", "territories": ["PH"]})
    path = made.json["@id"].partition("/clkss/")[2] or made.json["@id"].partition("/plone/")[2]
    answer = writer("POST", f"{path}/@workflow/send", {})
    assert answer.status == 400
    assert "Write what you tell them." in answer.json["error"]["message"]
    assert "lie in the place of the committee" in answer.json["error"]["message"]
