"""How often an event may come again, and texts as people type them. Standard library only.

A rule is worked out wherever its event is indexed or shown; one with an interval of 0 never ends.
"""

from html import escape
from html import unescape

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


_PLAIN = re.compile(r"(?:\s*<p>(?:[^<>]|<br ?/?>)*</p>)*\s*")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)


def typed(markup: str) -> str:
    """Write a text as people type it: paragraphs with an empty line between them.

    :param markup: the text as HTML.
    :returns: its words; the HTML itself where it holds more than paragraphs and lines.
    """
    if not _PLAIN.fullmatch(markup):
        return markup
    paragraphs = _PARAGRAPH.findall(markup)
    return "\n\n".join(unescape(_BREAK.sub("\n", each)) for each in paragraphs)


def has_markup(text: str) -> bool:
    """Say whether what was typed is HTML.

    :param text: the text.
    """
    return _TAG.search(text) is not None


def marked_up(text: str) -> str:
    """Make HTML of what was typed; what is HTML already stays.

    :param text: the text.
    """
    if has_markup(text):
        return text
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    paragraphs = (each.strip("\n") for each in re.split(r"\n{2,}", lines))
    return "".join(
        f"<p>{escape(each, quote=False)}</p>".replace("\n", "<br />")
        for each in paragraphs
        if each.strip()
    )
