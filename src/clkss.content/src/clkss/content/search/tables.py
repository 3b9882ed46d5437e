"""Sets of documents as bits of one number each, kept as long as the catalog does not change.

Document number *n* of a :class:`Tables` is bit *n*. "And" of two such numbers is an intersection
and counting its bits is counting documents, both in microseconds: a page of facets costs little
more than the search itself. Tables hold numbers and words only, no object of the database, and may
therefore be shared by all threads of the process; :mod:`clkss.content.search.kept` says which.

A document keeps its number while others come and go, so that tables can be put right where
something changed instead of being built anew.
"""

from array import array
from bisect import bisect_left
from bisect import bisect_right
from clkss.content.search import rules
from clkss.content.search.bits import joined
from clkss.content.search.bits import numbers
from clkss.content.search.bits import Sums
from clkss.content.search.postings import Words
from collections.abc import Iterable

import copy
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
SORTABLE = "sortable_title"

READ = (*INDEXES.values(), ALLOWED, EFFECTIVE, RANGE, SORTABLE)

MOST_PLACES = 2_000

OLDEST = -(2**62)
MINUTES_OF_DAY = 24 * 60

SPARSE = 2_000
"""So many documents are put in order faster than they are met when walking through all."""


class Tables:
    """The countable side of one state of the catalog.

    :param catalog: ``portal_catalog`` of the running request.
    """

    def __init__(self, catalog):
        rids = set()
        for kind in rules.KINDS:
            rids.update(found(catalog, INDEXES[rules.KIND], kind))
        effective = catalog._catalog.getIndex(EFFECTIVE).documentToKeyMap()
        self.rids = array("i", sorted(rids, key=lambda rid: (-effective.get(rid, OLDEST), rid)))
        self.number = {rid: number for number, rid in enumerate(self.rids)}
        self.everything = (1 << len(self.rids)) - 1
        self.dead = 0
        self.words = Words(self)
        self._effective = array("q", [effective.get(rid, OLDEST) for rid in self.rids])
        self._bits = {}
        self._facets = {}
        self._keys = {}
        self._orders = {rules.NEWEST: array("i", range(len(self.rids)))}
        self._ages = {}
        self._bounds = None
        self._current = (None, 0)

    # What documents have

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

    def touched(self, rids: Iterable[int]) -> int:
        """Give the numbers that some records have or had, as bits.

        :param rids: record ids.
        """
        mask = 0
        for rid in rids:
            number = self.number.get(rid)
            if number is not None:
                mask |= 1 << number
        return mask

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
            facet = {}
            if INDEXES[name] in catalog._catalog.indexes:
                index = catalog._catalog.getIndex(INDEXES[name])
                for value in index.uniqueValues():
                    bits = self.bits(found(catalog, index.id, value))
                    if bits and value not in ("", None):
                        facet[str(value)] = facet.get(str(value), 0) | bits
            self._facets[name] = facet
        return facet

    def place(self, catalog, code: str) -> int:
        """Give the documents about a place or what lies in it.

        :param catalog: ``portal_catalog`` of the running request.
        :param code: code of the place.
        """
        return self.having(catalog, INDEXES[rules.TERRITORY], code)

    def allowed(self, catalog, tokens: Iterable[str]) -> int:
        """Give the documents that somebody may see.

        :param catalog: ``portal_catalog`` of the running request.
        :param tokens: roles, groups and the person, as the catalog lists them.
        """
        allowed = 0
        for token in tokens:
            allowed |= self.having(catalog, ALLOWED, token)
        return allowed & self.everything

    def current(self, catalog) -> int:
        """Give the documents that are neither announced for later nor expired, by the minute.

        :param catalog: ``portal_catalog`` of the running request.
        """
        minute = int(time.time() // 60)
        kept, bits = self._current
        if kept != minute:
            if self._bounds is None:
                self._bounds = self._read_bounds(catalog, self.rids, minute)
            later = (
                number
                for number, (since, until) in self._bounds.items()
                if (since is not None and since > minute) or (until is not None and until < minute)
            )
            bits = self.everything & ~self.joined(later)
            self._current = (minute, bits)
        return bits

    def _read_bounds(self, catalog, rids, minute):
        """List the documents that are not there for good, with the minutes from and to which."""
        of = catalog._catalog.getIndex(RANGE).getEntryForObject
        bounds = {}
        for rid in rids:
            since, until = of(rid) or (None, None)
            if until is not None or (since is not None and since > minute):
                bounds[self.number[rid]] = since, until
        return bounds

    def younger(self, days: int) -> int:
        """Give the documents that came out in the last days.

        :param days: how many.
        """
        today = int(time.time() // 60) // MINUTES_OF_DAY
        kept, bits = self._ages.get(days, (None, 0))
        if kept != today:
            border = _spelled(today - days)
            order = self._orders[rules.NEWEST]
            effective = self._effective
            end = bisect_right(order, -border, key=lambda number: -effective[number])
            bits = self.joined(order[:end])
            self._ages[days] = today, bits
        return bits

    def _since(self, border, mask):
        return self.joined(n for n in numbers(mask) if self._effective[n] >= border)

    def joined(self, numbers: Iterable[int]) -> int:
        """Turn numbers of documents into bits.

        :param numbers: the numbers.
        """
        return joined(numbers, len(self.rids))

    # In which order

    def page(self, catalog, mask: int, sort: str, start: int, size: int) -> list[int]:
        """Give the record ids of one page of a result, in the order asked for.

        :param catalog: ``portal_catalog`` of the running request.
        :param mask: the result.
        :param sort: one of the orders that do not depend on words.
        :param start: number of the first item.
        :param size: items on a page.
        """
        found = self.first(mask, start + size, self.order(catalog, sort))
        return [self.rids[number] for number in found[start:]]

    def first(self, mask: int, count: int, order: array | None = None) -> list[int]:
        """Give the first documents of a result.

        :param mask: the result.
        :param count: how many.
        :param order: all documents in order; the newest first when there is none.
        """
        found: list[int] = []
        if order is None:
            order = self._orders[rules.NEWEST]
            if mask.bit_count() < SPARSE:
                effective, rids = self._effective, self.rids
                found = list(numbers(mask))
                found.sort(key=lambda number: (-effective[number], rids[number]))
                return found[:count]
        flags = mask.to_bytes(len(self.rids) // 8 + 1, "little")
        if count > 0:
            for number in order:
                if flags[number >> 3] >> (number & 7) & 1:
                    found.append(number)
                    if len(found) >= count:
                        break
        return found

    def ranked(self, mask: int, sums: Sums, start: int, size: int) -> list[int]:
        """Give the record ids of one page of a result, those with the highest sums first.

        :param mask: the result.
        :param sums: what each document is worth; among equals the newest comes first.
        :param start: number of the first item.
        :param size: items on a page.
        """
        found: list[int] = []
        end = start + size
        for group, _sum in sums.highest(mask, end):
            found += self.first(group, end - len(found))
        return [self.rids[number] for number in found[start:]]

    def order(self, catalog, sort: str) -> array:
        """Give all documents in an order.

        :param catalog: ``portal_catalog`` of the running request.
        :param sort: one of the orders that do not depend on words.
        """
        order = self._orders.get(sort)
        if order is None:
            values = catalog._catalog.getIndex(_sorted_by(sort)).documentToKeyMap()
            self._keys[sort] = [_key(sort, values.get(rid)) for rid in self.rids]
            order = array("i", sorted(range(len(self.rids)), key=self._place(sort)))
            self._orders[sort] = order
        return order

    def _place(self, sort):
        """Make what says where a document stands in an order."""
        effective, rids = self._effective, self.rids
        if sort not in self._keys:
            return lambda number: (-effective[number], rids[number])
        keys = self._keys[sort]
        return lambda number: (keys[number], -effective[number], rids[number])

    # What has changed

    def patched(self, catalog, rids: frozenset[int]) -> "Tables":
        """Give the tables of a later state of the catalog.

        :param catalog: ``portal_catalog`` of the running request.
        :param rids: all records that changed since.
        """
        new = copy.copy(self)
        alive = {rid for rid in rids if _is_known(catalog, rid)}
        new.rids = array("i", self.rids)
        new.rids.extend(sorted(alive.difference(self.number)))
        new.number = self.number
        if len(new.rids) > len(self.rids):
            new.number = dict(self.number)
            new.number.update((new.rids[n], n) for n in range(len(self.rids), len(new.rids)))
        touched = new.touched(rids)
        living = new.touched(alive)
        new.everything = self.everything & ~touched | living
        new.dead = len(new.rids) - new.everything.bit_count()
        new.words = self.words.patched(new, rids)
        values = _Values(catalog, new, alive)
        new._bits = {
            (index, value): mask & ~touched | values.having(index, value)
            for (index, value), mask in self._bits.copy().items()
        }
        new._facets = {
            name: values.facet(INDEXES[name], facet, touched)
            for name, facet in self._facets.copy().items()
        }
        new._reorder(catalog, self, touched, living)
        new._ages = {
            days: (today, mask & ~touched | new._since(_spelled(today - days), living))
            for days, (today, mask) in self._ages.copy().items()
        }
        new._current = (None, 0)
        if self._bounds is not None:
            gone = set(numbers(touched))
            kept = {number: each for number, each in self._bounds.items() if number not in gone}
            fresh = new._read_bounds(catalog, alive, int(time.time() // 60))
            new._bounds = {**kept, **fresh}
        return new

    def _reorder(self, catalog, old, touched, living):
        """Take documents out of all orders and put them where they belong now."""
        coming = list(numbers(living))
        leaving = [number for number in numbers(touched) if old.everything >> number & 1]
        self._orders = {sort: array("i", order) for sort, order in old._orders.copy().items()}
        for sort, order in self._orders.items():
            place = old._place(sort)
            for number in leaving:
                del order[bisect_left(order, place(number), key=place)]
        effective = catalog._catalog.getIndex(EFFECTIVE).getEntryForObject
        self._effective = array("q", old._effective)
        self._effective.extend([OLDEST] * (len(self.rids) - len(old.rids)))
        for number in coming:
            self._effective[number] = effective(self.rids[number], OLDEST)
        self._keys = {}
        for sort in self._orders.keys() & old._keys.keys():
            keys = old._keys[sort]
            value = catalog._catalog.getIndex(_sorted_by(sort)).getEntryForObject
            keys = [*keys, *[None] * (len(self.rids) - len(keys))]
            for number in coming:
                keys[number] = _key(sort, value(self.rids[number], None))
            self._keys[sort] = keys
        for sort, order in self._orders.items():
            place = self._place(sort)
            for number in coming:
                order.insert(bisect_left(order, place(number), key=place), number)


class _Values:
    """What some documents have, read from the indexes."""

    def __init__(self, catalog, tables, rids):
        self._catalog = catalog
        self._tables = tables
        self._rids = rids
        self._read = {}

    def of(self, index):
        """Give the documents of each value, as bits."""
        found = self._read.get(index)
        if found is None:
            found = self._read[index] = {}
            if index in self._catalog._catalog.indexes:
                entry = self._catalog._catalog.getIndex(index).getEntryForObject
                for rid in self._rids:
                    for value in _several(entry(rid, None)):
                        found[value] = found.get(value, 0) | 1 << self._tables.number[rid]
        return found

    def having(self, index, value):
        return self.of(index).get(value, 0)

    def facet(self, index, facet, touched):
        """Give a facet with these documents as they are now."""
        fresh = {}
        for value, mask in self.of(index).items():
            if value not in ("", None):
                fresh[str(value)] = fresh.get(str(value), 0) | mask
        kept = {value: mask & ~touched for value, mask in facet.items()}
        for value, mask in fresh.items():
            kept[value] = kept.get(value, 0) | mask
        return {value: mask for value, mask in kept.items() if mask}


def _several(entry):
    if entry is None:
        return ()
    return set(entry) if isinstance(entry, (list, tuple)) else (entry,)


def _is_known(catalog, rid):
    kind = catalog._catalog.getIndex(INDEXES[rules.KIND]).getEntryForObject(rid, None)
    return kind in rules.KINDS


def _sorted_by(sort):
    return SORTABLE if sort == rules.TITLE else INDEXES[rules.YEAR]


def _key(sort, value):
    if sort == rules.TITLE:
        return (value is None, value or "")
    return -latest(value)


def _spelled(day):
    """Spell the beginning of a day as the catalog's index of dates does, day 0 being 1970-01-01."""
    year, month, dayofmonth = time.gmtime(day * MINUTES_OF_DAY * 60)[:3]
    return ((year * 12 + month) * 31 + dayofmonth) * MINUTES_OF_DAY


def latest(years: object) -> int:
    """Give the last of the years that a document speaks of; 0 when there is none.

    :param years: a year or several.
    """
    if type(years) is int:
        return max(years, 0)
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
    if index not in catalog._catalog.indexes:
        return ()
    answer = catalog._catalog.getIndex(index)._apply_index({index: {"query": [value]}})
    return () if answer is None else answer[0]
