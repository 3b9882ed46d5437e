"""Exchanges, commitments, adoption notes, news and events over REST, from draft to reader."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from tests.content.repository.conftest import way_up
from tests.rest.test_kinds import steady

import dataclasses
import pytest
import re
import transaction


COMMON = {
    "description": "For children who worked.",
    "language": "en",
    "territories": [DANAO.barangay],
    "themes": ["education"],
}

TEXT = {"data": "<p>Counted in <b>May</b>.</p>", "content-type": "text/html"}

KINDS = {
    "Exchange": (
        "exchanges",
        {
            **COMMON,
            "title": "Offered: late classes in fishing places",
            "exchange_kind": "offer",
            "modality": "study-tour",
            "stage": "open",
            "first_provider": "Danao Elementary School",
            "from_countries": ["PH"],
            "to_countries": ["GH"],
            "commitments": [
                {
                    "what": "Host six visitors",
                    "who": "The school",
                    "due": "2027-06",
                    "state": "to-do",
                }
            ],
            "people_trained": 0,
            "contact": "The head teacher",
        },
        "one check",
    ),
    "Commitment": (
        "commitments",
        {
            **COMMON,
            "title": "Danao, a child-labour-free barangay",
            "commitment_kind": "child-labour-free-zone",
            "declared_by": "Sangguniang Barangay, Resolution No. 12",
            "declared_on": "2025-06-12",
            "valid_until": "2028-06-12",
            "priorities": "No child on a boat at night.",
            "measured_by": "The register of the school, twice a year.",
            "evidence": "The minutes of the council.",
        },
        "climbs",
    ),
    "AdoptionNote": (
        "adoption-notes",
        {
            **COMMON,
            "title": "In Danao 12 of 20 came back to class",
            "result": "partly",
            "outcome": "After one school year 12 of 20 attended.",
            "changed": "The barangay lent the nets.",
        },
        "one check",
    ),
    "News Item": (
        "news",
        {**COMMON, "title": "Fewer night boats", "text": TEXT},
        "one check",
    ),
    "Event": (
        "events",
        {
            **COMMON,
            "title": "World Day in Danao",
            "text": TEXT,
            "start": "2027-06-12T08:00:00+08:00",
            "end": "2027-06-12T11:00:00+08:00",
            "location": "Plaza",
        },
        "one check",
    ),
}

PLACES = "|".join(["practices", *(place for place, _values, _way in KINDS.values())])


def always_alike(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""

    def clean(text):
        text = re.sub(rf"/({PLACES})/([a-z0-9-]+)-[2-9a-z]{{4}}\b", r"/\1/\2-x7k2", text)
        text = re.sub(r'"sync_uid": "[^"]*"', '"sync_uid": "0123"', text)
        return re.sub(r"\b[0-9a-f]{32}\b", "0123456789abcdef0123456789abcdef", text)

    exchange = steady(exchange)
    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return dataclasses.replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


@pytest.mark.parametrize("portal_type", KINDS)
def test_from_a_draft_to_its_readers(functional_portal, rest, portal_type):
    place, values, way = KINDS[portal_type]
    name = portal_type.replace(" ", "").lower()
    values = {"@type": portal_type, **values}
    if portal_type == "AdoptionNote":
        values["relatedItems"] = [practice(functional_portal)]

    for person in (None, "member", "municipal.caseworker"):
        assert rest(person)("POST", place, values).status in (401, 403), person
    wrong = rest("barangay.contributor")("POST", place, {**values, "territories": ["9999999999"]})
    assert wrong.status == 400
    assert "territories" in wrong.body

    made = rest("barangay.contributor")("POST", place, values)
    assert made.status == 201, made.body
    always_alike(made).save(f"{name}-add")
    transaction.begin()
    (item,) = functional_portal[place].objectValues()
    assert state_of(item) == "draft"
    path = f"{place}/{item.getId()}"
    assert rest(None)("GET", path).status == 401

    steps = way_up("Service" if way == "one check" else "Programme")
    for person, action in steps:
        answer = rest(person)("POST", f"{path}/@workflow/{action}", {})
        assert answer.status == 200, (person, action, answer.body)
    read = rest(None)("GET", path)
    assert read.status == 200
    always_alike(read).save(f"{name}-get")
    for field, value in values.items():
        if field in ("@type", "relatedItems", "language", "text", "start", "end"):
            continue
        shown = read.json[field]
        known = [
            term["token"] if isinstance(term, dict) and "token" in term else term
            for term in (shown if isinstance(shown, list) else [shown])
        ]
        assert known == (value if isinstance(value, list) else [value]), field


def practice(site):
    """Publish the practice that was tried, and give its UID."""
    with acting_as(site, "national.editor"):
        item = api.content.create(
            site["practices"],
            "GoodPractice",
            title="Night classes",
            source="ILO, 2010",
            background="Before.",
            action="Done.",
            achievements="Came of it.",
            **COMMON,
        )
    ladder.act(item, "submit", actor="national.editor")
    ladder.act(item, "publish", actor="national.editor")
    transaction.commit()
    return item.UID()
