"""The newsletter: what an issue may hold, who asks for it how often. Standard library only.

Sources: issue 3, part 4 ("Monthly newsletter composed from a selection"); security.md, part 4
(anonymous forms are throttled, a link in a mail changes nothing before a button is pressed).
"""

from clkss.content.frame import rules as frame
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from enum import Enum
from typing import NamedTuple
from urllib.parse import urlsplit

import calendar
import re


LONGEST_TITLE = 200
LONGEST_INTRODUCTION = 4_000
LONGEST_LINE = 300

MOST_ENTRIES = 40
"""Items in one issue."""

DAY = 24 * 3600

LINK_GOOD = 7 * DAY
"""Seconds for which the link in the first mail confirms; then the address is erased, too."""

SPAN = 3_600
MOST_OF_ONE_SOURCE = 5
MOST_OF_ALL = 300
"""Addresses that one source, and that all together, may enter within :data:`SPAN`."""

MOST_WAITING = 5_000
"""Addresses that can wait to be confirmed at once."""

PURPOSE = "clkss newsletter 1"
SIGNATURE = 32

ITEM = "item"
LINE = "line"

# What is wrong with an issue.
NO_TITLE = "no_title"
TITLE_TOO_LONG = "title_too_long"
NO_MONTH = "no_month"
INTRODUCTION_TOO_LONG = "introduction_too_long"
LINE_TOO_LONG = "line_too_long"
TOO_MANY = "too_many"
UNKNOWN_ADDRESS = "unknown_address"
CHANGED = "changed"

# Why an issue cannot be sent.
NO_INTRODUCTION = "no_introduction"
NO_ENTRIES = "no_entries"
NO_MAIL = "no_mail"

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{1,12})\.([0-9a-f]{32})", re.ASCII)


class Verdict(Enum):
    """What a link from a mail is worth."""

    GOOD = "good"
    OLD = "old"
    WRONG = "wrong"


class Draft(NamedTuple):
    """An issue as it is written.

    :param entries: pairs of an item's UID and the editor's line, in order.
    """

    title: str
    month: str
    introduction: str
    introduction_tl: str
    entries: Sequence[tuple[str, str]]


def is_month(value: object) -> bool:
    """Tell whether a value names a month: ``2026-11``.

    :param value: anything.
    """
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None


def is_uid(value: object) -> bool:
    """Tell whether a value has the shape of a UID.

    :param value: anything.
    """
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def are_entries(value: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether stored entries are what they should be.

    :param value: list of mappings with ``item`` and, where there is one, ``line``.
    """
    value = list(value)
    items = [each.get(ITEM) for each in value]
    return (
        len(value) <= MOST_ENTRIES
        and len(set(items)) == len(items)
        and all(map(is_uid, items))
        and all(set(each) <= {ITEM, LINE} for each in value)
        and all(len(each.get(LINE) or "") <= LONGEST_LINE for each in value)
    )


def problems(draft: Draft) -> list[tuple[str, str]]:
    """Name everything for which a draft cannot be saved.

    :param draft: what was written.
    :returns: pairs of a field and a problem; the field of an entry is ``line-<uid>``.
    """
    found = []
    if not draft.title:
        found.append(("title", NO_TITLE))
    elif len(draft.title) > LONGEST_TITLE:
        found.append(("title", TITLE_TOO_LONG))
    if not is_month(draft.month):
        found.append(("month", NO_MONTH))
    for name in ("introduction", "introduction_tl"):
        if len(getattr(draft, name)) > LONGEST_INTRODUCTION:
            found.append((name, INTRODUCTION_TOO_LONG))
    if len(draft.entries) > MOST_ENTRIES:
        found.append(("entries", TOO_MANY))
    found += [
        (f"line-{item}", LINE_TOO_LONG) for item, line in draft.entries if len(line) > LONGEST_LINE
    ]
    return found


def refusals(introduction: str, public: int, recipients: int, has_mail: bool) -> tuple[str, ...]:
    """Name everything for which an issue cannot be sent.

    :param introduction: the English one.
    :param public: how many of its items a visitor may see now.
    :param recipients: to how many people it would go.
    :param has_mail: whether the site can send mail.
    """
    found = []
    if not introduction.strip():
        found.append(NO_INTRODUCTION)
    if not public:
        found.append(NO_ENTRIES)
    if recipients and not has_mail:
        found.append(NO_MAIL)
    return tuple(found)


def ordered(rows: Iterable[tuple[str, str, object]]) -> list[tuple[str, str]]:
    """Put the rows of the form into the order that their numbers say.

    Rows with the same number, or with none, stay as they were; those without come last.

    :param rows: triples of UID, line and number as it was typed.
    :returns: pairs of UID and line, each item once.
    """
    numbered = [
        (_number(number), position, item, line)
        for position, (item, line, number) in enumerate(rows)
    ]
    found: dict[str, str] = {}
    for _key, _position, item, line in sorted(numbered):
        found.setdefault(item, line)
    return list(found.items())


def _number(value):
    text = str(value).strip()
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    return 10**7


def moved(entries: Sequence[tuple[str, str]], item: str, by: int) -> list[tuple[str, str]]:
    """Move an entry up or down by one; what is at the end stays there.

    :param entries: pairs of UID and line.
    :param item: UID of the one to move.
    :param by: -1 for up, 1 for down.
    """
    entries = list(entries)
    here = next((n for n, each in enumerate(entries) if each[0] == item), None)
    if here is not None and 0 <= here + by < len(entries):
        entries[here], entries[here + by] = entries[here + by], entries[here]
    return entries


def paths_of(text: str, site_url: str) -> list[str]:
    """Say what an address may mean: a UID, or a path below the site.

    :param text: what was entered: an address of an item, its permanent link, or a UID.
    :param site_url: address of the site.
    :returns: a UID, or a path without slashes at its ends; empty for an address elsewhere.
    """
    text = text.strip()
    if is_uid(text):
        return [text]
    try:
        parts = urlsplit(text)
        home = urlsplit(site_url)
    except ValueError:
        return []
    if parts.scheme not in ("", "http", "https") or parts.netloc not in ("", home.netloc):
        return []
    path = parts.path
    if path.startswith(f"{home.path}/") and home.path:
        path = path[len(home.path) :]
    steps = [step for step in path.split("/") if step]
    if len(steps) == 2 and steps[0] == "permalink" and is_uid(steps[1]):
        return [steps[1]]
    while steps and (steps[-1].startswith("@@") or steps[-1] in ("view", "edit")):
        steps.pop()
    if not steps or any(step in (".", "..") for step in steps):
        return []
    return ["/".join(steps)]


def is_due(last_sent: datetime | None, today: date) -> bool:
    """Say whether a month has passed since the last issue, so that editors are reminded.

    :param last_sent: when it was sent; None when none was.
    :param today: the day.
    """
    if last_sent is None:
        return True
    last = last_sent.date() if isinstance(last_sent, datetime) else last_sent
    year, month = (last.year + 1, 1) if last.month == 12 else (last.year, last.month + 1)
    day = min(last.day, calendar.monthrange(year, month)[1])
    return today >= date(year, month, day)


def folded(address: str) -> str:
    """Bring a mail address into the form by which it is compared.

    :param address: the address.
    """
    return address.strip().lower()


def refuses(of_source: int, of_all: int, waiting: int) -> bool:
    """Say whether an address is not taken, because too many come at once.

    :param of_source: addresses of the same source within :data:`SPAN`.
    :param of_all: addresses of all within :data:`SPAN`.
    :param waiting: addresses that wait to be confirmed.
    """
    return of_source >= MOST_OF_ONE_SOURCE or of_all >= MOST_OF_ALL or waiting >= MOST_WAITING


def confirm_token(secret: str, subscriber: str, now: float) -> str:
    """Make the part of a link that confirms an address.

    :param secret: a secret of the site.
    :param subscriber: id of the subscriber.
    :param now: seconds since the epoch.
    """
    issued = f"{int(now):x}"
    signature = frame.signature(secret, PURPOSE, subscriber, issued, length=SIGNATURE)
    return f"{subscriber}.{issued}.{signature}"


def judge(keys: Iterable[str], token: object, now: float) -> tuple[Verdict, str]:
    """Say what a link is worth, and whose it is.

    :param keys: the secrets that are still accepted.
    :param token: what came with the address.
    :param now: seconds since the epoch.
    :returns: the verdict, and the id of the subscriber where it is not wrong.
    """
    found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
    if found is None:
        return Verdict.WRONG, ""
    if not frame.is_signature(keys, found[3], PURPOSE, found[1], found[2], length=SIGNATURE):
        return Verdict.WRONG, ""
    age = now - int(found[2], 16)
    return (Verdict.GOOD if age <= LINK_GOOD else Verdict.OLD), found[1]
