"""Terms come in by a sheet, with every bad cell named, and go out again."""

from clkss.content.sheets import batch as batches
from clkss.content.testing.people import acting_as
from plone import api

import csv
import io
import pytest


GOOD = {
    "code": "term-child-labour",
    "title": "Child labour",
    "language": "en",
    "themes": "law-and-policy",
    "abbreviation": "CL",
    "definition": "Work that harms.\n\nNot all work does.",
    "term_tl": "Pagpapatrabaho sa bata",
    "definition_tl": "Trabahong nakasasama.",
    "other_terms": "Cebuano: pagpatrabaho; ilo: panagtrabaho",
    "synonyms": "child labor; paggawa ng bata",
    "broader": "term-work",
    "source": "RA 9231",
}


def sheet(*rows):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(stream.getvalue().encode())


@pytest.fixture
def check(people):
    def check(*rows, **options):
        with acting_as(people, "national.editor"):
            return batches.check(
                people, "glossary", sheet(*rows), "sheet.csv", user="national.editor", **options
            )

    return check


def test_a_good_row_is_read_and_taken_back(people, check):
    batch = check(GOOD, {**GOOD, "code": "term-work", "title": "Work", "broader": ""})
    with acting_as(people, "national.editor"):
        batches.apply(people, batch)
    (item,) = [each for each in people.glossary.objectValues() if each.title == "Child labour"]
    assert item.other_terms == ["ceb: pagpatrabaho", "ilo: panagtrabaho"]
    assert item.synonyms == ["child labor", "paggawa ng bata"]
    assert item.definition == "Work that harms.\n\nNot all work does."
    assert (item.abbreviation, item.term_tl) == ("CL", "Pagpapatrabaho sa bata")
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        points_to="broader:term-work"
    )
    assert [brain.UID for brain in found] == [item.UID()]
    with acting_as(people, "national.editor"):
        batches.undo(people, batch)
    assert list(people.glossary.objectIds()) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("other_terms", "pagpatrabaho"),
        ("other_terms", "xyz: pagpatrabaho; ilo: panagtrabaho"),
        ("broader", "not a code!"),
        ("broader", "TERM-CHILD-LABOUR"),
        ("abbreviation", "x" * 101),
        ("themes", "nonsense"),
    ],
)
def test_a_bad_cell_is_named(check, column, cell):
    batch = check({**GOOD, column: cell})
    assert {(each.row, each.column) for each in batch.get_problems()} == {(2, column)}


@pytest.mark.parametrize("column", ["territories", "countries", "summary", "contact"])
def test_a_term_has_no_such_column(check, column):
    batch = check({**GOOD, column: "x"})
    assert column in {each.column for each in batch.get_problems()}
