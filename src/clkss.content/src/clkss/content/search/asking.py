"""Words asked of the tables by one person: which documents answer, and how well.

Everything that depends on how common a word is counts what the person may see, and nothing else:
neither the answer nor its order tells of the rest.
"""

from clkss.content.search import knowing
from clkss.content.search import meanings
from clkss.content.search import postings
from clkss.content.search import rules
from clkss.content.search import stems
from clkss.content.search import words
from clkss.content.search.bits import at_least
from clkss.content.search.bits import Sums
from clkss.content.search.postings import Postings
from functools import cached_property
from math import log
from typing import NamedTuple


UNIT = 40
"""What the rarest word is worth; sums are whole numbers."""

IN_TITLE = 2.5
IN_NAME = 1.75
IN_DESCRIPTION = 1.0
IN_TEXT = (1.0, 0.5, 0.5)
IN_PHRASE = 1.5
"""Worth of a word where it stands; in a text once, several times, often.
What several words mean together is worth something for each of them."""

THE_WORD = 0.25
"""What the word as it was typed is worth more than its forms, in a title."""

SAME, ALIKE, BEGUN = 1.0, 0.7, 0.4
"""Worth of the word and its forms, of synonyms, of longer words that begin so."""

COMMON = 0.25
FEWEST_COMMON = 50
"""A word in more than this share of documents, and more than so many, does not narrow: it need not
be there when a rarer word is."""

ONE_IN = 4
"""One word in so many may be missing."""

FEW = 5
FEWEST_FOR_GAP = 3
"""Of so many words one may be missing too, when fewer documents than these hold them all."""

FIELD_FILTERS = {
    words.PLACE: (rules.TERRITORY,),
    words.THEME: (rules.THEME,),
    words.SECTOR: (rules.SECTOR,),
    words.HAZARD: (rules.HAZARD,),
    words.AGENCY: (rules.AGENCY,),
    words.COUNTRY: (rules.COUNTRY,),
    words.KIND: (rules.KIND, rules.SUBKIND),
    words.YEAR: (rules.YEAR,),
    words.LANGUAGE: (rules.LANGUAGE,),
}
"""Fields that ask for values of filters."""


class Part(NamedTuple):
    """What answers one of the words."""

    bits: int
    held: tuple[tuple[Postings, float], ...] = ()
    """Documents that hold something, with its worth, the most worth first."""
    named: int = 0
    """Documents that carry a term of a list."""
    typed: int = 0
    """Documents that have the word in their title just as it was typed."""
    meant: int = 0
    """Documents that hold what this word and its neighbours mean together."""


class Question:
    """What somebody typed, asked of one state of the catalog.

    :param tables: see :class:`clkss.content.search.tables.Tables`.
    :param catalog: ``portal_catalog`` of the running request.
    :param visible: the documents that the person may see, as bits.
    :param text: cleaned text.
    :param whole: no word may be missing.
    """

    def __init__(self, tables, catalog, visible: int, text: str, whole: bool = False):
        self.tables = tables
        self.catalog = catalog
        self.visible = visible
        self.terms = words.terms(text)
        self.whole = whole

    @cached_property
    def answer(self) -> int:
        """The documents that answer, as bits."""
        if not self.terms:
            return 0
        found = self.visible & self._plain_bits
        for part in self._fixed:
            found &= part.bits
        for term in self.terms:
            if term.minus:
                found &= ~self._fixed_part(term).bits
        return found

    def sums(self) -> Sums:
        """Give every document what it is worth as an answer."""
        sums = Sums()
        total = self.visible.bit_count()
        for part in (*self._plain.values(), *self._fixed):
            frequency = (part.bits & self.visible).bit_count()
            if frequency:
                rarity = log(1 + total / frequency) / log(1 + total)
                _add(sums, part, UNIT * rarity)
        return sums

    @cached_property
    def looked_for(self) -> list[words.Term]:
        """All words that were looked for, forms and synonyms too, to mark them in a text."""
        found: dict[str, None] = {}
        for position, _part in self._plain.items():
            term = self._words[position]
            found.update(dict.fromkeys(self._forms(words.folded(term.words[0]))))
            for meaning in self._meanings:
                if meaning.start <= position < meaning.end:
                    said = (word for phrase in meaning.phrases for word in phrase)
                    found.update((word, None) for word in said if word not in stems.STOP_WORDS)
        marks = [words.Term((word,), True) for word in found]
        return [*self.terms, *marks]

    def unseen(self, word: str) -> bool:
        """Say whether nothing that the person may see holds a word or one of its forms.

        :param word: a folded word.
        """
        return not self._same(word).anywhere & self.visible

    def count(self, word: str) -> int:
        """Count the documents that hold a word exactly so.

        :param word: a folded word.
        """
        return (self.tables.words.word(self.catalog, word).anywhere & self.visible).bit_count()

    # Single words

    @cached_property
    def _words(self) -> list[words.Term]:
        return [term for term in self.terms if not (term.exact or term.minus or term.field)]

    @cached_property
    def _said(self) -> list[str]:
        return [words.folded(term.words[0]) for term in self._words]

    @cached_property
    def _meanings(self) -> list[meanings.Meaning]:
        return knowing.known().of(self._said)

    @cached_property
    def _plain(self) -> dict[int, Part]:
        """What answers the single words, by their position; words that say little are left out."""
        said = self._said
        telling = [
            position
            for position, word in enumerate(said)
            if word not in stems.STOP_WORDS or self._words[position].beginning
        ]
        if not telling and not self._fixed:
            telling = list(range(len(said)))
        return {position: self._part(position) for position in telling}

    @cached_property
    def _plain_bits(self) -> int:
        """Documents that hold the single words, or enough of them."""
        if self.whole:
            return self.complete
        needed = self._needed
        missing = len(needed) // ONE_IN
        if not missing and len(needed) >= FEWEST_FOR_GAP:
            missing = int((self.complete & self.visible).bit_count() < FEW)
        return at_least(needed, len(needed) - missing) if missing else self.complete

    @cached_property
    def complete(self) -> int:
        """The documents that hold all of the single words that have to be there, as bits."""
        return at_least(self._needed, len(self._needed)) if self._needed else self.visible

    @cached_property
    def _needed(self) -> list[int]:
        """What answers each word that has to be there; a very common one does not."""
        units = self._units()
        total = self.visible.bit_count()
        common = max(FEWEST_COMMON, COMMON * total)
        return [unit for unit in units if (unit & self.visible).bit_count() <= common] or units

    def _units(self):
        """Give what answers each word, or several that name one thing together."""
        left = {position: part.bits for position, part in self._plain.items()}
        units = []
        for meaning in sorted(self._meanings, key=lambda each: each.start - each.end):
            covered = range(meaning.start, meaning.end)
            positions = [position for position in covered if position in left]
            if len(positions) > 1 and meaning.values:
                unit = -1
                for position in positions:
                    unit &= left.pop(position)
                units.append(unit)
        return [*units, *left.values()]

    def _part(self, position):
        word = self._said[position]
        held = [(self._same(word), SAME)]
        named = meant = 0
        alike = []
        for number, meaning in enumerate(self._meanings):
            if meaning.start <= position < meaning.end:
                others, carried, together = self._resolved[number]
                alike.append(others)
                named |= carried
                meant |= together
        if alike:
            held.append((postings.either(alike), ALIKE))
        found = named
        for each, _worth in held:
            found |= each.anywhere
        is_begun = self._words[position].beginning
        is_unknown = not found & self.visible
        if is_begun or (is_unknown and len(word) >= words.SHORTEST_BEGINNING):
            begun = self._begun(word)
            held.append((begun, SAME if is_begun else BEGUN))
            found |= begun.anywhere
        typed = self.tables.words.word(self.catalog, word).title
        return Part(found, tuple(held), named, typed, meant)

    @cached_property
    def _resolved(self) -> list[tuple[Postings, int, int]]:
        """Give for each meaning who holds other words for it, who carries its terms, and, when it
        is that of several words, who holds it at all."""
        found = []
        for meaning in self._meanings:
            others = postings.either(self._phrase(phrase) for phrase in meaning.phrases)
            carried = together = 0
            for value in meaning.values:
                carried |= self._having(value.name, value.value)
            if meaning.end - meaning.start > 1:
                typed = self._phrase(tuple(self._said[meaning.start : meaning.end]))
                together = typed.anywhere | others.anywhere | carried
            found.append((others, carried, together))
        return found

    def _forms(self, word):
        return self.tables.words.forms(self.catalog, word)

    def _same(self, word):
        of = self.tables.words.word
        return postings.either(of(self.catalog, form) for form in self._forms(word))

    def _begun(self, word):
        of = self.tables.words.word
        longer = self.tables.words.longer(self.catalog, word)
        return postings.either(of(self.catalog, each) for each in longer)

    def _phrase(self, phrase):
        """Give the documents that hold all telling words of a synonym, in any form."""
        telling = [word for word in phrase if word not in stems.STOP_WORDS]
        if len(telling) < 2 <= len(phrase):
            return self.tables.words.phrase(self.catalog, phrase)
        return postings.together([self._same(word) for word in telling or phrase])

    def _having(self, name, value):
        if name == rules.TERRITORY:
            return self.tables.place(self.catalog, value)
        return self.tables.facet(self.catalog, name).get(value, 0)

    # Exact words and fields

    @cached_property
    def _fixed(self) -> list[Part]:
        return [
            self._fixed_part(term)
            for term in self.terms
            if not term.minus and (term.exact or term.field)
        ]

    def _fixed_part(self, term):
        said = tuple(words.folded(word) for word in term.words)
        if term.field in FIELD_FILTERS:
            named = 0
            for name in FIELD_FILTERS[term.field]:
                for value in knowing.values(said, name):
                    named |= self._having(name, value)
            return Part(named, (), named)
        if term.exact:
            held = self.tables.words.phrase(self.catalog, said)
        elif term.beginning:
            held = self._begun(said[-1])
        else:
            held = postings.together([self._same(word) for word in said])
        if term.field == words.TITLE:
            return Part(held.title, ((Postings(title=held.title), SAME),))
        if term.field == words.AUTHOR:
            return Part(held.credits, (), held.credits)
        return Part(held.anywhere, ((held, SAME),))


def _add(sums, part, unit):
    """Add what a part is worth; what counted once as more does not count again as less."""
    sums.add(part.named, round(unit * IN_NAME))
    sums.add(part.typed, round(unit * THE_WORD))
    sums.add(part.meant, round(unit * IN_PHRASE))
    title = description = 0
    text = [0] * len(IN_TEXT)
    for held, worth in part.held:
        sums.add(held.title & ~title, round(unit * IN_TITLE * worth))
        sums.add(held.description & ~description, round(unit * IN_DESCRIPTION * worth))
        title |= held.title
        description |= held.description
        for level, mask in enumerate(held.text):
            sums.add(mask & ~text[level], round(unit * IN_TEXT[level] * worth))
            text[level] |= mask
