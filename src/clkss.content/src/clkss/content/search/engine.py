"""Asking the repository: what is there, how much of it, and what else could be asked."""

from AccessControl import getSecurityManager
from clkss.content.search import rules
from clkss.content.search import words
from clkss.content.search.asking import Question
from clkss.content.search.cards import Card
from clkss.content.search.cards import Records
from clkss.content.search.kept import tables
from clkss.content.search.tables import INDEXES
from clkss.content.search.tables import SORTABLE
from clkss.content.territories import table
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cached_property
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.CMFCore.permissions import AccessInactivePortalContent
from typing import NamedTuple

import re


FIRST_YEAR = 1900
LAST_YEAR = 2199

GLOSSARY = "GlossaryTerm"

MOST_TITLED = 100
"""Titles that are compared with what was typed."""

MOST_PROPOSALS = 5
"""Similar words of which the number of documents is looked up."""

LIFT_COMPLETE = 1 << 12
"""What holds all words comes before what lacks one, however good that is."""

LIFT_FEATURED = 8
LIFT_AGE = 2
LIFT_YOUNGER = (365, 3 * 365, 8 * 365)
LIFT_PLACE = 12
"""What featured items, younger ones (once more for each age that they are below) and those of the
visitor's place are worth more; a rare word in a title is worth 100."""

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


class Value(NamedTuple):
    """A value of a facet with the number of documents that it would show."""

    value: str
    count: int
    selected: bool


class Way(NamedTuple):
    """Another question, with the number of documents that it would show."""

    query: rules.Query
    name: str
    value: str
    count: int


class Found(NamedTuple):
    """The answer to a query."""

    query: rules.Query
    paging: rules.Paging
    rids: list[int]
    facets: dict[str, list[Value]]


class Repository:
    """What one person may see of the knowledge, and questions to it.

    :param site: the site.
    :param titles: gives :class:`clkss.content.search.titles.Titles` of the request.
    """

    place = None
    """Code of the reader's place, which lifts what comes from there where a query names none."""

    def __init__(self, site, titles):
        processQueue()
        self.catalog = api.portal.get_tool("portal_catalog")
        self.titles = titles
        self.tables = tables(self.catalog)
        self._questions = {}

    @cached_property
    def records(self) -> Records:
        """The records of the catalog."""
        return Records(self.catalog, INDEXES[rules.FEATURED])

    @cached_property
    def visible(self) -> int:
        """The documents that the person may see, as bits."""
        user = getSecurityManager().getUser()
        tokens = self.catalog._listAllowedRolesAndUsers(user)
        visible = self.tables.allowed(self.catalog, tokens)
        if not api.user.has_permission(AccessInactivePortalContent, obj=self.catalog):
            visible &= self.tables.current(self.catalog)
        return visible

    def parse(self, form: Mapping[str, object]) -> tuple[rules.Query, list[rules.Problem]]:
        """Read the parameters of a request.

        :param form: values, or lists of values, by name.
        :returns: the query, and all that was left out of it.
        """
        return rules.parse(form, self.is_known)

    def is_known(self, name: str, value: str) -> bool:
        """Say whether a filter can have a value.

        A token that an editor has taken out of its list stays known as long as somebody can see
        a document that carries it.

        :param name: name of the filter.
        :param value: the value.
        """
        if name in rules.FLAGS:
            return value == rules.ON
        if name == rules.TERRITORY:
            return table.exists(value)
        if name == rules.YEAR:
            return bool(_YEAR.fullmatch(value)) and FIRST_YEAR <= int(value) <= LAST_YEAR
        if name == rules.KIND:
            return value in rules.KINDS
        if self.titles.has(name, value):
            return True
        return bool(self.tables.facet(self.catalog, name).get(value, 0) & self.visible)

    def find(self, query: rules.Query, beyond: bool = False) -> Found:
        """Answer a query.

        The counts of a facet leave its own filter aside, so that they say what choosing another
        value would show.

        :param query: the query.
        :param beyond: a page after the last one is empty, instead of being the last one.
        """
        masks = self._masks(query)
        bits = self._all_of(masks)
        paging = rules.Paging(bits.bit_count(), query.start, query.size)
        start = query.start if beyond else paging.first
        rids = self._page(query, bits, start)
        return Found(query, paging, rids, self._facets(query, masks))

    def first(self, query: rules.Query) -> tuple[int, list[int]]:
        """Count the documents of a query and give those of its page; no facets are counted.

        :param query: the query.
        :returns: their number, and record ids; a page after the last one is empty.
        """
        bits = self._all_of(self._masks(query))
        return bits.bit_count(), self._page(query, bits, query.start)

    def titled(self, text: str, most: int, terms: bool = False) -> list[int]:
        """Give the documents in whose title somebody may have begun to type.

        All words must be in the title, the last one may still grow.

        :param text: what was typed so far, cleaned.
        :param most: how many to give.
        :param terms: only terms of the glossary, or none of them.
        :returns: record ids, those whose title begins so first, then the newest.
        """
        said = [words.folded(word) for word in words.split(text)]
        if not said:
            return []
        glossary = self.tables.facet(self.catalog, rules.KIND).get(GLOSSARY, 0)
        found = self.visible & (glossary if terms else ~glossary)
        for word in said[:-1]:
            found &= self.tables.words.word(self.catalog, word).title
        found &= self.tables.words.begun_in_title(self.catalog, said[-1])
        rids = self.tables.first(found, MOST_TITLED)
        start = " ".join(said)
        titles = self.catalog._catalog.getIndex(SORTABLE).getEntryForObject
        begins = [words.folded(titles(self.tables.rids[n], "")).startswith(start) for n in rids]
        first = [n for n, is_first in zip(rids, begins, strict=True) if is_first]
        rest = [n for n, is_first in zip(rids, begins, strict=True) if not is_first]
        return [self.tables.rids[number] for number in (*first, *rest)[:most]]

    def count(self, query: rules.Query) -> int:
        """Count the documents that a query would show.

        :param query: the query.
        """
        return self._all_of(self._masks(query)).bit_count()

    def looked_for(self, query: rules.Query) -> list[words.Term]:
        """Give what to mark in the texts found: the words, their forms, other words for the same.

        :param query: the query.
        """
        return self._question(query.text).looked_for if query.text else []

    def whole(self, query: rules.Query) -> int | None:
        """Count the documents that hold all words; ``None`` when all that was found do.

        :param query: the query.
        """
        if not query.text or query.whole:
            return None
        found = self._all_of(self._masks(query))
        complete = found & self._question(query.text).complete
        return complete.bit_count() if complete != found else None

    def _question(self, text, whole=False):
        question = self._questions.get((text, whole))
        if question is None:
            question = Question(self.tables, self.catalog, self.visible, text, whole)
            self._questions[text, whole] = question
        return question

    def _page(self, query, bits, start):
        """Choose the items of a page: by worth, where there are words, else in a fixed order."""
        if query.sort != rules.RELEVANCE or not query.text:
            return self.tables.page(self.catalog, bits, query.sort, start, query.size)
        question = self._question(query.text, query.whole)
        sums = question.sums()
        sums.add(question.complete, LIFT_COMPLETE)
        for mask, amount in self._lifts(query):
            sums.add(mask, amount)
        return self.tables.ranked(bits, sums, start, query.size)

    def _lifts(self, query):
        """List what lifts a document beyond its words."""
        tables, catalog = self.tables, self.catalog
        yield tables.having(catalog, INDEXES[rules.FEATURED], True), LIFT_FEATURED
        for days in LIFT_YOUNGER:
            yield tables.younger(days), LIFT_AGE
        for code in query.values(rules.TERRITORY):
            below = 0
            for child in table.children(code):
                below |= tables.place(catalog, child)
            yield tables.place(catalog, code) & ~below, LIFT_PLACE
        near = query.near or self.lifted_by(query)
        if near:
            for code in (near, *table.parents(near)[:-1]):
                yield tables.place(catalog, code), LIFT_PLACE

    def lifted_by(self, query: rules.Query) -> str | None:
        """Give the reader's place where it changes the order of the answer.

        :param query: the query.
        """
        is_ranked = query.text and query.sort == rules.RELEVANCE
        if not is_ranked or query.near or query.values(rules.TERRITORY):
            return None
        return self.place

    def among(self, query: rules.Query, rids: Iterable[int]) -> list[int]:
        """Say which of some documents a query would show, the newest first.

        :param query: the query.
        :param rids: record ids.
        """
        bits = self._all_of(self._masks(query))
        number = self.tables.number
        return sorted((rid for rid in rids if self.tables.bits([rid]) & bits), key=number.get)

    def _masks(self, query):
        masks = {name: self._any_of(name, values) for name, values in query.filters}
        if query.text:
            masks[rules.TEXT] = self._question(query.text, query.whole).answer
        return masks

    def _all_of(self, masks, without=None):
        bits = self.visible
        for name, mask in masks.items():
            if name != without:
                bits &= mask
        return bits

    def _any_of(self, name, values):
        if name in rules.FLAGS:
            return self.tables.having(self.catalog, INDEXES[name], True)
        bits = 0
        for value in values:
            bits |= self._bits(name, value)
        return bits

    def _bits(self, name, value):
        if name == rules.TERRITORY:
            return self.tables.place(self.catalog, value)
        return self.tables.facet(self.catalog, name).get(value, 0)

    def _facets(self, query, masks):
        facets = {}
        whole = self._all_of(masks)
        for name in rules.FACETS:
            base = self._all_of(masks, without=name) if name in masks else whole
            chosen = query.values(name)
            if name == rules.TERRITORY:
                counted = self._level_below(chosen, base)
            else:
                counted = {
                    value: (bits & base).bit_count()
                    for value, bits in self.tables.facet(self.catalog, name).items()
                }
            facets[name] = [
                Value(value, count, value in chosen)
                for value, count in counted.items()
                if count or value in chosen
            ]
        return facets

    def _level_below(self, chosen, base):
        """Count the chosen places and what lies directly below them; at first, the regions."""
        counted = {code: (self._bits(rules.TERRITORY, code) & base).bit_count() for code in chosen}
        if base:
            for code in chosen or ("PH",):
                for child in table.children(code):
                    counted[child] = (self._bits(rules.TERRITORY, child) & base).bit_count()
        return counted

    def steps_up(self, query: rules.Query) -> list[Way]:
        """Name the places that the chosen one lies in, the country first, with their counts.

        :param query: the query.
        """
        base = self._all_of(self._masks(query), without=rules.TERRITORY)
        codes = {
            parent: None
            for code in query.values(rules.TERRITORY)
            for parent in reversed(table.parents(code))
        }
        return [
            Way(
                query.with_values(rules.TERRITORY, (code,)),
                rules.TERRITORY,
                code,
                (self._bits(rules.TERRITORY, code) & base).bit_count(),
            )
            for code in codes
        ]

    def ways_out(self, query: rules.Query) -> list[Way]:
        """Name the single filters without which there would be something, the most first.

        :param query: a query.
        """
        ways = [
            Way(query.toggled(name, value), name, value, self.count(query.toggled(name, value)))
            for name, values in query.filters
            for value in values
        ]
        if query.text:
            bare = query.without_text()
            ways.append(Way(bare, rules.TEXT, query.text, self.count(bare)))
        return sorted((way for way in ways if way.count), key=lambda way: -way.count)

    def suggestion(self, query: rules.Query) -> Way | None:
        """Propose words that were likely meant, from documents that the person may see.

        :param query: a query that found nothing.
        """
        text = query.text
        question = self._question(text)
        changed = False
        for term in question.terms:
            for word in term.words if term.field in ("", words.TITLE) else ():
                better = self._better(question, word)
                if better is not None:
                    pattern = rf"\b{re.escape(word)}\b"
                    text = re.sub(pattern, better, text, flags=re.IGNORECASE)
                    changed = True
        if not changed:
            return None
        other = query.with_text(text)
        count = self.count(other)
        return Way(other, rules.TEXT, text, count) if count else None

    def _better(self, question, word):
        folded = words.folded(word)
        if not question.unseen(folded) or not words.slips_allowed(folded):
            return None
        known = self.tables.words.known(self.catalog)
        counted = (
            (position, question.count(other), other)
            for position, other in enumerate(words.similar(folded, known, MOST_PROPOSALS))
        )
        nearest = [(position, other) for position, count, other in counted if count]
        return min(nearest)[1] if nearest else None

    def card(self, rid: int) -> Card:
        """Give what a list shows of a document.

        :param rid: record id.
        """
        return self.records.card(rid)
