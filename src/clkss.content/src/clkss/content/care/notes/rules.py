"""Notes of readers: what one may say, who looks after it, what waits aside.

Sources: product.md, part 3, 4 ("queued to its owner"); security.md, part 4, sentence 13 (visitors
are throttled without ever losing what they say).
"""

from clkss.content.committees.rules import KNOWLEDGE_KEY
from clkss.content.committees.rules import SECRETARY
from collections.abc import Iterable
from hashlib import sha256
from ipaddress import ip_address
from ipaddress import ip_network
from typing import NamedTuple

import re


CONTACT = "contact"
LINK = "link"
OUTDATED = "outdated"
CHILD = "child"
OTHER = "other"

KINDS = (CONTACT, LINK, OUTDATED, CHILD, OTHER)
"""What can be wrong, in the order in which the form asks."""

SPEAKS_FOR_ITSELF = frozenset({LINK, CHILD})
"""Kinds that need no further word."""

OPEN = "open"
MENDED = "mended"
NO_MISTAKE = "no-mistake"

SETTLED = (MENDED, NO_MISTAKE)

LONGEST_TEXT = 2_000
LONGEST_MAIL = 254
LONGEST_COMMENT = 1_000

MOST_OF_ONE_SOURCE = 5
MOST_OF_ALL = 60
SPAN = 3_600
"""Notes of one source, and of all, that go straight to the owner within so many seconds; what
comes beyond that waits aside."""

MOST_OPEN = 5_000
MOST_OF_ITEM = 100
"""Notes that can be open at once, in all and on one item, before those that wait aside are folded:
a new one then takes in the earlier ones of the same source that say the same kind of thing of the
same item. Nobody is turned away because of what others sent."""

LONGEST_FOLDED = 20_000
"""Characters of a folded note; its latest words stay."""

BETWEEN_FOLDED = "\n\n* * *\n\n"

TEXT_KEPT = 90
"""Days for which the text of a settled note is kept."""

NOTE_KEPT = 730
"""Days for which a settled note is kept."""

# What a note lacks.
NO_KIND = "no_kind"
NO_TEXT = "no_text"
TEXT_TOO_LONG = "text_too_long"
BAD_MAIL = "bad_mail"

_MAIL = re.compile(r"[^@\s,;<>\"()]{1,64}@[^@\s,;<>\"()]{1,180}\.[^@\s,;<>\"().]{2,}")


class Standing(NamedTuple):
    """What a person is for one item, as far as notes go.

    :param owner: key of the committee that owns the item.
    :param author: wrote the item and still writes for its owner committee.
    :param administrator: administers the site.
    :param clearances: pairs of committee key and function that the person holds now.
    """

    owner: str
    author: bool
    administrator: bool
    clearances: Iterable[tuple[str, str]]


def looks_after(standing: Standing) -> bool:
    """Say whether a person reads and settles the notes on an item.

    :param standing: what the person is for the item.
    """
    return (
        standing.administrator
        or standing.author
        or any(
            key == KNOWLEDGE_KEY or (key == standing.owner and function == SECRETARY)
            for key, function in standing.clearances
        )
    )


def problems(kind: object, text: str, mail: str) -> tuple[str, ...]:
    """Name everything that is wrong with a note.

    :param kind: one of :data:`KINDS`, or whatever came.
    :param text: what the reader says, stripped.
    :param mail: an address for an answer, stripped; may be empty.
    """
    found = []
    if kind not in KINDS:
        found.append(NO_KIND)
    if not text and kind not in SPEAKS_FOR_ITSELF:
        found.append(NO_TEXT)
    if len(text) > LONGEST_TEXT:
        found.append(TEXT_TOO_LONG)
    if mail and (len(mail) > LONGEST_MAIL or _MAIL.fullmatch(mail) is None):
        found.append(BAD_MAIL)
    return tuple(found)


def waits_aside(of_source: int, of_all: int, trapped: bool) -> bool:
    """Say whether a note waits aside, below the others, because too many come at once.

    :param of_source: notes of the same source within :data:`SPAN`.
    :param of_all: notes of all within :data:`SPAN`.
    :param trapped: the field was filled in that people do not see.
    """
    return trapped or of_source >= MOST_OF_ONE_SOURCE or of_all >= MOST_OF_ALL


def folds(of_item: int, of_all: int) -> bool:
    """Say whether a note that waits aside takes in the earlier ones of its source.

    :param of_item: open notes on the same item.
    :param of_all: open notes on all items.
    """
    return of_item >= MOST_OF_ITEM or of_all >= MOST_OPEN


def folded(texts: Iterable[str]) -> str:
    """Give the text of a note that takes in earlier ones; each text is said once.

    :param texts: the texts, the latest first.
    """
    said = {}
    for text in texts:
        for part in filter(None, text.split(BETWEEN_FOLDED)):
            said.setdefault(part)
    return BETWEEN_FOLDED.join(said)[:LONGEST_FOLDED]


def source_of(address: str) -> str:
    """Give the part of a network address that its holder cannot choose.

    :param address: as the server knows it; of IPv6 the network counts, in which one household has
        more addresses than there are notes.
    """
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    known = getattr(known, "ipv4_mapped", None) or known
    return str(ip_network((known, 64), strict=False) if known.version == 6 else known)


def is_urgent(kind: str) -> bool:
    """Say whether a note comes first.

    :param kind: one of :data:`KINDS`.
    """
    return kind == CHILD


def note_id(token: str, item: str, kind: str, text: str) -> str:
    """Give the id of a note: a button pressed twice makes one note.

    :param token: the token of the form.
    :param item: UID of the item.
    :param kind: what is wrong.
    :param text: what the reader says.
    """
    return sha256("\0".join((token, item, kind, text)).encode()).hexdigest()[:32]


def day_of(now: float) -> str:
    """Give the day with which the name ends that a source of notes has.

    :param now: seconds since the epoch.
    """
    return str(int(now // 86_400))
