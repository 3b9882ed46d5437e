"""People who import, and sheets to import."""

from clkss.content.sheets import batch as batches
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import PEOPLE
from plone import api

import csv
import io
import pytest


PERFECT = {
    "code": "bohol-01",
    "title": "Night classes for fishing children",
    "summary": "The school opened in the evening.",
    "language": "en",
    "territories": "0701233003",
    "themes": "education; livelihood",
    "sectors": "fishing",
    "partners": "School; Fishers",
    "period_start": "2024-01",
    "period_end": "2025",
    "background": "Forty children fished at night.\n\nThey slept in class.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "evidence": "yes: 31 of 40 came back",
}


@pytest.fixture
def people(portal):
    enter(portal, PEOPLE)
    return portal


def sheet(*rows, columns=None, delimiter=",", encoding="utf-8"):
    """Write rows as a CSV file."""
    columns = columns or list(PERFECT)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
    return io.BytesIO(stream.getvalue().encode(encoding))


def row(number=1, **values):
    """Make a row that is in order, but for what is named."""
    return {**PERFECT, "code": f"bohol-{number:02d}", **values}


@pytest.fixture
def check(people):
    """Check a sheet as somebody."""

    def check(stream, user="national.editor", **options):
        with acting_as(people, user):
            return batches.check(people, "practices", stream, "sheet.csv", user=user, **options)

    return check


@pytest.fixture
def apply(people, check):
    """Check and apply a sheet as somebody."""

    def apply(stream, user="national.editor", **options):
        batch = check(stream, user, **options)
        with acting_as(people, user):
            batches.apply(people, batch)
        return batch

    return apply


def paths(site, user=None):
    """List the practices that somebody finds; ``None`` for all that the catalog knows."""
    if user is None:
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            portal_type="GoodPractice"
        )
    else:
        with acting_as(site, None if user == "visitor" else user):
            found = api.portal.get_tool("portal_catalog")(portal_type="GoodPractice")
    return sorted(brain.getPath() for brain in found)


@pytest.fixture
def untouched(people):
    """Say whether the site holds as many practices as before: in folder, catalog and register."""
    from clkss.content.sheets import register

    def state():
        return (
            sorted(people.practices.objectIds()),
            paths(people),
            dict(register.of(people).codes),
            dict(register.of(people).reserved),
        )

    before = state()

    def untouched():
        return state() == before

    return untouched
