"""Make the outline of the country from Natural Earth; needed only when the outline changes.

Take the file from the npm package ``world-atlas`` (Natural Earth, public domain) and run::

    npm pack world-atlas@2 && tar xf world-atlas-2*.tgz
    python -m clkss.content.maps.build package/countries-10m.json

It writes ``data/philippines.json``. The outline is meant for a map of a few centimetres: coasts
are simplified until the path is small, and islets that would be less than a dot are left out.
"""

from heapq import heapify
from heapq import heappop
from heapq import heappush
from math import cos
from math import radians
from pathlib import Path

import argparse
import json


COUNTRY = "608"
"""ISO 3166-1 number of the Philippines."""

MIDDLE = 12.5
"""Latitude at which the drawing is true to scale."""

UNITS = 30
"""Units of the drawing for one degree of latitude."""

MARGIN = 8
"""Units left free around the country."""

LARGEST_PATH = 6_000
"""Bytes that the path may take."""

SMALLEST_ISLAND = 1.2
"""Square units below which an island is left out."""


def rings(atlas, number):
    """Read the outer rings of a country from a TopoJSON file.

    :param atlas: the file's contents.
    :param number: ISO 3166-1 number of the country.
    :returns: lists of (longitude, latitude).
    """
    countries = atlas["objects"]["countries"]["geometries"]
    country = next(each for each in countries if each.get("id") == number)
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    (scale_x, scale_y), (shift_x, shift_y) = (
        atlas["transform"]["scale"],
        atlas["transform"]["translate"],
    )
    found = []
    for polygon in polygons:
        ring = []
        for arc in polygon[0]:
            x = y = 0
            points = []
            for step_x, step_y in atlas["arcs"][arc if arc >= 0 else ~arc]:
                x += step_x
                y += step_y
                points.append((x * scale_x + shift_x, y * scale_y + shift_y))
            ring += (points if arc >= 0 else points[::-1])[1 if ring else 0 :]
        found.append(ring[:-1])
    return found


def area(ring):
    """Measure a ring.

    :param ring: points.
    """
    following = [*ring[1:], ring[0]]
    return abs(sum(a * d - c * b for (a, b), (c, d) in zip(ring, following, strict=True))) / 2


def simplified(ring, smallest):
    """Leave out the points that matter least (Visvalingam and Whyatt, 1993).

    :param ring: points.
    :param smallest: area of the triangle below which a point goes.
    """
    before = [index - 1 for index in range(len(ring))]
    before[0] = len(ring) - 1
    after = [*range(1, len(ring)), 0]
    alive = [True] * len(ring)
    weight = [0.0] * len(ring)

    def weigh(index):
        return area([ring[before[index]], ring[index], ring[after[index]]])

    for index in range(len(ring)):
        weight[index] = weigh(index)
    queue = [(value, index) for index, value in enumerate(weight)]
    heapify(queue)
    left = len(ring)
    while queue and left > 4:
        value, index = heappop(queue)
        if not alive[index] or value != weight[index]:
            continue
        if value >= smallest:
            break
        alive[index] = False
        left -= 1
        for near in (before[index], after[index]):
            if near == before[index]:
                after[near] = after[index]
            else:
                before[near] = before[index]
        for near in (before[index], after[index]):
            weight[near] = max(value, weigh(near))
            heappush(queue, (weight[near], near))
    return [point for point, kept in zip(ring, alive, strict=True) if kept]


def spelled(shapes):
    """Write rings as an SVG path of whole, relative numbers.

    :param shapes: rings in units of the drawing.
    """
    parts = []
    for ring in shapes:
        points = [(round(x), round(y)) for x, y in ring]
        x, y = points[0]
        steps = []
        for to_x, to_y in points[1:]:
            if (to_x, to_y) != (x, y):
                steps.append((to_x - x, to_y - y))
                x, y = to_x, to_y
        if len(steps) < 2:
            continue
        numbers = "".join(
            f"{number}" if number < 0 or first else f" {number}"
            for step, pair in enumerate(steps)
            for place, number in enumerate(pair)
            for first in [step == 0 and place == 0]
        )
        parts.append(f"M{points[0][0]} {points[0][1]}l{numbers}z")
    return "".join(parts)


def outline(atlas):
    """Make the contents of ``philippines.json``.

    :param atlas: a world atlas, as TopoJSON.
    """
    stretch = cos(radians(MIDDLE)) * UNITS
    country = rings(atlas, COUNTRY)
    longitudes = [longitude for ring in country for longitude, _latitude in ring]
    latitudes = [latitude for ring in country for _longitude, latitude in ring]
    west = min(longitudes) - MARGIN / stretch
    north = max(latitudes) + MARGIN / UNITS
    drawn = [[((lon - west) * stretch, (north - lat) * UNITS) for lon, lat in r] for r in country]
    drawn = sorted((r for r in drawn if area(r) >= SMALLEST_ISLAND), key=area, reverse=True)
    smallest = 0.5
    while len(path := spelled(simplified(ring, smallest) for ring in drawn)) > LARGEST_PATH:
        smallest *= 1.1
    return {
        "source": "Natural Earth 1:10m, by the npm package world-atlas 2; public domain",
        "west": round(west, 5),
        "north": round(north, 5),
        "units_per_longitude": round(stretch, 5),
        "units_per_latitude": UNITS,
        "width": round((max(longitudes) - west) * stretch + MARGIN),
        "height": round((north - min(latitudes)) * UNITS + MARGIN),
        "path": path,
    }


def main():
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("atlas", type=Path, help="countries-10m.json of world-atlas")
    arguments = parser.parse_args()
    made = outline(json.loads(arguments.atlas.read_text(encoding="utf-8")))
    target = Path(__file__).parent / "data" / "philippines.json"
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
