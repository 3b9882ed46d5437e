"""Saved searches: what they are called, what is new in them. Standard library only."""

from clkss.content.notices.rules import one_line
from clkss.content.notices.rules import RHYTHMS
from collections.abc import Iterable
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import parse_qs

import math


MOST = 50
"""Searches that one member saves."""

LONGEST_NAME = 100
LONGEST_QUERY = 4_000

MOST_NAMED = 30
"""Items of one search that a mail names; the rest is behind a link."""

DAY = 24 * 3600

WINDOW = 60 * DAY
"""Seconds for which something counts as new to whoever was not told of it."""

MARGIN = 600
"""Seconds that a transaction may take, beyond which what it publishes is told for sure."""

ROUND = 120
"""Seconds between two rounds of mails that come at once."""

# What is wrong with a search that somebody wants to save.
NO_RHYTHM = "no_rhythm"
UNKNOWN = "unknown"
TOO_MANY = "too_many"


def clean_name(text: object, otherwise: str) -> str:
    """Bring a name into one line of bounded length.

    :param text: what came with the form.
    :param otherwise: the name where nothing is left.
    """
    name = one_line(text)[:LONGEST_NAME].strip() if isinstance(text, str) else ""
    return name or one_line(otherwise)[:LONGEST_NAME].strip()


def search_id(member: str, query: str) -> str:
    """Give the id of a member's search: saved twice, it is one.

    :param member: user id.
    :param query: the parameters of its address.
    """
    return sha256(f"{member}\n{query}".encode()).hexdigest()[:32]


def form_of(query: object) -> dict[str, list[str]]:
    """Read the parameters of a search as a request would have them.

    :param query: the parameters of its address, or whatever came.
    """
    if not isinstance(query, str) or len(query) > LONGEST_QUERY:
        return {}
    try:
        return parse_qs(query, keep_blank_values=False, max_num_fields=300)
    except ValueError:
        return {}


def is_rhythm(value: object) -> bool:
    """Tell whether a value is one of the rhythms.

    :param value: whatever came.
    """
    return isinstance(value, str) and value in RHYTHMS


def since(made: float, now: float) -> float:
    """Say from when on what appears is new to a search.

    :param made: when it was saved, or went on after a pause.
    :param now: seconds since the epoch.
    """
    return max(made - MARGIN, now - WINDOW)


def untold(appeared: Mapping[str, float], after: float, told: Iterable[str]) -> set[str]:
    """Name what is new to a search and was not told.

    :param appeared: by UID, when something was published.
    :param after: from when on it is new.
    :param told: UIDs that were told.
    """
    known = set(told)
    return {uid for uid, at in appeared.items() if at > after and uid not in known}


def next_round(now: float) -> tuple[str, float]:
    """Give the round in which what appears now is told, and how long to wait for its end.

    :param now: seconds since the epoch.
    """
    number = math.floor(now / ROUND)
    return f"round {number}", (number + 1) * ROUND - now
