"""Sets of documents as bits of one number each, kept as long as the catalog does not change.

Document number *n* of a :class:`Tables` is bit *n*; number 0 is the newest. "And" of two such
numbers is an intersection and counting its bits is counting documents, both in microseconds: a page
of facets costs little more than the search itself. Tables hold numbers and words only, no object
of the database, and may therefore be shared by all threads of the process.

What is shared belongs to one committed state of the catalog: its key are the serials of the
catalog's change counter and of every index that is read. A request that has itself changed
something builds tables of its own and shares nothing.
"""

from Acquisition import aq_base
from array import array
from BTrees.IIBTree import IITreeSet
from clkss.content.search import rules
from clkss.content.search import words
from collections import OrderedDict
from collections.abc import Iterable
from DateTime import DateTime
from heapq import nsmallest
from Products.ZCTextIndex.ParseTree import AndNode
from Products.ZCTextIndex.ParseTree import AtomNode
from Products.ZCTextIndex.ParseTree import GlobNode
from Products.ZCTextIndex.ParseTree import OrNode
from Products.ZCTextIndex.ParseTree import PhraseNode
from threading import Lock
from typing import NamedTuple

import time


INDEXES = {
    rules.KIND: "portal_type",
    rules.SUBKIND: "kinds",
    rules.TERRITORY: "territories",
    rules.COUNTRY: "countries",
    rules.THEME: "themes",
    rules.SECTOR: "sectors",
    rules.HAZARD: "hazards",
    rules.AGENCY: "agencies",
    rules.YEAR: "year",
    rules.LANGUAGE: "Language",
    rules.PROMISING: "promising",
    rules.FEATURED: "featured",
}
"""Which index of the catalog answers a filter."""

ALLOWED = "allowedRolesAndUsers"
EFFECTIVE = "effective"
RANGE = "effectiveRange"
TEXT = "SearchableText"
SORTS = {rules.TITLE: "sortable_title", rules.YEAR: "year"}

READ = (*INDEXES.values(), ALLOWED, EFFECTIVE, RANGE, "sortable_title")

MOST_TABLES = 4
MOST_TEXTS = 64
MOST_PLACES = 2_000


class Hits(NamedTuple):
    """Documents that hold the words, with how well they do."""

    bits: int
    numbers: array
    scores: array


class Tables:
    """The countable side of one state of the catalog.

    :param catalog: ``portal_catalog`` of the running request.
    """

    def __init__(self, catalog):
        rids = set()
        for kind in rules.KINDS:
            rids.update(found(catalog, INDEXES[rules.KIND], kind))
        effective = values_by_rid(catalog, EFFECTIVE)
        oldest = -(2**63)
        self.rids = sorted(rids, key=lambda rid: (-effective.get(rid, oldest), rid))
        self.number = {rid: number for number, rid in enumerate(self.rids)}
        self.everything = (1 << len(self.rids)) - 1
        self._bits = {}
        self._facets = {}
        self._orders = {}
        self._texts = OrderedDict()
        self._current = (None, 0)

    def bits(self, rids: Iterable[int]) -> int:
        """Turn a set of catalog records into bits; records of other kinds of content fall out.

        :param rids: record ids.
        """
        buffer = bytearray(len(self.rids) // 8 + 1)
        number_of = self.number.get
        for rid in rids:
            number = number_of(rid)
            if number is not None:
                buffer[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(buffer, "little")

    def having(self, catalog, index: str, value) -> int:
        """Give the documents that have a value.

        :param catalog: ``portal_catalog`` of the running request.
        :param index: name of an index.
        :param value: a value of it.
        """
        bits = self._bits.get((index, value))
        if bits is None:
            bits = self.bits(found(catalog, index, value))
            if len(self._bits) < MOST_PLACES:
                self._bits[index, value] = bits
        return bits

    def facet(self, catalog, name: str) -> dict[str, int]:
        """Give the documents of every value that a filter can have.

        :param catalog: ``portal_catalog`` of the running request.
        :param name: one of :data:`clkss.content.search.rules.FACETS`, without the territory.
        """
        facet = self._facets.get(name)
        if facet is None:
            index = catalog._catalog.getIndex(INDEXES[name])
            facet = {}
            for value in index.uniqueValues():
                bits = self.bits(found(catalog, index.id, value))
                if bits and value not in ("", None):
                    facet[str(value)] = facet.get(str(value), 0) | bits
            self._facets[name] = facet
        return facet

    def allowed(self, catalog, tokens: Iterable[str]) -> int:
        """Give the documents that somebody may see.

        :param catalog: ``portal_catalog`` of the running request.
        :param tokens: roles, groups and the person, as the catalog lists them.
        """
        allowed = 0
        for token in tokens:
            allowed |= self.having(catalog, ALLOWED, token)
        return allowed

    def current(self, catalog) -> int:
        """Give the documents that are neither announced for later nor expired, by the minute.

        :param catalog: ``portal_catalog`` of the running request.
        """
        minute = int(time.time() // 60)
        kept, bits = self._current
        if kept != minute:
            index = catalog._catalog.getIndex(RANGE)
            within = index._apply_index({RANGE: DateTime()}, IITreeSet(self.rids))[0]
            bits = self.bits(within)
            self._current = (minute, bits)
        return bits

    def text(self, catalog, text: str) -> Hits:
        """Give the documents that hold all the words.

        :param catalog: ``portal_catalog`` of the running request.
        :param text: cleaned text.
        """
        hits = self._texts.get(text)
        if hits is None:
            numbers = array("i")
            scores = array("i")
            number_of = self.number.get
            for rid, score in scored(catalog, text):
                number = number_of(rid)
                if number is not None:
                    numbers.append(number)
                    scores.append(score)
            hits = Hits(self._joined(numbers), numbers, scores)
            self._texts[text] = hits
            while len(self._texts) > MOST_TEXTS:
                self._texts.popitem(last=False)
        return hits

    def _joined(self, numbers: Iterable[int]) -> int:
        buffer = bytearray(len(self.rids) // 8 + 1)
        for number in numbers:
            buffer[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(buffer, "little")

    def page(self, catalog, bits: int, query: rules.Query, start: int) -> list[int]:
        """Give the record ids of one page of a result, in the order asked for.

        :param catalog: ``portal_catalog`` of the running request.
        :param bits: the result.
        :param query: order, size and, for relevance, words.
        :param start: number of the first item.
        """
        end = start + query.size
        if query.sort == rules.RELEVANCE and query.text:
            numbers = self._best(self.text(catalog, query.text), bits, end)
        else:
            numbers = self._first(self._order(catalog, query.sort), bits, end)
        return [self.rids[number] for number in numbers[start:end]]

    def _best(self, hits: Hits, bits: int, count: int) -> list[int]:
        flags = bits.to_bytes(len(self.rids) // 8 + 1, "little")
        candidates = (
            (-score, number)
            for number, score in zip(hits.numbers, hits.scores, strict=True)
            if flags[number >> 3] >> (number & 7) & 1
        )
        return [number for _score, number in nsmallest(count, candidates)]

    def _first(self, order: Iterable[int], bits: int, count: int) -> list[int]:
        flags = bits.to_bytes(len(self.rids) // 8 + 1, "little")
        numbers = []
        if count > 0:
            for number in order:
                if flags[number >> 3] >> (number & 7) & 1:
                    numbers.append(number)
                    if len(numbers) >= count:
                        break
        return numbers

    def _order(self, catalog, sort: str) -> Iterable[int]:
        if sort not in SORTS:
            return range(len(self.rids))
        order = self._orders.get(sort)
        if order is None:
            values = values_by_rid(catalog, SORTS[sort])
            if sort == rules.TITLE:
                keys = [(rid not in values, values.get(rid, "")) for rid in self.rids]
            else:
                keys = [-latest(values.get(rid)) for rid in self.rids]
            order = array("i", sorted(range(len(self.rids)), key=keys.__getitem__))
            self._orders[sort] = order
        return order


def latest(years: object) -> int:
    """Give the last of the years that a document speaks of; 0 when there is none.

    :param years: a year or several.
    """
    if not isinstance(years, (list, tuple)):
        years = [years]
    numbers = [int(year) for year in years if str(year).isdecimal()]
    return max(numbers, default=0)


def found(catalog, index: str, value) -> Iterable[int]:
    """Ask one index for one value.

    :param catalog: ``portal_catalog``.
    :param index: name of the index.
    :param value: the value.
    """
    answer = catalog._catalog.getIndex(index)._apply_index({index: {"query": [value]}})
    return () if answer is None else answer[0]


def values_by_rid(catalog, index: str):
    """Give what an index knows of each record.

    :param catalog: ``portal_catalog``.
    :param index: name of the index.
    """
    return catalog._catalog.getIndex(index).documentToKeyMap()


def scored(catalog, text: str) -> Iterable[tuple[int, int]]:
    """Ask the text index; nothing in the text is an operator.

    :param catalog: ``portal_catalog``.
    :param text: cleaned text.
    :returns: pairs of record id and score.
    """
    index = catalog._catalog.getIndex(TEXT)
    lexicon = index.getLexicon()
    nodes = []
    for term in words.terms(text):
        parsed = lexicon.parseTerms(" ".join(term.words))
        if parsed:
            nodes.append(_node(lexicon, parsed, term.exact))
    if not nodes:
        return ()
    return AndNode(nodes).executeQuery(index.index).items()


def _node(lexicon, parsed, exact):
    if len(parsed) > 1:
        return PhraseNode(parsed)
    word = parsed[0]
    if lexicon.isGlob(word):
        return GlobNode(word)
    if exact or len(word) < words.SHORTEST_BEGINNING:
        return AtomNode(word)
    beginning = GlobNode(f"{word}*")
    if len(lexicon.globToWordIds(beginning.getValue())) <= 1:
        return beginning
    return OrNode([AtomNode(word), beginning])


_shared: "OrderedDict[tuple, Tables]" = OrderedDict()
_lock = Lock()


def tables(catalog) -> Tables:
    """Give the tables of the catalog as this request sees it.

    :param catalog: ``portal_catalog``; its queue must have been processed.
    """
    key = _state(catalog)
    if key is None:
        return Tables(catalog)
    with _lock:
        kept = _shared.get(key)
        if kept is not None:
            _shared.move_to_end(key)
            return kept
    built = Tables(catalog)
    with _lock:
        _shared[key] = built
        while len(_shared) > MOST_TABLES:
            _shared.popitem(last=False)
    return built


def _state(catalog):
    """Name the committed state of the catalog; ``None`` when this request has changed anything."""
    base = aq_base(catalog)
    connection = base._p_jar
    counter = base._counter
    if connection is None or counter is None or counter._p_jar is None:
        return None
    if connection._registered_objects or connection._savepoint_storage is not None:
        return None
    parts = [connection.db().database_name, connection.db().storage.__name__, base._p_oid]
    counters = [counter]
    indexes = base._catalog.indexes
    counters += [getattr(indexes.get(name), "_counter", None) for name in READ]
    for each in counters:
        if each is None:
            parts.append(None)
            continue
        each()
        parts += [each._p_oid, each._p_serial]
    return tuple(parts)
