"""By what equal items are known, and what is missing in an item."""

from collections.abc import Callable
from collections.abc import Iterable
from urllib.parse import urlsplit

import re
import unicodedata


MISSING = "missing"
SAME = "same"

TRANSLATION = "translation"
"""Something is said in English and not in Filipino."""

FILIPINO = "_tl"
"""End of the name of a field that says in Filipino what another says in English."""

COUNTERPARTS = {"term_tl": "title"}
"""Fields whose counterpart has another name."""

SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to"}
    | {"with", "ang", "at", "kay", "mga", "na", "ng", "para", "sa"}
)
"""Words that make no difference."""

FEWEST_WORDS = 3
"""Words of a title from which equal titles are suspicious."""

FEWEST_FOR_NEAR = 5
"""Words from which titles are suspicious that differ in one word."""

LONGEST_MARK = 200

URL = "url"
IDENTIFIER = "identifier"
NUMBER = "number"
"""What two items should not have in common."""

_WORD = re.compile(r"\w+", re.UNICODE)
_PLAIN = re.compile(r"[^0-9a-z]+")


def is_untranslated(names: Iterable[str], says: Callable[[str], bool]) -> bool:
    """Say whether an item says something in English that it does not say in Filipino.

    :param names: names of its fields.
    :param says: tells of a field whether anything is in it.
    """
    return any(
        says(COUNTERPARTS.get(name, name.removesuffix(FILIPINO))) and not says(name)
        for name in names
        if name.endswith(FILIPINO)
    )


def same_marks(portal_type: str, url: str, identifiers: Iterable[str], number: str) -> list[str]:
    """Give the marks that only one item of its type should have.

    :param portal_type: type of the item.
    :param url: the address of the thing itself; that of a whole site is none.
    :param identifiers: ISBN, DOI and the like.
    :param number: number of a law.
    """
    place = _place(url)
    found = [(URL, place)] if place else []
    found += [(IDENTIFIER, plain) for plain in map(_squeezed, identifiers) if plain]
    if _squeezed(number):
        found.append((NUMBER, _squeezed(number)))
    marks = ("\t".join((portal_type, *pair))[:LONGEST_MARK] for pair in found)
    return list(dict.fromkeys(marks))


def reason_of(mark: str) -> str:
    """Say what two items with a mark have in common.

    :param mark: from :func:`same_marks`.
    """
    return mark.split("\t")[1]


def title_keys(title: str) -> list[str]:
    """Give keys of a title; titles that share one are alike.

    They have the same words in any order or, from five words on, all but one. Numbers must be the
    same: a report of another year is another report.

    :param title: the title.
    """
    words = sorted({_folded(word) for word in _WORD.findall(title)} - SMALL)
    if len(words) < FEWEST_WORDS:
        return []
    keys = [" ".join(words)]
    if len(words) >= FEWEST_FOR_NEAR:
        keys += [
            " ".join(words[:place] + words[place + 1 :])
            for place, word in enumerate(words)
            if not any(letter.isdigit() for letter in word)
        ]
    return keys


def are_alike(title: str, other: str) -> bool:
    """Say whether two titles are alike.

    :param title: a title.
    :param other: another one.
    """
    return not set(title_keys(title)).isdisjoint(title_keys(other))


def _folded(word):
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _squeezed(text):
    return _PLAIN.sub("", _folded(text))


def _place(url):
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    if not host or not (path or parts.query):
        return ""
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"
