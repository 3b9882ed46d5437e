"""What an entry of the audit may say, and how entries hang together.

Every entry carries the hash of the one before it. Changing, removing or
inserting an entry breaks the chain from there on.
"""

from dataclasses import asdict
from dataclasses import dataclass

import hashlib
import json
import re


#: What the first entry has for the hash of the one before it.
GENESIS = "0" * 64

#: Longest detail, as JSON, in characters.
LONGEST_DETAIL = 2000

_ACTION = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True)
class Entry:
    """What is recorded.

    :param at: UTC, ISO 8601 with microseconds.
    :param actor: user id; empty for a visitor.
    :param action: token such as ``practice.published``.
    :param object: UID of what it was done to; empty if to nothing in particular.
    :param detail: canonical JSON.
    :param token: of the transaction; empty when recorded apart from one.
    """

    at: str
    actor: str
    action: str
    object: str
    detail: str
    token: str


def check_action(action):
    """Refuse an action that is not a token.

    :param action: lower case words with dots and hyphens between them.
    :raises ValueError: it is not.
    """
    if not _ACTION.fullmatch(action):
        raise ValueError(f"an action is a token like practice.published, not {action!r}")


def canonical(detail):
    """Return details as JSON in the one form that is hashed.

    Details are codes, counts and tokens: never a name, an address, a story or
    anything else about a child or another person (security.md 4.16).

    :param detail: mapping of names to plain values or lists of them.
    :raises ValueError: a value of another kind, or too long.
    """
    for name, value in detail.items():
        if not all(isinstance(part, _PLAIN) for part in _parts(value)):
            raise ValueError(f"detail {name} must be plain values, not {type(value).__name__}")
    text = json.dumps(detail, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if len(text) > LONGEST_DETAIL:
        raise ValueError(f"details have {len(text)} characters; {LONGEST_DETAIL} are enough")
    return text


def _parts(value):
    return value if isinstance(value, list | tuple) else (value,)


def digest(number, previous, entry):
    """Return the hash of an entry in its place.

    :param number: its place, counted from 1.
    :param previous: hash of the entry before it.
    :param entry: ``Entry``.
    :returns: 64 hexadecimal digits.
    """
    content = [number, previous, *asdict(entry).values()]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def broken(links):
    """Find where the chain does not hold.

    :param links: iterable of (number, previous, hash, ``Entry``) in order of number.
    :returns: iterator of strings, one for each break.
    """
    expected, last = 1, GENESIS
    for number, previous, stored, entry in links:
        if number != expected:
            yield f"audit: entry {expected} is missing before {number}"
        elif previous != last:
            yield f"audit: entry {number} does not follow the one before it"
        if digest(number, previous, entry) != stored:
            yield f"audit: entry {number} was changed"
        expected, last = number + 1, stored
