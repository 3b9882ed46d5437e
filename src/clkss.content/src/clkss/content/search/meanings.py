"""What words mean beyond themselves: other words for the same, and terms of the lists.

"Kasambahay" is a domestic worker, and whoever looks for one also wants what carries the theme
"Children in domestic work", whatever its text says. Standard library and :mod:`stems` only.
"""

from clkss.content.search import stems
from clkss.content.search import words
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

import re


LONGEST_PHRASE = 6
"""Words of a phrase that count."""

MOST_PHRASES = 24
LONGEST_LINE = 500

EMPTY = "empty"
ALONE = "alone"
TOO_MANY = "too_many"

Phrase = tuple[str, ...]
"""Folded words, one after the other."""

_GENERAL = re.compile(
    r"^(?:children in|work in|mga batang?(?: sa| nasa)?|gawain sa|trabaho sa) |"
    r" (?:of |ng mga )?(?:children|families|bata|pamilya)$"
)
_PARTS = re.compile(r"[:,/–—]| and | & | at | o ")
_ACRONYM = re.compile(r"\(([^()]+)\)")


class Value(NamedTuple):
    """A value of a filter."""

    name: str
    value: str


class Meaning(NamedTuple):
    """What some of the words mean."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]
    values: tuple[Value, ...]


def phrase(text: str) -> Phrase:
    """Cut a text into the words of a phrase.

    :param text: the text.
    """
    return tuple(words.folded(word) for word in words.split(text))[:LONGEST_PHRASE]


def names(title: str, whole: bool = False) -> list[Phrase]:
    """Give the phrases by which people call a term of a list.

    "Children in mining and quarrying" is called "mining" and "quarrying", and what stands in
    brackets is a name too.

    :param title: the term's title.
    :param whole: the title is a proper name that must not be taken apart.
    """
    lowered = title.lower()
    texts = [*_ACRONYM.findall(lowered)]
    rest = _ACRONYM.sub(" ", lowered).strip()
    texts.append(rest)
    if not whole:
        for part in _PARTS.split(rest):
            texts += [part, _GENERAL.sub("", part.strip())]
    found = (phrase(text) for text in texts)
    kept = dict.fromkeys(each for each in found if each)
    return [each for each in kept if not all(word in stems.STOP_WORDS for word in each)]


def groups(lines: Iterable[str]) -> list[list[Phrase]]:
    """Read groups of words that mean the same; what cannot be read is left out.

    :param lines: one group each, parted by ``|``; ``#`` begins a remark.
    """
    found = []
    for line in lines:
        phrases = [phrase(part) for part in line.partition("#")[0].split("|")]
        phrases = list(dict.fromkeys(each for each in phrases if each))
        if len(phrases) > 1:
            found.append(phrases[:MOST_PHRASES])
    return found


def problems(lines: Iterable[str]) -> list[tuple[int, str]]:
    """Say which lines are no groups, and why.

    :param lines: as an editor wrote them.
    :returns: number of the line, from 1, and one of the reasons.
    """
    found = []
    for number, line in enumerate(lines, 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        parts = said.split("|")
        if not all(phrase(part) for part in parts):
            found.append((number, EMPTY))
        elif len(parts) < 2:
            found.append((number, ALONE))
        elif len(parts) > MOST_PHRASES or len(line) > LONGEST_LINE:
            found.append((number, TOO_MANY))
    return found


class Meanings:
    """What is known of phrases.

    :param same: groups of phrases that mean the same.
    :param called: phrases with the values that they name.
    :param proper: proper names, compared letter by letter, with the values that they name.
    """

    def __init__(
        self,
        same: Iterable[list[Phrase]],
        called: Iterable[tuple[Phrase, Value]],
        proper: Mapping[Phrase, tuple[Value, ...]],
    ):
        self._proper = proper
        self._values: dict[Phrase, dict[Value, None]] = {}
        self._groups: dict[Phrase, list[list[Phrase]]] = {}
        for said, value in called:
            self._values.setdefault(_keys(said), {})[value] = None
        for group in same:
            for key in {_keys(said) for said in group}:
                self._groups.setdefault(key, []).append(group)
        known = (*self._values, *self._groups, *proper)
        self._longest = max(map(len, known), default=0)

    def of(self, said: Sequence[str]) -> list[Meaning]:
        """Find what is known of words that follow each other, and of each part of them.

        :param said: folded words.
        """
        keys = _keys(said)
        found = []
        for start in range(len(keys)):
            for end in range(start + 1, min(len(keys), start + self._longest) + 1):
                meaning = self._of(tuple(said[start:end]), keys[start:end], start, end)
                if meaning is not None:
                    found.append(meaning)
        return found

    def values(self, said: Sequence[str], name: str) -> list[str]:
        """Find the values of one filter that a phrase names.

        :param said: folded words.
        :param name: name of the filter.
        """
        known = (*self._values.get(_keys(said), ()), *self._proper.get(tuple(said), ()))
        return [value.value for value in known if value.name == name]

    def _of(self, said, key, start, end):
        same = self._groups.get(key, ())
        values = dict.fromkeys((*self._values.get(key, ()), *self._proper.get(said, ())))
        phrases: dict[Phrase, None] = {}
        for group in same:
            for member in group:
                other = _keys(member)
                values.update(self._values.get(other, {}))
                if other != key:
                    phrases[member] = None
        if not phrases and not values:
            return None
        return Meaning(start, end, tuple(phrases), tuple(values))


def _keys(said: Sequence[str]) -> Phrase:
    return tuple(stems.key(word) for word in said)
