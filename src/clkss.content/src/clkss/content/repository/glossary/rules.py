"""Which words of a text are terms, and how terms stand in order. Standard library only.

A text is never changed: it is cut into pieces, some of which belong to a term, and the pieces
together are the text again.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import re
import unicodedata


NEEDED = ("title", "definition")

LONGEST_HINT = 240
"""Characters of a definition that a link shows."""

SHORTEST_NAME = 2

SHORTEST_WORD = 6
"""Letters from which a single word leads to the glossary: shorter ones are everyday language, and a
link at every "child" helps nobody. Abbreviations and names of several words always lead there.
"""

OTHERS = "#"
"""The letter under which terms stand that begin with none."""

_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\s+|[-\u2010\u2011]")
_BEFORE = re.compile(r"\w[-\u2010\u2011'’]")
_AFTER = re.compile(r"[-\u2010\u2011'’]\w")
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_TRANSLATION = re.compile(r"(?P<language>[^:]{2,40}):\s*(?P<term>\S.*)")


class Entry(NamedTuple):
    """What the glossary says of one term.

    :param uid: the UID of the term.
    :param path: where it is.
    :param names: all words by which a text may mean it, the title first.
    """

    uid: str
    path: str
    title: str
    abbreviation: str = ""
    definition: str = ""
    term_tl: str = ""
    definition_tl: str = ""
    synonyms: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All words by which a text may mean it, the title first."""
        names = (self.title, self.abbreviation, self.term_tl, *self.synonyms)
        return tuple(dict.fromkeys(name for name in names if name))

    def meaning(self, language: str) -> str:
        """Give the definition in a language, or in the one that there is.

        :param language: ``tl`` for Filipino, else English.
        """
        if language in ("tl", "fil"):
            return self.definition_tl or self.definition
        return self.definition or self.definition_tl


class Piece(NamedTuple):
    """A part of a text.

    :param text: as it stands there.
    :param entry: number of the entry that it means, or ``None``.
    """

    text: str
    entry: int | None = None


class Names:
    """The names of all terms, ready to be looked for.

    A name is kept under its words, folded, with what stands between them; the name of one word that
    is an abbreviation also under the word as it is, since case counts there: ``DO`` is an order,
    "do" is not. For each first word it is known how many words a name may have, so that a text
    costs a few look-ups for each of its words, however many terms there are.

    :param entries: the terms; of two with the same name the first one has it.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.by_uid = {entry.uid: number for number, entry in enumerate(self.entries)}
        self._names: dict[tuple[str, ...], int] = {}
        self._exact: dict[str, int] = {}
        lengths: dict[str, set[int]] = {}
        for number, entry in enumerate(self.entries):
            for text in entry.names:
                words, key = _cut(text)
                if not words or len(text.strip()) < SHORTEST_NAME:
                    continue
                if len(words) == 1 and _is_abbreviation(words[0][0]):
                    self._exact.setdefault(words[0][0], number)
                elif len(words) > 1 or len(text.strip()) >= SHORTEST_WORD:
                    self._names.setdefault(key, number)
                    lengths.setdefault(key[0], set()).add(len(words))
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def pieces(self, text: str, used: set[int]) -> list[Piece]:
        """Cut a text at the terms in it: whole words, the longest name first.

        A term that was used stays plain, and so do the shorter names within it.

        :param text: any text.
        :param used: numbers of the entries that are not to be named; grows.
        """
        words, key = _cut(text)
        barred = _addresses(text)
        pieces = []
        total = len(words)
        done = position = 0
        while position < total:
            if key[2 * position] not in self._lengths and words[position][0] not in self._exact:
                position += 1
                continue
            count, entry = self._at(text, words, key, position)
            if not count:
                position += 1
                continue
            start, end = words[position].start(), words[position + count - 1].end()
            position += count
            if entry in used or any(low < end and start < high for low, high in barred):
                continue
            used.add(entry)
            pieces += [Piece(text[done:start]), Piece(text[start:end], entry)]
            done = end
        pieces.append(Piece(text[done:]))
        return [piece for piece in pieces if piece.text]

    def _at(self, text, words, key, position):
        """Find the longest name that begins with a word: how many words it has, and its entry."""
        lengths = self._lengths.get(key[2 * position], ())
        exact = self._exact.get(words[position][0])
        if (not lengths and exact is None) or _begins_within(text, words[position].start()):
            return 0, None
        for count in lengths:
            last = position + count - 1
            if last < len(words) and _ends(text, words[last].end()):
                entry = self._names.get(key[2 * position : 2 * last + 1])
                if entry is not None:
                    return count, entry
        if exact is not None and _ends(text, words[position].end()):
            return 1, exact
        return 0, None


def _cut(text: str) -> tuple[list[re.Match], tuple[str, ...]]:
    """Cut a text into its words; the key is word, gap, word, gap, …, each made alike."""
    words = list(_WORD.finditer(text))
    is_plain = text.isascii()
    folded = _WORD.findall(text.lower()) if is_plain else [fold(word[0]) for word in words]
    spans = [word.span() for word in words]
    key = []
    for number, (before, after) in enumerate(pairwise(spans)):
        gap = text[before[1] : after[0]]
        key += [folded[number], gap if gap == " " else alike(gap)]
    return words, (*key, *folded[-1:])


def _addresses(text: str) -> list[tuple[int, int]]:
    """Find web and mail addresses, whose words are no words of the text."""
    if not any(mark in text for mark in ("://", "@", "www.")):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def _begins_within(text: str, start: int) -> bool:
    return _BEFORE.fullmatch(text[max(0, start - 2) : start]) is not None


def _ends(text: str, end: int) -> bool:
    return _AFTER.match(text, end) is None or _POSSESSIVE.match(text, end) is not None


def _is_abbreviation(word: str) -> bool:
    return word.isupper() or len(word) <= SHORTEST_NAME


def alike(gap: str) -> str:
    """Bring what stands between two words into one form: blanks and hyphens are the same.

    :param gap: the text between them.
    """
    return gap if gap == " " else _JOINED.sub(" ", gap)


def fold(word: str) -> str:
    """Bring a word into the form in which words are compared.

    :param word: a word.
    """
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word).casefold()


def hint(text: str) -> str:
    """Shorten a definition to what a link shows, at the end of a word.

    :param text: the definition.
    """
    text = " ".join(text.split())
    if len(text) <= LONGEST_HINT:
        return text
    return f"{text[:LONGEST_HINT].rpartition(' ')[0] or text[:LONGEST_HINT]}…"


def plain(text: str) -> str:
    """Take case and accents off a text, to sort and to look for.

    :param text: any text.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def letter(title: str) -> str:
    """Give the letter under which a title stands.

    :param title: any title.
    """
    first = next((sign for sign in plain(title) if sign.isalnum()), "")
    return first.upper() if "a" <= first <= "z" else OTHERS


def shown_title(entry: Entry, by: str) -> str:
    """Give the title under which an entry stands in the list of a language.

    :param entry: the entry.
    :param by: ``tl`` for Filipino, else English.
    """
    return (entry.term_tl or entry.title) if by == "tl" else entry.title


def in_order(entries: Iterable[Entry], by: str = "en") -> dict[str, list[Entry]]:
    """Put terms under their letters, both in order.

    :param entries: the terms.
    :param by: the language by whose titles they stand.
    """
    ordered = sorted(entries, key=lambda entry: (plain(shown_title(entry, by)), entry.uid))
    letters: dict[str, list[Entry]] = {}
    for entry in ordered:
        letters.setdefault(letter(shown_title(entry, by)), []).append(entry)
    return dict(sorted(letters.items(), key=lambda pair: (pair[0] == OTHERS, pair[0])))


def matching(entries: Iterable[Entry], words: str) -> list[Entry]:
    """Find terms that hold all words in their names or definitions.

    :param entries: the terms.
    :param words: what somebody looks for; nothing finds all.
    """
    wanted = plain(words).split()
    return [entry for entry in entries if all(word in _said(entry) for word in wanted)]


def _said(entry: Entry) -> str:
    return plain("\n".join((*entry.names, *entry.others, entry.definition, entry.definition_tl)))


def translation(text: str, languages: Mapping[str, str]) -> tuple[str, str] | None:
    """Read a term in another language, ``ceb: bata nga nagtrabaho``.

    :param text: what was entered.
    :param languages: name or code of a language, folded → code.
    :returns: the code and the term, or ``None`` when it does not begin with a language.
    """
    found = _TRANSLATION.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    code = languages.get(plain(found["language"]).strip())
    return (code, found["term"].strip()) if code else None
