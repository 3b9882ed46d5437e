"""What words mean in a search: which to find, what may have been meant, where they stand.

Standard library only, like :mod:`clkss.content.search.rules`.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import re
import unicodedata


MOST_WORDS = 10
LONGEST_WORD = 40

SHORTEST_BEGINNING = 3
"""Letters from which an unknown word also finds the longer words that begin with it."""

SHORTEST_TYPED = 2
"""Letters before a star."""

AUTHOR = "author"
TITLE = "title"
PLACE = "place"
THEME = "theme"
SECTOR = "sector"
HAZARD = "hazard"
AGENCY = "agency"
COUNTRY = "country"
KIND = "kind"
YEAR = "year"
LANGUAGE = "language"

FIELDS = {
    "author": AUTHOR,
    "authors": AUTHOR,
    "by": AUTHOR,
    "may-akda": AUTHOR,
    "akda": AUTHOR,
    "title": TITLE,
    "pamagat": TITLE,
    "place": PLACE,
    "territory": PLACE,
    "lugar": PLACE,
    "pook": PLACE,
    "theme": THEME,
    "tema": THEME,
    "sector": SECTOR,
    "sektor": SECTOR,
    "hazard": HAZARD,
    "panganib": HAZARD,
    "agency": AGENCY,
    "ahensiya": AGENCY,
    "ahensya": AGENCY,
    "country": COUNTRY,
    "bansa": COUNTRY,
    "kind": KIND,
    "type": KIND,
    "uri": KIND,
    "year": YEAR,
    "taon": YEAR,
    "language": LANGUAGE,
    "wika": LANGUAGE,
}
"""What may stand before a colon, in English and Filipino."""

_WORD = re.compile(r"\w+", re.UNICODE)
_TOKEN = re.compile(
    r"""(?P<minus>(?<!\S)-(?=["\w]))?
        (?:(?P<field>[^\W\d_]+(?:-[^\W\d_]+)?):(?=["\w]))?
        (?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))""",
    re.VERBOSE,
)


class Term(NamedTuple):
    """Words that are looked for: one word, or several one after the other."""

    words: tuple[str, ...]
    exact: bool
    minus: bool = False
    """What holds them is left out."""
    beginning: bool = False
    """Longer words that begin with the word are meant as well."""
    field: str = ""
    """Where to look, one of the values of :data:`FIELDS`; everywhere when empty."""


def terms(text: str) -> list[Term]:
    """Read what somebody typed.

    ``"several words"`` are looked for as they are, ``-word`` leaves out, ``word*`` finds what
    begins so, ``author:name`` looks in one place. Whatever else is typed counts as words, a
    quotation mark without its partner as a space; "and", "or", "not" are words like others.

    :param text: cleaned text.
    """
    if text.count('"') % 2:
        last = text.rindex('"')
        text = f"{text[:last]} {text[last + 1 :]}"
    found: list[Term] = []
    for match in _TOKEN.finditer(text):
        found += _read(match)
    kept: list[Term] = []
    for term in found:
        if term not in kept and sum(len(other.words) for other in kept) < MOST_WORDS:
            kept.append(term._replace(words=term.words[:MOST_WORDS]))
    return kept


def _read(match: re.Match[str]) -> list[Term]:
    minus = bool(match["minus"])
    field = FIELDS.get(folded(match["field"] or ""), "")
    exact = match["phrase"] is not None
    said = match["phrase"] if exact else match["plain"]
    before = split(match["field"] or "") if match["field"] and not field else []
    read = tuple(split(said))
    found = [Term((word,), False, minus) for word in before]
    if not read:
        return found
    if exact or (field and len(read) > 1) or (minus and len(read) > 1):
        return [*found, Term(read, exact, minus, False, field)]
    beginning = said.endswith("*") and len(read[-1]) >= SHORTEST_TYPED
    for word in read:
        found.append(Term((word,), False, minus, beginning and word is read[-1], field))
    return found


def split(text: str) -> list[str]:
    """Cut a text into words.

    :param text: any text.
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.replace("_", " "))]


def folded(word: str) -> str:
    """Bring a word into the form in which words are compared: no case, no accents.

    :param word: any text.
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def distance(word: str, other: str, most: int) -> int:
    """Count the slips between two words: a letter too many, too few, wrong, or two swapped.

    :param word: one word.
    :param other: another word.
    :param most: where to stop counting.
    :returns: the count, or ``most + 1`` when there are more.
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, other_letter in enumerate(other, 1):
            same = letter == other_letter
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (not same))
            if (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and word[row - 2] == other_letter
            ):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return min(above[-1], most + 1)


def slips_allowed(word: str) -> int:
    """Say how many slips in a word of this length are still likely to be slips.

    :param word: the word.
    """
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


def similar(word: str, words: Iterable[str], limit: int = 20) -> list[str]:
    """Find the words that somebody may have meant, the nearest first.

    :param word: what was typed.
    :param words: words to choose from.
    :param limit: the most words to give.
    """
    most = slips_allowed(word)
    if not most:
        return []
    letters = set(word)
    near = []
    for other in words:
        if other == word or abs(len(other) - len(word)) > most:
            continue
        if len(letters.difference(other)) > most:
            continue
        slips = distance(word, other, most)
        if slips <= most:
            near.append((slips, other[:1] != word[:1], other))
    return [other for _slips, _first, other in sorted(near)[:limit]]


class Piece(NamedTuple):
    """A piece of a text; marked when it is what was looked for."""

    text: str
    marked: bool


def marked(text: str, looked_for: Iterable[Term]) -> list[Piece]:
    """Cut a text so that the words looked for stand apart.

    :param text: the text, as it is (escape each piece when it becomes HTML).
    :param looked_for: from :func:`terms`.
    """
    pieces: list[Piece] = []
    position = 0
    for start, end in _hits(text, looked_for):
        if start > position:
            pieces.append(Piece(text[position:start], False))
        pieces.append(Piece(text[start:end], True))
        position = end
    if position < len(text):
        pieces.append(Piece(text[position:], False))
    return pieces


def _hits(text: str, looked_for: Iterable[Term]) -> Iterator[tuple[int, int]]:
    pattern = _pattern(tuple(looked_for))
    if pattern is None:
        return
    if text.isascii():
        for match in pattern.finditer(text):
            yield match.span()
        return
    for match in _WORD.finditer(text):
        if pattern.fullmatch(folded(match[0])):
            yield match.span()


@lru_cache(maxsize=64)
def _pattern(looked_for: tuple[Term, ...]) -> re.Pattern[str] | None:
    """Give what matches the words looked for; ``None`` when there are none."""
    wanted = dict.fromkeys(
        (folded(word), term.exact and not term.beginning)
        for term in looked_for
        for word in term.words
        if not term.minus and term.field in ("", TITLE)
    )
    if not wanted:
        return None
    words = "|".join(
        re.escape(word) + (r"\w*" if not exact and len(word) >= SHORTEST_BEGINNING else "")
        for word, exact in wanted
    )
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def snippet(text: str, looked_for: Iterable[Term], length: int = 240) -> list[Piece]:
    """Choose the part of a text that shows why it was found.

    :param text: the text.
    :param looked_for: from :func:`terms`.
    :param length: about how many characters.
    """
    looked_for = list(looked_for)
    text = " ".join(text.split())
    if len(text) <= length:
        return marked(text, looked_for)
    hit, _end = next(_hits(text, looked_for), (0, 0))
    start = 0 if hit < length * 2 // 3 else text.rfind(" ", 0, hit - length // 3) + 1
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    if end <= start:
        end = start + length
    cut = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    return marked(cut, looked_for)
