"""Meetings: when they are, what is overdue, in which order they stand. Without Plone."""

from clkss.content.frame import rules as frame
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC
from typing import Any
from typing import NamedTuple

import re


PLANNED = "planned"
HELD = "held"
CANCELLED = "cancelled"

LIVES = (PLANNED, HELD, CANCELLED)
"""What may become of a meeting; who sees it is its state."""

PRESENT = "present"
EXCUSED = "excused"
ABSENT = "absent"

ATTENDANCE = (PRESENT, EXCUSED, ABSENT)

SHARED = "shared"
MOVED = "moved"
EVE = "eve"
"""What people are told of a meeting, beside that it is cancelled."""

GIVEN = "given"
OVERDUE = "overdue"
"""What people are told of an action."""

MOST_ACTIONS = 60
LONGEST_ACTION = 500
LONGEST_GUESTS = 2000

PURPOSE = "clkss calendar 1"
SIGNATURE = 40

_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{40})", re.ASCII)
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)


class When(NamedTuple):
    """When a meeting is.

    :param starts: a day, or a moment in UTC.
    :param ends: a moment in UTC; None when nobody said.
    """

    starts: date | datetime
    ends: datetime | None = None


def is_time(value: object) -> bool:
    """Say whether a time is written as it should be.

    :param value: anything.
    """
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def day_of(value: object) -> date | None:
    """Read a day; None where it is none.

    :param value: such as ``2026-11-26``.
    """
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def when(day: object, begins: object, ends: object, zone: tzinfo) -> When | None:
    """Say when a meeting is; None while its day is open.

    An end that is not after the beginning is none.

    :param day: such as ``2026-11-26``.
    :param begins: such as ``14:00``, or nothing.
    :param ends: the same.
    :param zone: where the times hold.
    """
    known = day_of(day)
    if known is None:
        return None
    if not is_time(begins):
        return When(known)

    def moment(text: str) -> datetime:
        hour, minute = map(int, text.split(":"))
        there = datetime(known.year, known.month, known.day, hour, minute, tzinfo=zone)
        return there.astimezone(UTC)

    later = is_time(ends) and str(ends) > str(begins)
    return When(moment(str(begins)), moment(str(ends)) if later else None)


def is_coming(facts: Mapping[str, Any], today: date) -> bool:
    """Say whether a meeting still comes: today's does, and one without a day that is planned.

    :param facts: ``day`` and ``life`` of the meeting.
    :param today: the day.
    """
    if facts.get("life") == HELD:
        return False
    day = day_of(facts.get("day"))
    return facts.get("life") != CANCELLED if day is None else day >= today


def order_key(facts: Mapping[str, Any], today: date) -> tuple[int, int, str]:
    """Give what meetings are sorted by: those to come, the next one first; then the latest first.

    :param facts: ``day``, ``begins`` and ``life`` of the meeting.
    :param today: the day.
    """
    day = day_of(facts.get("day"))
    begins = facts.get("begins")
    time = str(begins) if is_time(begins) else ""
    if is_coming(facts, today):
        return (0, day.toordinal() if day else date.max.toordinal() + 1, time)
    backwards = "".join(chr(0x7F - ord(character)) for character in time)
    return (1, -(day.toordinal() if day else 0), backwards)


def is_overdue(due: object, done: object, today: date) -> bool:
    """Say whether an action is late: its day is past, and it is not done.

    :param due: the day by which it is to be done, or nothing.
    :param done: the day on which it was done, or nothing.
    :param today: the day.
    """
    day = day_of(due)
    return not done and day is not None and day < today


def sorted_actions(actions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Sort actions: open ones by the day they are due, those without a day after, done ones last.

    :param actions: mappings with ``due`` and ``done``.
    """
    return sorted(actions, key=lambda each: (bool(each["done"]), each["due"] or "9999"))


def eve(today: date) -> str:
    """Give the day of which people are reminded.

    :param today: the day of the reminder.
    """
    return (today + timedelta(days=1)).isoformat()


def calendar_token(secret: str, public: str) -> str:
    """Make the part of an address that lets its holder read a calendar.

    :param secret: a secret of the site.
    :param public: what stands for the calendar.
    """
    return f"{public}.{frame.signature(secret, PURPOSE, public, length=SIGNATURE)}"


def calendar_of(keys: Iterable[str], token: object) -> str | None:
    """Give the calendar that a token is for; None when the site did not make it.

    :param keys: the secrets that are still accepted.
    :param token: what came with the address.
    """
    found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
    if found is None:
        return None
    genuine = frame.is_signature(keys, found[2], PURPOSE, found[1], length=SIGNATURE)
    return found[1] if genuine else None


class Told(NamedTuple):
    """What people were told of a meeting."""

    day: str
    begins: str
    ends: str
    cancelled: bool


def news(before: Told | None, now: Told, today: date) -> str | None:
    """Say what people are told of a meeting that they see; None when there is nothing to tell.

    Of what is past nobody is told.

    :param before: what they were told last; None for nothing yet.
    :param now: as it is now.
    :param today: the day.
    """
    days = [day_of(each.day) for each in (before, now) if each is not None]
    if not any(day is not None and day >= today for day in days):
        return None
    if before is None:
        return None if now.cancelled else SHARED
    if now.cancelled:
        return None if before.cancelled else CANCELLED
    return None if now == before else MOVED
