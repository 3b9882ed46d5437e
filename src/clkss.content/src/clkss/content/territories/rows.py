"""The table in memory: columns of numbers and strings of bytes, never written.

A :class:`Territory` is made when somebody asks for it. The rows are arranged so that a place is
followed by all that lies in it, neighbours by name: "within" is a comparison of two numbers.
"""

from array import array
from bisect import bisect_left
from clkss.content.territories import rules
from clkss.content.territories.packing import Contents
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple


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

NOTHING = 0xFFFFFFFF
"""Stands for no population in its column."""

NOWHERE = -(2**31)
"""Stands for no centroid in its columns."""

DEGREE = 100_000
"""Centroids are kept in parts of a degree, about one metre."""


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


def number(code: str) -> int:
    """Give the number by which a code is kept; the country is 0.

    :param code: a code of valid shape.
    """
    return 0 if code == rules.COUNTRY_CODE else int(code)


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

    def count(self, level: str, within: str) -> int:
        kinds = [kind for kind, each in enumerate(LEVEL_OF_KIND) if each == level]
        return sum(
            self._kinds.count(kind, row, self.end[row])
            for row in self.known_rows(within)
            for kind in kinds
        )

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
