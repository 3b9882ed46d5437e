"""The places of the Philippines: read once, never written, a few megabytes for 44,000.

This is what other rooms use. How a table is kept is in ``rows``, how places are found by name in
``finding``, what its file looks like in ``packing``.
"""

from clkss.content.territories import rules
from clkss.content.territories.finding import Finder
from clkss.content.territories.packing import unpack
from clkss.content.territories.rows import Edition
from clkss.content.territories.rows import Territory
from clkss.content.territories.rows import UnknownTerritory
from collections.abc import Iterator
from importlib import resources
from threading import Lock


__all__ = [
    "Edition",
    "Territory",
    "UnknownTerritory",
    "ancestors_and_self",
    "at_level",
    "by_name",
    "children",
    "children_count",
    "codes",
    "count",
    "current",
    "edition",
    "exists",
    "get",
    "is_current",
    "level",
    "parents",
    "search",
    "successor",
    "successors",
    "title",
    "within",
]

FILE_NAME = "psgc-2026.table"


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


def count(level: str, within: str) -> int:
    """Count the living places of a level that lie in a place, itself included.

    :param level: one of :data:`~clkss.content.territories.rules.LEVELS`.
    :param within: a code, living or ended.
    :raises UnknownTerritory: when no place has or had the code ``within``.
    :raises ValueError: for a word that is no level.
    """
    rules.committee_level(level)
    return _table().count(level, within)


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


_loaded: Finder | None = None
_loading = Lock()


def _table() -> Finder:
    global _loaded
    if _loaded is None:
        with _loading:
            if _loaded is None:
                data = resources.files(__package__).joinpath("data", FILE_NAME).read_bytes()
                _loaded = Finder(unpack(data))
    return _loaded
