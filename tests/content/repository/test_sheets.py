"""Sheets of programmes, services and partners: in, every wrong cell named, out again."""

from clkss.content.review.states import state_of
from clkss.content.sheets import batch as batches
from clkss.content.sheets import messages
from clkss.content.testing.people import acting_as

import csv
import io
import pytest


COMMON = {
    "title": "Title {number}",
    "summary": "In short.",
    "territories": "0701233003",
    "themes": "education; livelihood",
    "contact": "The front desk",
}

PERFECT = {
    "programmes": {
        **COMMON,
        "status": "running",
        "period_start": "2025-01",
        "objectives": "First.\n\nSecond.",
        "partners": "School; Fishers",
        "beneficiaries": "girls 10-14: 120/80; boys 15-17: 60/",
        "budget": "DOLE: 1200000; Barangay: in kind",
        "website": "https://panglao.example",
    },
    "services": {
        **COMMON,
        "service_kind": "Legal help",
        "provider": "PAO Bohol",
        "eligibility": "Everybody.",
        "cost": "free",
        "hours": "day and night",
        "how_to_refer": "Call.",
        "phone": "(038) 412-3456; 911",
        "website": "https://pao.example",
    },
    "partners": {
        **COMMON,
        "acronym": "DOLE",
        "partner_sector": "government",
        "partner_kind": "national agency",
        "mandate": "Inspects.",
        "focal_points": "Front desk; Child labour focal",
        "phone": "1349",
        "address": "Tagbilaran",
        "website": "https://dole.example",
    },
}

FIELDS = {
    "programmes": {
        "status": "running",
        "period_start": "2025-01",
        "objectives": "First.\n\nSecond.",
        "partners": ["School", "Fishers"],
        "beneficiaries": [
            {"sex": "girls", "age": "10-14", "target": 120, "reached": 80},
            {"sex": "boys", "age": "15-17", "target": 60, "reached": None},
        ],
        "budget": [
            {"source": "DOLE", "amount": 1_200_000, "note": ""},
            {"source": "Barangay", "amount": None, "note": "in kind"},
        ],
        "website": "https://panglao.example",
    },
    "services": {
        "service_kind": "legal",
        "provider": "PAO Bohol",
        "how_to_refer": "Call.",
        "phone": "(038) 412-3456; 911",
        "hours": "day and night",
    },
    "partners": {
        "acronym": "DOLE",
        "partner_sector": "government",
        "focal_points": ["Front desk", "Child labour focal"],
        "address": "Tagbilaran",
    },
}

BAD = [
    ("programmes", "status", "sleeping", "unknown_value"),
    ("programmes", "status", "runing", "unknown_value_near"),
    ("programmes", "period_start", "last May", "not_a_date"),
    ("programmes", "period_end", "2024", "ends_before_start"),
    ("programmes", "objectives", "x" * 20_001, "too_long"),
    ("programmes", "partners", "x" * 301, "part_too_long"),
    ("programmes", "beneficiaries", "girls", "beneficiaries_form"),
    ("programmes", "beneficiaries", "men 10-14: 1/1", "beneficiaries_sex"),
    ("programmes", "beneficiaries", "girls 10-13: 1/1", "beneficiaries_age"),
    ("programmes", "beneficiaries", "girls 10-14: many", "beneficiaries_number"),
    ("programmes", "beneficiaries", "girls 10-14: /", "beneficiaries_no_number"),
    ("programmes", "beneficiaries", "girls: 1; girls: 2", "beneficiaries_twice"),
    ("programmes", "beneficiaries", "girls: 5; all: 4", "beneficiaries_too_small"),
    ("programmes", "budget", "DOLE", "budget_form"),
    ("programmes", "budget", "DOLE: 1.5", "budget_amount"),
    ("programmes", "website", "panglao", "not_a_url"),
    ("services", "service_kind", "magic", "unknown_value"),
    ("services", "provider", "x" * 301, "too_long"),
    ("services", "eligibility", "x" * 20_001, "too_long"),
    ("services", "cost", "x" * 301, "too_long"),
    ("services", "hours", "x" * 301, "too_long"),
    ("services", "how_to_refer", "x" * 20_001, "too_long"),
    ("services", "phone", "=1+1", "formula"),
    ("services", "website", "javascript:alert(1)", "not_a_url"),
    ("partners", "acronym", "x" * 101, "too_long"),
    ("partners", "partner_sector", "gouvernment", "unknown_value_near"),
    ("partners", "partner_kind", "x" * 301, "too_long"),
    ("partners", "mandate", "x" * 20_001, "too_long"),
    ("partners", "focal_points", "x" * 301, "part_too_long"),
    ("partners", "phone", "x" * 301, "too_long"),
    ("partners", "address", "x" * 2001, "too_long"),
    ("partners", "website", "https://", "not_a_url"),
]

KINDS = tuple(PERFECT)

TYPES = {"programmes": "Programme", "services": "Service", "partners": "Partner"}


def sheet(kind, *changes):
    """Write rows as a CSV file; each differs from a perfect one by what is named."""
    rows = [
        {
            **PERFECT[kind],
            "code": f"row-{number:03d}",
            "title": f"Title {number}",
            **changed,
        }
        for number, changed in enumerate(changes, 1)
    ]
    stream = io.StringIO()
    columns = list(dict.fromkeys(["code", *(name for row in rows for name in row)]))
    writer = csv.DictWriter(stream, columns)
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(stream.getvalue().encode())


@pytest.fixture
def check(people):
    """Check a sheet as the knowledge editor."""

    def check(kind, *changes, **options):
        with acting_as(people, "national.editor"):
            return batches.check(
                people, kind, sheet(kind, *changes), "sheet.csv", user="national.editor", **options
            )

    return check


@pytest.fixture
def apply(people, check):
    """Check and apply a sheet as the knowledge editor."""

    def apply(kind, *changes, **options):
        batch = check(kind, *changes, **options)
        with acting_as(people, "national.editor"):
            batches.apply(people, batch)
        return batch

    return apply


def reasons(batch):
    return [(problem.column, problem.reason) for problem in batch.get_problems()]


class TestAGoodRow:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_cell_becomes_a_field(self, people, apply, kind):
        batch = apply(kind, {}, state="published")
        assert reasons(batch) == []
        (item,) = people[kind].objectValues()
        for name, value in FIELDS[kind].items():
            assert getattr(item, name) == value, name
        assert (item.title, item.description, item.code) == ("Title 1", "In short.", "row-001")
        assert item.territories == ["0701233003"]
        assert state_of(item) == "published"

    @pytest.mark.parametrize("kind", KINDS)
    def test_code_and_title_are_enough(self, people, apply, kind):
        empty = dict.fromkeys(PERFECT[kind], "")
        batch = apply(kind, {**empty, "title": "Only a title"})
        assert reasons(batch) == []
        (item,) = people[kind].objectValues()
        assert item.title == "Only a title"
        assert state_of(item) == "draft"

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_update_changes_it_and_the_undo_gives_it_back(self, people, apply, kind):
        apply(kind, {}, state="published")
        (item,) = people[kind].objectValues()
        batch = apply(kind, {**dict.fromkeys(FIELDS[kind], ""), "summary": "New."}, update=True)
        assert item.description == "New."
        assert not any(getattr(item, name) for name in FIELDS[kind])
        with acting_as(people, "national.editor"):
            batches.undo(people, batch)
        assert item.description == "In short."
        for name, value in FIELDS[kind].items():
            assert getattr(item, name) == value, name


class TestBadCells:
    @pytest.mark.parametrize(("kind", "column", "cell", "reason"), BAD)
    def test_each_is_named_by_its_column(self, check, kind, column, cell, reason):
        assert reasons(check(kind, {column: cell})) == [(column, reason)]

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_problem_is_a_sentence(self, check, kind):
        changes = [{column: cell} for each, column, cell, _reason in BAD if each == kind]
        batch = check(kind, *changes)
        problems = batch.get_problems()
        assert [problem.row for problem in problems] == list(range(2, len(changes) + 2))
        assert not [problem for problem in problems if "${" in messages.plain(problem)]


class TestManyRows:
    @pytest.mark.parametrize("kind", KINDS)
    def test_200_come_and_go(self, people, apply, kind):
        batch = apply(kind, *({} for _number in range(200)), state="published")
        assert len(people[kind].objectIds()) == 200
        with acting_as(people, None):
            assert len(people.portal_catalog(portal_type=TYPES[kind])) == 200
        with acting_as(people, "national.editor"):
            batches.undo(people, batch)
        assert len(people[kind].objectIds()) == 0
        with acting_as(people, None):
            assert len(people.portal_catalog(portal_type=TYPES[kind])) == 0
