"""How dates are written, and what every kind of knowledge must say before it is submitted."""

from collections.abc import Iterable
from collections.abc import Mapping
from urllib.parse import urlsplit

import calendar
import re


LONGEST_TITLE = 300
LONGEST_NOTE = 2_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 300

MOST_ROWS = 60
"""Rows of a small table in an item."""

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?", re.ASCII)

_DIGITS = re.compile(r"[0-9]{1,15}", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+", re.ASCII)


def valid_date(text: str) -> bool:
    """Say whether a date is written as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` and exists.

    :param text: what was entered.
    """
    match = _DATE.fullmatch(text)
    if match is None or not 1900 <= int(match["year"]) <= 2199:
        return False
    month = int(match["month"] or 1)
    if not 1 <= month <= 12:
        return False
    return 1 <= int(match["day"] or 1) <= calendar.monthrange(int(match["year"]), month)[1]


def in_order(start: str, end: str) -> bool:
    """Say whether a period does not end before it starts; unknown or equal parts do not count.

    :param start: a date as above, or empty.
    :param end: a date as above, or empty.
    """
    if not start or not end:
        return True
    shorter = min(len(start), len(end))
    return start[:shorter] <= end[:shorter]


def year_of(start: str | None, end: str | None) -> int | None:
    """Give the year under which a period is found: that of its start, else of its end.

    :param start: a date as above, or nothing.
    :param end: a date as above, or nothing.
    """
    text = start or end
    return int(text[:4]) if text and valid_date(text) else None


def missing(values: Mapping[str, object], needed: Iterable[str]) -> tuple[str, ...]:
    """Name the fields that must still be written before an item is submitted.

    A place in the Philippines may be replaced by a country. A picture needs words.

    :param values: the fields of an item by name.
    :param needed: names of fields, in the order of the form.
    :returns: those that say nothing, in the same order.
    """
    lacking = [
        name
        for name in needed
        if not said(values.get(name))
        and not (name == "territories" and said(values.get("countries")))
    ]
    if said(values.get("image")) and not said(values.get("image_alt")):
        lacking.append("image_alt")
    return tuple(lacking)


def said(value: object) -> bool:
    """Say whether a value says anything: blanks, empty lists and nothing do not.

    :param value: the value of any field.
    """
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list | tuple | set | dict):
        return bool(value)
    return value is not None


def whole_number(text: str) -> int | None:
    """Read a number as people write it, with or without separators of thousands.

    :param text: such as ``1200000``, ``1,200,000`` or ``1 200 000``.
    :returns: the number, or ``None`` when it is no whole number from 0 on.
    """
    plain = text.strip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub("[, ]", "", plain)
    return int(plain) if _DIGITS.fullmatch(plain) else None


def valid_address(text: str) -> bool:
    """Say whether a text is a web address with a host; nothing is fetched.

    :param text: what was entered.
    """
    if len(text.split()) != 1:
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
