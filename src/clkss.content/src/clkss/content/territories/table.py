"""The table of territories: read once, never written, a few megabytes for 44,000 places.

Everything is held in columns of numbers and three strings of bytes; a :class:`Territory` is made
when somebody asks for it. The rows are arranged so that a place is followed by all that lies in it,
neighbours by name: "within" is a comparison of two numbers. The names for searching are arranged
by the rank in which they are offered, so that a search may stop as soon as it has enough.
"""

from array import array
from bisect import bisect_left
from bisect import bisect_right
from clkss.content.territories import rules
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate
from threading import Lock
from typing import Any
from typing import NamedTuple

import json
import sys
import zlib


FILE_NAME = "psgc-2026.table"

MAGIC = b"CLKSS territories 1\n"

KINDS = (
    (rules.COUNTRY, None),
    (rules.REGION, None),
    (rules.PROVINCE, None),
    (rules.CITY, rules.HIGHLY_URBANIZED),
    (rules.CITY, rules.INDEPENDENT_COMPONENT),
    (rules.CITY, rules.COMPONENT),
    (rules.MUNICIPALITY, None),
    (rules.SUBMUNICIPALITY, None),
    (rules.BARANGAY, None),
)
"""Kind and city class behind the numbers in the column ``kind``; append only."""

LEVEL_OF_KIND = tuple(rules.KIND_LEVELS[kind] for kind, _city_class in KINDS)

SEARCH_ORDER = (rules.PROVINCE, rules.MUNICIPAL, rules.REGION, rules.COUNTRY, rules.BARANGAY)
"""The order in which search offers levels among equally good names."""

NOTHING = 0xFFFFFFFF
"""Stands for no population in its column."""

NOWHERE = -(2**31)
"""Stands for no centroid in its columns."""

DEGREE = 100_000
"""Centroids are kept in parts of a degree, about one metre."""

MAX_WORDS = 12
"""Words of a query that count."""

SHORTEST_WORD = 3
"""Letters from which a word is worth looking for apart from its neighbours."""


class UnknownTerritory(LookupError):
    """No territory has, or ever had, this code.

    Check the code for lost leading zeros; nine-digit codes are spelled by
    :func:`clkss.content.territories.rules.ten_digits` first.

    :param code: what was asked for.
    """

    def __init__(self, code: object) -> None:
        self.code = code
        super().__init__(f"Unknown territory: {code!r}")


class Territory(NamedTuple):
    """One place, living or ended.

    An ended code that has one successor shows the facts of that successor under its own code.
    """

    code: str
    name: str
    level: str
    kind: str
    city_class: str | None
    parent: str | None
    population: int | None
    centroid: tuple[float, float] | None
    successor: str | None = None


class Edition(NamedTuple):
    """Which edition of the Philippine Standard Geographic Code the table holds."""

    name: str
    date: str
    source: str


@dataclass(frozen=True)
class Contents:
    """What a table file holds: facts for JSON, and the columns."""

    facts: dict[str, Any]
    columns: dict[str, array]


def pack(contents: Contents) -> bytes:
    """Write a table as bytes: one line of JSON, then every column compressed.

    The bytes of a number are sorted by weight before compression, which halves the file and makes
    it the same on machines of either byte order.

    :param contents: facts and columns.
    """
    blocks = []
    index = []
    for name, column in contents.columns.items():
        raw = bytes(_swapped(column).tobytes())
        size = column.itemsize
        block = zlib.compress(b"".join(raw[part::size] for part in range(size)), 9)
        index.append([name, column.typecode, len(block)])
        blocks.append(block)
    head = json.dumps({**contents.facts, "columns": index}, sort_keys=True, ensure_ascii=True)
    return b"".join([MAGIC, head.encode("ascii"), b"\n", *blocks])


def unpack(data: bytes) -> Contents:
    """Read what :func:`pack` wrote.

    :param data: the bytes of a table file.
    :raises ValueError: when these are not the bytes of a table file.
    """
    facts, blocks = _open(data)
    columns = {}
    for name, typecode, block in blocks:
        column = array(typecode)
        column.frombytes(_joined(zlib.decompress(block), column.itemsize))
        columns[name] = _swapped(column)
    return Contents(facts, columns)


def number(code: str) -> int:
    """Give the number by which a code is kept; the country is 0.

    :param code: a code of valid shape.
    """
    return 0 if code == rules.COUNTRY_CODE else int(code)


def get(code: str) -> Territory:
    """Give the facts of a place.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    return _table().get(code)


def exists(code: object) -> bool:
    """Say whether a code is known; one that ended is.

    :param code: anything.
    """
    table = _table()
    return table.living(code) is not None or table.ended(code) is not None


def is_current(code: object) -> bool:
    """Say whether a code is that of a living territory of this edition.

    :param code: anything.
    """
    return _table().living(code) is not None


def successors(code: str) -> tuple[str, ...]:
    """Name the territories that together replaced a code; none for a living one.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    table = _table()
    if table.living(code) is not None:
        return ()
    return tuple(map(table.code, table.known_rows(code)))


def successor(code: str) -> str | None:
    """Name the living territory to which a record under an ended code belongs today.

    Of a territory that was split it is the smallest one that holds all the parts.

    :param code: a code, living or ended.
    :returns: a living code; ``None`` when the code lives itself.
    :raises UnknownTerritory: when no place has or had this code.
    """
    table = _table()
    if table.living(code) is not None:
        return None
    return table.code(table.row(code))


def current(code: str) -> str:
    """Follow a code to the living one: itself, or its successor.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    table = _table()
    return table.code(table.row(code))


def parents(code: str) -> tuple[str, ...]:
    """Name all that a place lies in, the nearest first and ``PH`` last.

    An ended code lies in what its successor lies in; one that was split lies in its successor.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    return _table().parents(code)


def ancestors_and_self(code: str) -> tuple[str, ...]:
    """Name all codes under which something in this place is to be found.

    The code itself, its successor when it ended, then all that this lies in, ``PH`` last.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    table = _table()
    row = table.row(code)
    own = () if table.living(code) is not None else (code,)
    return (*own, table.code(row), *table.above(row))


def children(code: str) -> tuple[str, ...]:
    """Name what lies directly in a place, in the order of names.

    An ended code has none: ask for those of its :func:`successors`.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    table = _table()
    return tuple(map(table.code, table.child_rows(code)))


def children_count(code: str) -> int:
    """Count what lies directly in a place.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    return sum(1 for _row in _table().child_rows(code))


def level(code: str) -> str:
    """Name the level of a place, one of :data:`~clkss.content.territories.rules.LEVELS`.

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    return _table().level(code)


def at_level(code: str, level: str) -> str | None:
    """Name the place of a given level in which a place lies, or itself.

    A sub-municipality of Manila is itself of the municipal level.

    :param code: a code, living or ended.
    :param level: one of :data:`~clkss.content.territories.rules.LEVELS`.
    :returns: a living code; ``None`` where there is none, as for the province of a free city.
    :raises UnknownTerritory: when no place has or had this code.
    :raises ValueError: for a word that is no level.
    """
    rules.committee_level(level)
    return _table().at_level(code, level)


def title(code: str) -> str:
    """Name a place so that it cannot be taken for another: "Panglao, Bohol, Central Visayas".

    :param code: a code, living or ended.
    :raises UnknownTerritory: when no place has or had this code.
    """
    return _table().title(code)


def within(code: str, ancestor: str) -> bool:
    """Say whether a place is another or lies in it, as things are today.

    Ended codes count as their successors; a split territory holds all its parts.

    :param code: a code, living or ended.
    :param ancestor: a code, living or ended.
    :raises UnknownTerritory: when no place has or had one of these codes.
    """
    table = _table()
    row = table.row(code)
    rows = table.known_rows(ancestor)
    return code == ancestor or any(place <= row < table.end[place] for place in rows)


def codes(level: str | None = None, within: str | None = None) -> Iterator[str]:
    """Walk the living codes: each place before what lies in it, neighbours by name.

    :param level: only places of this level.
    :param within: only this place and what lies in it.
    :raises UnknownTerritory: when no place has or had the code ``within``.
    :raises ValueError: for a word that is no level.
    """
    if level is not None:
        rules.committee_level(level)
    return _table().codes(level, within)


def by_name(
    name: str, parent: str = rules.COUNTRY_CODE, level: str | None = None
) -> list[Territory]:
    """Find the places in a parent, at any depth, that are called exactly so.

    Names are compared folded, and a city answers with and without "City". A former name counts
    only where no place bears the name today.

    :param name: the name alone, without those of its parents.
    :param parent: a code, living or ended.
    :param level: only places of this level.
    :returns: all of them, the highest level first; empty when there is none.
    :raises UnknownTerritory: when no place has or had the code ``parent``.
    :raises ValueError: for a word that is no level.
    """
    if level is not None:
        rules.committee_level(level)
    return _table().by_name(name, parent, level)


def search(
    prefix: str, limit: int = 20, level: str | None = None, within: str | None = None
) -> list[Territory]:
    """Find places by what somebody has typed so far.

    Every word must begin a word of the place's name or, at least one in the name, of those of the
    places it lies in: "danao panglao". A code or its beginning works too. A place called exactly
    so comes before one that begins so, and that before one with such a word; then provinces before
    cities and municipalities, regions and barangays, the more populous first.

    :param prefix: anything.
    :param limit: the most places to give.
    :param level: only places of this level.
    :param within: only this place and what lies in it.
    :returns: living territories, the best first.
    :raises UnknownTerritory: when no place has or had the code ``within``.
    :raises ValueError: for a word that is no level.
    """
    if level is not None:
        rules.committee_level(level)
    return _table().search(prefix, limit, level, within)


def edition() -> Edition:
    """Say which edition of the code this is."""
    return _table().edition


Spans = list[tuple[int, int]]
"""Ranges of rows, ascending and apart."""


class Table:
    """The table in memory. Its methods speak of rows; nobody changes it."""

    __slots__ = (
        "_codes",
        "_ended",
        "_ended_rows",
        "_kinds",
        "_latitudes",
        "_line_ends",
        "_line_rows",
        "_longitudes",
        "_name_ends",
        "_names",
        "_order",
        "_parents",
        "_populations",
        "_segments",
        "_splits",
        "_text",
        "edition",
        "end",
    )

    def __init__(self, contents: Contents) -> None:
        columns = contents.columns
        facts = contents.facts
        self.edition = Edition(facts["edition"], facts["date"], facts["source"])
        self.end = columns["end"]
        self._codes = columns["code"]
        self._order = columns["order"]
        self._parents = columns["parent"]
        self._kinds = columns["kind"].tobytes()
        self._populations = columns["population"]
        self._latitudes = columns["latitude"]
        self._longitudes = columns["longitude"]
        self._names = columns["name"].tobytes()
        self._name_ends = array("I", accumulate(columns["name_length"]))
        self._text = columns["line"].tobytes()
        self._line_ends = array("I", accumulate(columns["line_length"]))
        self._line_rows = columns["line_row"]
        self._ended = columns["ended"]
        self._ended_rows = columns["ended_row"]
        self._segments = {name: tuple(bounds) for name, bounds in facts["segments"].items()}
        self._splits = {
            code: (name, kind, self.living(parent), tuple(map(self.living, parts)))
            for code, name, kind, parent, parts in facts["splits"]
        }

    # codes and rows

    def living(self, code: object) -> int | None:
        """Find the row of a living code."""
        if not rules.valid_code_shape(code):
            return None
        wanted = number(code)
        place = bisect_left(self._order, wanted, key=self._codes.__getitem__)
        if place < len(self._order) and self._codes[row := self._order[place]] == wanted:
            return row if wanted or code == rules.COUNTRY_CODE else None
        return None

    def ended(self, code: object) -> tuple[int, ...] | None:
        """Find the rows of the successors of an ended code."""
        if not rules.valid_code_shape(code):
            return None
        if code in self._splits:
            return self._splits[code][3]
        wanted = number(code)
        place = bisect_left(self._ended, wanted)
        if place < len(self._ended) and self._ended[place] == wanted:
            return (self._ended_rows[place],)
        return None

    def known_rows(self, code: str) -> tuple[int, ...]:
        """Find the row of a living code, or those of all successors of an ended one."""
        row = self.living(code)
        if row is not None:
            return (row,)
        rows = self.ended(code)
        if rows is None:
            raise UnknownTerritory(code)
        return rows

    def row(self, code: str) -> int:
        """Find the row of a living code, or of the one successor of an ended one."""
        rows = self.known_rows(code)
        return rows[0] if len(rows) == 1 else self._splits[code][2]

    def code(self, row: int) -> str:
        return f"{self._codes[row]:010d}" if row else rules.COUNTRY_CODE

    # facts

    def name(self, row: int) -> str:
        start = self._name_ends[row - 1] if row else 0
        return self._names[start : self._name_ends[row]].decode()

    def above(self, row: int) -> Iterator[str]:
        while row:
            row = self._parents[row]
            yield self.code(row)

    def parents(self, code: str) -> tuple[str, ...]:
        row = self.row(code)
        if code in self._splits:
            return (self.code(row), *self.above(row))
        return tuple(self.above(row))

    def child_rows(self, code: str) -> Iterator[int]:
        rows = self.known_rows(code)
        if len(rows) == 1 and self.code(rows[0]) == code:
            child, stop = rows[0] + 1, self.end[rows[0]]
            while child < stop:
                yield child
                child = self.end[child]

    def level(self, code: str) -> str:
        row = self.row(code)
        if code in self._splits:
            return rules.KIND_LEVELS[self._splits[code][1]]
        return LEVEL_OF_KIND[self._kinds[row]]

    def at_level(self, code: str, level: str) -> str | None:
        row = self.row(code)
        while LEVEL_OF_KIND[self._kinds[row]] != level:
            if not row:
                return None
            row = self._parents[row]
        return self.code(row)

    def get(self, code: str) -> Territory:
        row = self.row(code)
        living = self.code(row)
        if code in self._splits:
            name, kind, _row, _parts = self._splits[code]
            level = rules.KIND_LEVELS[kind]
            return Territory(code, name, level, kind, None, living, None, None, living)
        place = self.territory(row)
        return place if living == code else place._replace(code=code, successor=living)

    def territory(self, row: int) -> Territory:
        kind, city_class = KINDS[self._kinds[row]]
        population = self._populations[row]
        latitude = self._latitudes[row]
        return Territory(
            self.code(row),
            self.name(row),
            rules.KIND_LEVELS[kind],
            kind,
            city_class,
            self.code(self._parents[row]) if row else None,
            None if population == NOTHING else population,
            None if latitude == NOWHERE else (latitude / DEGREE, self._longitudes[row] / DEGREE),
        )

    def title(self, code: str) -> str:
        row = self.row(code)
        names = [self._splits[code][0]] if code in self._splits else []
        while row:
            names.append(self.name(row))
            row = self._parents[row]
        return ", ".join(names) or self.name(0)

    def codes(self, level: str | None, within: str | None) -> Iterator[str]:
        places = self.known_rows(rules.COUNTRY_CODE if within is None else within)
        return (
            self.code(row)
            for place in places
            for row in range(place, self.end[place])
            if level is None or LEVEL_OF_KIND[self._kinds[row]] == level
        )

    # names

    def by_name(self, name: str, parent: str, level: str | None) -> list[Territory]:
        spans = [(row + 1, self.end[row]) for row in self.known_rows(parent)]
        folded = rules.fold(name)
        needle = b"\n%b\n" % folded.encode("ascii")
        if not folded:
            return []
        for former in (False, True):
            rows: dict[int, None] = {}
            for segment in self._levels(level):
                start, middle, stop = self._segments[segment]
                bounds = (middle, stop) if former else (start, middle)
                rows.update(dict.fromkeys(self._hits(needle, *bounds, spans)))
            if rows:
                return [self.territory(row) for row in rows]
        return []

    def search(
        self, text: str, limit: int, level: str | None, within: str | None
    ) -> list[Territory]:
        spans = None
        if within is not None:
            spans = sorted((row, self.end[row]) for row in self.known_rows(within))
        found: dict[int, None] = {}
        if limit > 0:
            for row in self._candidates(text, self._levels(level), spans):
                found[row] = None
                if len(found) == limit:
                    break
        return [self.territory(row) for row in found]

    @staticmethod
    def _levels(level: str | None) -> tuple[str, ...]:
        return SEARCH_ORDER if level is None else (level,)

    def _candidates(self, text: str, levels: tuple[str, ...], spans: Spans | None) -> Iterator[int]:
        """Walk the rows that a query finds, best first, some more than once."""
        bare = text.strip()
        if bare.isascii() and bare.isdigit() and len(bare) > 3:
            yield from self._by_code(bare, levels, spans)
        yield from self._by_title(rules.fold_parts(text), levels, spans)
        folded = rules.fold(text)
        queries = [folded]
        if (rest := rules.without_city_of(text)) and not self._begins_name(folded):
            queries.insert(0, rules.fold(rest))
        if text and not text[-1].isspace():
            queries.append(rules.fold(text, typing=True))
        nothing = True
        for query in dict.fromkeys(filter(None, queries)):
            for row in self._by_words(query.split()[:MAX_WORDS], levels, spans):
                nothing = False
                yield row
        if nothing:
            words = [word for word in folded.split() if word not in rules.GENERIC_WORDS]
            if words and len(words) < len(folded.split()):
                yield from self._by_words(words[:MAX_WORDS], levels, spans)
        if bare.isascii() and bare.isdigit() and 1 < len(bare) <= 3:
            yield from self._by_code(bare, levels, spans)

    def _by_title(
        self, parts: list[str], levels: tuple[str, ...], spans: Spans | None
    ) -> Iterator[int]:
        """Walk the rows that are called like the first part and lie in the others, one by one."""
        if not parts:
            return
        own, *others = [part.encode("ascii") for part in parts]
        areas = [self._areas(word) for part in others for word in part.split()]
        if not areas or (spans := _all_overlap(areas, spans)) == []:
            return
        for segment in levels:
            start, middle, _stop = self._segments[segment]
            for row in self._hits(b"\n%b\n" % own, start, middle, spans):
                place = row
                for part in parts[1:]:
                    place = self._parents[place]
                    if rules.fold(self.name(place)) != part:
                        break
                else:
                    yield row

    def _begins_name(self, folded: str) -> bool:
        return self._text.find(b"\n" + folded.encode("ascii")) >= 0

    def _by_code(self, digits: str, levels: tuple[str, ...], spans: Spans | None) -> Iterator[int]:
        if len(digits) > 10:
            return
        first = int(digits.ljust(10, "0"))
        last = int(digits.ljust(10, "9"))
        place = bisect_left(self._order, first, key=self._codes.__getitem__)
        stop = bisect_right(self._order, last, key=self._codes.__getitem__)
        rows = list(self._order[max(place, 1) : stop])
        rows.sort(key=self._kinds.__getitem__)
        rows += self.ended(digits) or ()
        for row in rows:
            if LEVEL_OF_KIND[self._kinds[row]] in levels and _inside(row, spans):
                yield row

    def _by_words(
        self, words: list[str], levels: tuple[str, ...], spans: Spans | None
    ) -> Iterator[int]:
        encoded = [word.encode("ascii") for word in words]
        areas = [self._areas(word) for word in encoded]
        nothing = True
        # the name first, then its parents: "santa cruz laguna"
        for length in range(self._longest(encoded), 0, -1):
            for row in self._by_phrase(encoded[:length], areas[length:], levels, spans):
                nothing = False
                yield row
        # or the parents first: "laguna santa cruz"
        for start in range(1, len(words)):
            for row in self._by_phrase(encoded[start:], areas[:start], levels, spans):
                nothing = False
                yield row
        if nothing and len(words) > 1:
            yield from self._in_any_order(encoded, areas, levels, spans)

    def _longest(self, words: list[bytes]) -> int:
        """Count how many of the first words some name has together."""
        place = 0
        for length in range(1, len(words) + 1):
            phrase = b" ".join(words[:length])
            at_start = self._text.find(b"\n" + phrase, place)
            later = self._text.find(b" " + phrase, place, at_start if at_start >= 0 else None)
            places = [hit for hit in (at_start, later) if hit >= 0]
            if not places:
                return length - 1
            place = min(places)
        return len(words)

    def _by_phrase(
        self,
        words: list[bytes],
        areas: list[Spans],
        levels: tuple[str, ...],
        spans: Spans | None,
    ) -> Iterator[int]:
        spans = _all_overlap(areas, spans)
        if spans == []:
            return
        phrase = b" ".join(words)
        for needle in (b"\n%b\n" % phrase, b"\n" + phrase, b" " + phrase):
            for segment in levels:
                start, _middle, stop = self._segments[segment]
                yield from self._hits(needle, start, stop, spans)

    def _in_any_order(
        self,
        words: list[bytes],
        areas: list[Spans],
        levels: tuple[str, ...],
        spans: Spans | None,
    ) -> Iterator[int]:
        """Walk the rows whose name has some of the words and whose parents have the others."""
        others = [(b" " + other, area) for other, area in zip(words, areas, strict=True)]
        own = [word for word, area in zip(words, areas, strict=True) if not area]
        if any(self._text.find(b"\n" + w) < 0 and self._text.find(b" " + w) < 0 for w in own):
            return
        # a word that no parent has must be in the name, so one of those finds all there is
        longest = sorted(own or words, key=len, reverse=True)
        for word in longest[:1] if own else longest:
            if len(word) < SHORTEST_WORD:
                break
            for segment in levels:
                start, _middle, stop = self._segments[segment]
                for before in (b"\n", b" "):
                    for line in self._lines(before + word, start, stop):
                        row = self._line_rows[line]
                        if not _inside(row, spans):
                            continue
                        name = b" " + self._text[self._line_start(line) : self._line_ends[line]]
                        if all(other in name or _inside(row, area) for other, area in others):
                            yield row

    def _areas(self, word: bytes) -> Spans:
        """Find the rows that lie in a place one of whose names has the word."""
        ranges = []
        for segment in (rules.PROVINCE, rules.MUNICIPAL, rules.REGION):
            start, _middle, stop = self._segments[segment]
            for before in (b"\n", b" "):
                for row in self._hits(before + word, start, stop, None):
                    ranges.append((row + 1, self.end[row]))
        # everything lies in the country, so its name must be complete to count
        start, _middle, stop = self._segments[rules.COUNTRY]
        for row in self._hits(b"\n%b\n" % word, start, stop, None):
            ranges.append((row + 1, self.end[row]))
        merged: Spans = []
        for start, stop in sorted(ranges):
            if merged and start < merged[-1][1]:
                continue
            if start < stop:
                merged.append((start, stop))
        return merged

    def _line_start(self, line: int) -> int:
        return self._line_ends[line - 1] + 1 if line else 1

    def _lines(self, needle: bytes, start: int, stop: int) -> Iterator[int]:
        """Walk the lines of a part of the text that contain the needle."""
        find = self._text.find
        ends = self._line_ends
        stop += 1
        place = find(needle, start, stop)
        while place >= 0:
            line = bisect_right(ends, place)
            yield line
            place = find(needle, ends[line], stop)

    def _hits(self, needle: bytes, start: int, stop: int, spans: Spans | None) -> Iterator[int]:
        """Walk the rows of these lines, as far as they lie in the spans."""
        rows = self._line_rows
        if spans is None:
            for line in self._lines(needle, start, stop):
                yield rows[line]
            return
        starts = [first for first, _after in spans]
        stops = [after for _first, after in spans]
        for line in self._lines(needle, start, stop):
            row = rows[line]
            place = bisect_right(starts, row) - 1
            if place >= 0 and row < stops[place]:
                yield row


def _inside(row: int, spans: Spans | None) -> bool:
    if spans is None:
        return True
    place = bisect_right(spans, (row, NOTHING)) - 1
    return place >= 0 and row < spans[place][1]


def _all_overlap(areas: list[Spans], spans: Spans | None) -> Spans | None:
    for area in areas:
        spans = area if spans is None else _overlap(spans, area)
    return spans


def _overlap(some: Spans, others: Spans) -> Spans:
    both = []
    left = right = 0
    while left < len(some) and right < len(others):
        start = max(some[left][0], others[right][0])
        stop = min(some[left][1], others[right][1])
        if start < stop:
            both.append((start, stop))
        if some[left][1] < others[right][1]:
            left += 1
        else:
            right += 1
    return both


def _open(data: bytes) -> tuple[dict[str, Any], list[tuple[str, str, bytes]]]:
    if not data.startswith(MAGIC):
        raise ValueError("Not a table of territories")
    stop = data.index(b"\n", len(MAGIC))
    facts = json.loads(data[len(MAGIC) : stop])
    blocks = []
    place = stop + 1
    for name, typecode, length in facts.pop("columns"):
        blocks.append((name, typecode, data[place : place + length]))
        place += length
    return facts, blocks


def _joined(planes: bytes, size: int) -> bytes:
    if size == 1:
        return planes
    count = len(planes) // size
    raw = bytearray(len(planes))
    for part in range(size):
        raw[part::size] = planes[part * count : (part + 1) * count]
    return bytes(raw)


def _swapped(column: array) -> array:
    if sys.byteorder == "little" or column.itemsize == 1:
        return column
    column = array(column.typecode, column)
    column.byteswap()
    return column


_loaded: Table | None = None
_loading = Lock()


def _table() -> Table:
    global _loaded
    if _loaded is None:
        with _loading:
            if _loaded is None:
                data = resources.files(__package__).joinpath("data", FILE_NAME).read_bytes()
                _loaded = Table(unpack(data))
    return _loaded
