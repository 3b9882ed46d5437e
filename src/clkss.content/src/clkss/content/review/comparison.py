"""What changed between two texts, in words. Standard library only."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import re


SAME = "same"
ADDED = "added"
REMOVED = "removed"

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")

LONGEST = 20_000
"""Characters up to which texts are compared word by word; beyond, line by line."""


class Piece(NamedTuple):
    """A piece of one of the texts, or of both.

    :param kind: one of the names above.
    :param text: what it says.
    """

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Cut two texts into what stayed, what was taken away and what was added.

    What was taken away stands before what was added in its place.

    :param before: the older text.
    :param after: the newer text.
    """
    pieces: list[Piece] = []
    for kind, text in _steps(_parts(before, after), _parts(after, before)):
        if not text:
            continue
        if pieces and pieces[-1].kind == kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        else:
            pieces.append(Piece(kind, text))
    return pieces


def _parts(text: str, other: str) -> list[str]:
    if len(text) + len(other) > LONGEST:
        return text.splitlines(keepends=True)
    return _WORDS.findall(text)


def _steps(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            yield SAME, "".join(before[start:end])
            continue
        yield REMOVED, "".join(before[start:end])
        yield ADDED, "".join(after[other_start:other_end])


def shortened(pieces: list[Piece], around: int = 120) -> list[Piece]:
    """Leave out the middle of long pieces that stayed the same.

    :param pieces: from :func:`compare`.
    :param around: characters to keep on either side of a change.
    """
    last = len(pieces) - 1
    return [
        Piece(SAME, _cut(piece.text, around, bool(place), place < last))
        if piece.kind == SAME
        else piece
        for place, piece in enumerate(pieces)
    ]


def _cut(text: str, around: int, after_change: bool, before_change: bool) -> str:
    if len(text) <= 3 * around:
        return text
    start = text[:around] if after_change else ""
    end = text[-around:] if before_change else ""
    return f"{start} … {end}" if start or end else f"{text[:around]} …"
