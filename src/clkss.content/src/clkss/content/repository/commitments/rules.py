"""When a commitment stands: from the day it was declared to the last day of its term."""

from clkss.content.knowledge import rules as knowledge
from datetime import date

import calendar


ZONE = "child-labour-free-zone"
PATHFINDER = "pathfinder-commitment"
KINDS = (ZONE, PATHFINDER)

ANNOUNCED = "announced"
STANDING = "standing"
LAPSED = "lapsed"
STATUSES = (ANNOUNCED, STANDING, LAPSED)

NEEDED = (
    "title",
    "description",
    "territories",
    "themes",
    "commitment_kind",
    "declared_by",
    "declared_on",
    "valid_until",
    "priorities",
    "measured_by",
    "evidence",
)
"""What must be said before a commitment is submitted, in the order of the form."""


def first_day(text: str | None) -> date | None:
    """Give the first day of a date that may be as rough as a year.

    :param text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or nothing.
    """
    if not text or not knowledge.valid_date(text):
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*parts, *([1] * (3 - len(parts))))


def last_day(text: str | None) -> date | None:
    """Give the last day of a date that may be as rough as a year.

    :param text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or nothing.
    """
    first = first_day(text)
    if first is None or len(text or "") == len("2026-11-26"):
        return first
    month = first.month if len(text or "") == len("2026-11") else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def status(declared_on: str | None, valid_until: str | None, today: date) -> str:
    """Say what a commitment is worth on a day.

    A rough beginning counts from its first day and a rough end to its last, so that nothing lapses
    early. Without an end it stands.

    :param declared_on: when it was declared.
    :param valid_until: its last day.
    :param today: the day.
    :returns: one of :data:`STATUSES`.
    """
    end = last_day(valid_until)
    if end is not None and end < today:
        return LAPSED
    begin = first_day(declared_on)
    return ANNOUNCED if begin is not None and begin > today else STANDING
