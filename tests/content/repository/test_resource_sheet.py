"""Resources come in by a sheet, with every bad cell named, and go out again."""

from clkss.content.sheets import batch as batches
from clkss.content.testing.people import acting_as
from plone import api

import csv
import io
import pytest


GOOD = {
    "code": "ra-9231",
    "title": "An Act Providing for the Elimination of the Worst Forms of Child Labor",
    "summary": "Sets hours and forbids hazardous work.",
    "territories": "PH",
    "themes": "law-and-policy",
    "resource_kind": "Law or issuance",
    "authors": "Congress of the Philippines",
    "year": "2003",
    "publisher": "Official Gazette",
    "identifiers": "ISBN 978-92-2-112822-9; doi:10.1000/182",
    "licence": "public document",
    "url": "https://www.officialgazette.gov.ph/",
    "abstract": "Amends RA 7610.\n\nSets hours.",
    "coverage": "national",
    "contributing_units": "House; Senate",
    "law_number": "Republic Act No. 9231",
    "law_date": "2003-12-19",
    "law_status": "in-force",
    "amends": "ra-7610",
}

BAD = (
    ("resource_kind", "poem"),
    ("year", "last year"),
    ("year", "999"),
    ("identifiers", "ISBN 978-92-2-112822-8"),
    ("url", "officialgazette"),
    ("law_date", "2003-13-01"),
    ("law_date", "0003"),
    ("law_status", "maybe"),
    ("amends", "Republic Act!"),
    ("amends", "RA-9231"),
    ("themes", "nonsense"),
    ("title", ""),
)


def sheet(*rows):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(GOOD))
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(stream.getvalue().encode())


@pytest.fixture
def check(people):
    def check(*rows, **options):
        with acting_as(people, "national.editor"):
            return batches.check(
                people,
                "resources",
                sheet(*rows),
                "sheet.csv",
                user="national.editor",
                **options,
            )

    return check


@pytest.fixture
def apply(people, check):
    def apply(*rows, **options):
        batch = check(*rows, **options)
        with acting_as(people, "national.editor"):
            batches.apply(people, batch)
        return batch

    return apply


def test_every_cell_arrives_in_its_field(people, apply):
    apply(GOOD)
    (item,) = people.resources.objectValues()
    assert item.resource_kind == "law"
    assert item.authors == ["Congress of the Philippines"]
    assert item.year == 2003
    assert item.identifiers == ["ISBN 978-92-2-112822-9", "doi:10.1000/182"]
    assert item.abstract == "Amends RA 7610.\n\nSets hours."
    assert item.contributing_units == ["House", "Senate"]
    assert (item.law_number, item.law_date, item.law_status) == (
        "Republic Act No. 9231",
        "2003-12-19",
        "in-force",
    )
    assert item.amends == ["ra-7610"]


@pytest.mark.parametrize(("column", "cell"), BAD)
def test_a_bad_cell_is_named_by_row_and_column(check, column, cell):
    batch = check(GOOD, {**GOOD, "code": "ra-9231", column: cell})
    found = {
        (problem.row, problem.column)
        for problem in batch.get_problems()
        if problem.column != "code"
    }
    assert found == {(3, column)}


def test_a_law_may_be_amended_by_a_later_row(people, apply):
    apply(GOOD, {**GOOD, "code": "ra-7610", "title": "RA 7610", "amends": ""}, state="published")
    found = api.content.find(portal_type="Resource", points_to="amends:ra-7610")
    assert [brain.getObject().code for brain in found] == ["ra-9231"]
    assert len(api.content.find(kinds="Resource:law")) == 2


def test_a_cell_without_status_leaves_none(people, apply):
    apply({**GOOD, "law_status": "", "year": "", "resource_kind": ""})
    (item,) = people.resources.objectValues()
    assert (item.law_status, item.year, item.resource_kind) == (None, None, "publication")


def test_undo_takes_them_out_again(people, apply):
    batch = apply(GOOD, state="published")
    with acting_as(people, "national.editor"):
        batches.undo(people, batch)
    assert list(people.resources.objectIds()) == []
    assert len(api.content.find(points_to="amends:ra-7610")) == 0


def test_an_update_changes_only_the_columns_of_the_sheet(people, apply):
    apply(GOOD)
    with acting_as(people, "national.editor"):
        batch = batches.check(
            people,
            "resources",
            io.BytesIO(b"code,title,year\nra-9231,New title,2004\n"),
            "sheet.csv",
            user="national.editor",
            update=True,
        )
        batches.apply(people, batch)
    (item,) = people.resources.objectValues()
    assert (item.title, item.year, item.resource_kind) == ("New title", 2004, "law")
    with acting_as(people, "national.editor"):
        batches.undo(people, batch)
    (item,) = people.resources.objectValues()
    assert (item.title, item.year) == (GOOD["title"], 2003)
