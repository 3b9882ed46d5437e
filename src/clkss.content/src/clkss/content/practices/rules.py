"""What a good practice must say, how its dates are written, what its criteria mean.

Source: product.md, part 2 (the IPEC template and its seven criteria).
"""

from collections.abc import Iterable
from collections.abc import Mapping

import calendar
import re


PARTS = (
    "background",
    "action",
    "achievements",
    "sustainability",
    "lessons_learned",
    "necessary_conditions",
)
"""The six parts of the template, in order."""

ALWAYS = frozenset({"background", "action", "achievements"})
"""Parts that nothing can stand in for."""

TRIED = "tried-and-shown-to-work"

CRITERIA = (
    TRIED,
    "innovative",
    "replicable",
    "sustainable",
    "relevant",
    "responsive-and-ethical",
    "efficient",
)
"""IPEC's criteria, in order."""

SCORES = (0, 1, 2, 3)
"""0 no evidence, 1 some, 2 good, 3 strong evidence."""

UNKNOWN_CRITERION = "unknown_criterion"
TWICE = "twice"
BAD_SCORE = "bad_score"
NO_REASON = "no_reason"

LONGEST_TITLE = 300

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?", re.ASCII)


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
    """Give the year under which a practice is found: that of its start, else of its end.

    :param start: a date as above, or nothing.
    :param end: a date as above, or nothing.
    """
    text = start or end
    return int(text[:4]) if text and valid_date(text) else None


def missing(values: Mapping[str, object]) -> tuple[str, ...]:
    """Name the fields that must still be written before a practice is submitted.

    All six parts are needed. A practice taken from a publication (``source``) may leave a part
    empty where the publication has none, except for what the starting point was, what was done
    and what came of it.

    :param values: the fields of a practice by name.
    :returns: names of fields, in the order of the form.
    """
    lacking = [name for name in ("title", "description") if not _said(values.get(name))]
    if not values.get("territories") and not values.get("countries"):
        lacking.append("territories")
    if not values.get("themes"):
        lacking.append("themes")
    from_source = _said(values.get("source"))
    lacking += [
        part
        for part in PARTS
        if not _said(values.get(part)) and not (from_source and part not in ALWAYS)
    ]
    if values.get("image") and not _said(values.get("image_alt")):
        lacking.append("image_alt")
    return tuple(lacking)


def criteria_problems(criteria: Iterable[Mapping[str, object]]) -> tuple[tuple[str, str], ...]:
    """Find what is wrong with scores.

    :param criteria: entries with ``criterion``, ``score`` and ``reason``.
    :returns: pairs of a criterion and one of the names above.
    """
    found = []
    seen = set()
    for entry in criteria:
        name = str(entry.get("criterion"))
        if name not in CRITERIA:
            found.append((name, UNKNOWN_CRITERION))
        elif name in seen:
            found.append((name, TWICE))
        seen.add(name)
        score = entry.get("score")
        if type(score) is not int or score not in SCORES:
            found.append((name, BAD_SCORE))
        if not _said(entry.get("reason")):
            found.append((name, NO_REASON))
    return tuple(found)


def is_promising(criteria: Iterable[Mapping[str, object]] | None) -> bool:
    """Say whether a practice is only promising: without evidence that it was shown to work.

    :param criteria: entries with ``criterion``, ``score`` and ``reason``.
    """
    return not any(
        entry.get("criterion") == TRIED and (entry.get("score") or 0) > 0
        for entry in criteria or ()
    )


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
