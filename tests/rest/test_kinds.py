"""Programmes, services and partners over REST: the same rules as on the pages."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of
from dataclasses import replace
from tests.content.repository import conftest as given

import pytest
import re
import transaction


TYPES = ("Programme", "Service", "Partner")


@pytest.fixture(params=TYPES)
def portal_type(request):
    return request.param


@pytest.fixture
def draft(functional_portal, rest, portal_type):
    item = given.written(functional_portal, portal_type)
    transaction.commit()
    return item


@pytest.fixture
def published(functional_portal, rest, portal_type):
    item = given.published(functional_portal, portal_type)
    transaction.commit()
    return item


def complete(portal_type, **values):
    return {"@type": portal_type, **given.COMPLETE[portal_type], **values}


def steady(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""

    def clean(text):
        text = re.sub(
            r"/(programmes|services|partners)/([a-z0-9-]+)-[2-9a-z]{4}\b", r"/\1/\2-x7k2", text
        )
        text = re.sub(r'"id": "([a-z0-9-]+)-[2-9a-z]{4}"', r'"id": "\1-x7k2"', text)
        text = re.sub(r'"UID": "[0-9a-f]{32}"', '"UID": "0123456789abcdef0123456789abcdef"', text)
        text = re.sub(r'"20\d\d-\d\d-\d\dT[^"]*"', '"2026-11-21T10:00:00+00:00"', text)
        return re.sub(r'"review_due": "20\d\d-\d\d-\d\d"', '"review_due": "2028-11-21"', text)

    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


def place(site, portal_type):
    transaction.begin()
    return site[given.PLACES[portal_type]]


def path_of(item):
    return f"{given.PLACES[item.portal_type]}/{item.getId()}"


class TestWriting:
    def test_a_contributor_writes_a_draft(self, functional_portal, rest, portal_type):
        answer = rest("barangay.contributor")(
            "POST", given.PLACES[portal_type], complete(portal_type)
        )
        assert answer.status == 201
        steady(answer).save(f"{portal_type.lower()}-add")
        (item,) = place(functional_portal, portal_type).objectValues()
        assert item.owner_committee == "0701233003"
        assert state_of(item) == "draft"
        for name, value in given.COMPLETE[portal_type].items():
            assert getattr(item, name) == value, name

    @pytest.mark.parametrize("person", [None, "member", "municipal.caseworker"])
    def test_others_do_not(self, functional_portal, rest, portal_type, person):
        answer = rest(person)("POST", given.PLACES[portal_type], complete(portal_type))
        assert answer.status in (401, 403)
        assert list(place(functional_portal, portal_type).objectIds()) == []

    @pytest.mark.parametrize(
        ("kind", "field", "value"),
        [
            ("Programme", "status", "sleeping"),
            ("Programme", "beneficiaries", "girls 10-14: 1/1"),
            ("Programme", "beneficiaries", [{"sex": "girls"}]),
            (
                "Programme",
                "beneficiaries",
                [{"sex": "men", "age": "18+", "target": 1, "reached": 1}],
            ),
            (
                "Programme",
                "beneficiaries",
                [{"sex": "girls", "age": "18+", "target": -1, "reached": 1}],
            ),
            (
                "Programme",
                "beneficiaries",
                [{"sex": "girls", "age": "18+", "target": None, "reached": None}],
            ),
            ("Programme", "budget", [{"source": " ", "amount": 1, "note": ""}]),
            ("Programme", "budget", [{"source": "DOLE", "amount": 1.5, "note": ""}]),
            ("Programme", "website", "javascript:alert(1)"),
            ("Service", "service_kind", "magic"),
            ("Service", "website", "panglao"),
            ("Service", "phone", "1\n2"),
            ("Partner", "partner_sector", "magic"),
            ("Partner", "focal_points", ["x" * 301]),
            ("Partner", "territories", ["9999999999"]),
        ],
    )
    def test_a_wrong_value_is_named_and_nothing_is_written(
        self, functional_portal, rest, kind, field, value
    ):
        answer = rest("barangay.contributor")(
            "POST", given.PLACES[kind], complete(kind, **{field: value})
        )
        assert answer.status == 400
        assert field in answer.body
        assert list(place(functional_portal, kind).objectIds()) == []


class TestReading:
    def test_everybody_reads_what_is_published(self, rest, published, portal_type):
        answer = rest(None)("GET", path_of(published))
        assert answer.status == 200
        for name in ("title", "phone", "beneficiaries", "budget", "focal_points"):
            if name in given.COMPLETE[portal_type]:
                assert answer.json[name] == given.COMPLETE[portal_type][name]
        steady(answer).save(f"{portal_type.lower()}-get")

    def test_a_visitor_reads_no_draft(self, rest, draft):
        answer = rest(None)("GET", path_of(draft))
        assert answer.status == 401
        assert draft.description not in answer.body


class TestTheLadder:
    def test_it_is_submitted_to_ones_own_committee(self, rest, draft, portal_type):
        path = f"{path_of(draft)}/@workflow/submit"
        answer = rest("barangay.contributor")("POST", path, {"comment": "Please."})
        assert answer.json["review_state"] == "barangay_review"
        steady(answer).save(f"{portal_type.lower()}-submit")

    def test_who_publishes(self, rest, draft, portal_type):
        ladder.act(draft, "submit", actor="barangay.contributor")
        transaction.commit()
        answer = rest("barangay.secretary")("POST", f"{path_of(draft)}/@workflow/publish", {})
        if portal_type in given.ONE_CHECK:
            assert answer.json["review_state"] == "published"
            steady(answer).save(f"{portal_type.lower()}-publish")
        else:
            assert answer.status == 400

    def test_one_check_is_not_endorsed(self, rest, draft, portal_type):
        ladder.act(draft, "submit", actor="barangay.contributor")
        transaction.commit()
        answer = rest("barangay.secretary")("POST", f"{path_of(draft)}/@workflow/endorse", {})
        assert (answer.status == 400) is (portal_type in given.ONE_CHECK)

    def test_missing_parts_are_named(self, rest, draft, portal_type):
        draft.description = ""
        transaction.commit()
        path = f"{path_of(draft)}/@workflow/submit"
        answer = rest("barangay.contributor")("POST", path, {})
        assert answer.status == 400
        assert "Say in short what it is about." in answer.json["error"]["message"]


class TestUpdates:
    @pytest.fixture(params=["Programme"])
    def portal_type(self, request):
        return request.param

    def test_the_secretary_tells_how_it_goes(self, rest, published):
        answer = rest("barangay.secretary")(
            "POST",
            path_of(published),
            {
                "@type": "ProgrammeUpdate",
                "date": "2026-11-21",
                "title": "The hundredth child is back in class",
                "text": "She is eleven.",
            },
        )
        assert answer.status == 201
        steady(answer).save("programmeupdate-add")

    @pytest.mark.parametrize(
        ("field", "value"), [("date", "last May"), ("title", "x" * 5000), ("title", "")]
    )
    def test_a_wrong_value_is_named(self, rest, published, field, value):
        values = {"@type": "ProgrammeUpdate", "date": "2026", "title": "Told", field: value}
        answer = rest("barangay.secretary")("POST", path_of(published), values)
        assert answer.status == 400
        assert field in answer.body
        transaction.begin()
        assert list(published.objectIds()) == []
