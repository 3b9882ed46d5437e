"""How often an event may come again. Standard library only.

A rule is worked out wherever its event is indexed or shown; one with an interval of 0 never ends.
"""

import re


LONGEST = 2_000
"""Characters of a rule with its further and its left-out days."""

MOST = 500
"""Times that an event comes again."""

_OF_ALL = {
    "FREQ": r"[A-Z]+",
    "INTERVAL": r"[1-9][0-9]{0,2}",
    "COUNT": r"[1-9][0-9]{0,2}",
    "UNTIL": r"20[0-9]{6}(T[0-9]{6}Z?)?",
    "WKST": r"[A-Z]{2}",
}
_DAYS = r"([+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU),?)+"
_OF = {
    "DAILY": {},
    "WEEKLY": {"BYDAY": _DAYS},
    "MONTHLY": {"BYDAY": _DAYS, "BYMONTHDAY": r"([1-9]|[12][0-9]|3[01])"},
    "YEARLY": {
        "BYDAY": _DAYS,
        "BYMONTH": r"([1-9]|1[0-2])",
        "BYMONTHDAY": r"([1-9]|[12][0-9]|3[01])",
    },
}
"""What may stand in a rule, by how often."""

_MOMENTS = re.compile(r"(RDATE|EXDATE)(;VALUE=DATE)?:[0-9TZ,]*", re.ASCII)


def recurs_well(text: str) -> bool:
    """Say whether a rule can be worked out in a moment.

    :param text: as RFC 5545 writes it, one property on each line.
    """
    if len(text) > LONGEST:
        return False
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rules = [line.removeprefix("RRULE:") for line in lines if not _MOMENTS.fullmatch(line)]
    return len(rules) <= 1 and all(map(_is_rule, rules))


def _is_rule(text: str) -> bool:
    pairs = [part.partition("=")[::2] for part in text.split(";") if part]
    parts = dict(pairs)
    known = _OF.get(parts.get("FREQ", ""))
    if known is None or len(parts) != len(pairs):
        return False
    known = {**_OF_ALL, **known}
    if not all(name in known and re.fullmatch(known[name], said) for name, said in pairs):
        return False
    return int(parts.get("COUNT", 0)) <= MOST
