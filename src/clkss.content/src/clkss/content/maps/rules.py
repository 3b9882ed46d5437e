"""How places come onto the outline of the country."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape


LARGEST_NUMBER = 20
"""Places on one map."""

RADII = {"region": 34, "province": 18, "municipal": 7, "barangay": 5}
"""Radius of the circle that stands for a place, by its level."""

NEAR_ENOUGH = 7
"""Radius from which a circle is drawn as an area, not as a point."""

EDGE = 6
"""Units from the edge where a place beyond the sheet is shown, as Kalayaan in the far west."""

LAND = "#c9dad5"
WHOLE = "#2c7a6f"
COAST = "#4d605d"
POINT = "#a3231f"


class Outline(NamedTuple):
    """The outline of the country, and what is needed to place a point on it."""

    west: float
    north: float
    units_per_longitude: float
    units_per_latitude: float
    width: int
    height: int
    path: str


class Mark(NamedTuple):
    """A place to be marked."""

    title: str
    level: str
    latitude: float | None
    longitude: float | None


def position(outline: Outline, latitude: float, longitude: float) -> tuple[float, float]:
    """Give the point of the drawing where a place lies, at the edge when it lies beyond.

    :param outline: the outline.
    :param latitude: degrees north.
    :param longitude: degrees east.
    """
    x = (longitude - outline.west) * outline.units_per_longitude
    y = (outline.north - latitude) * outline.units_per_latitude
    x = min(max(x, EDGE), outline.width - EDGE)
    y = min(max(y, EDGE), outline.height - EDGE)
    return round(x, 1), round(y, 1)


def svg(outline: Outline, marks: Iterable[Mark]) -> str:
    """Draw the country with places marked; their names are its title for screen readers.

    :param outline: the outline.
    :param marks: the places; the whole country is one without a point.
    """
    marks = list(marks)
    whole = any(mark.level == "country" for mark in marks)
    size = f'viewBox="0 0 {outline.width} {outline.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="t">',
        f'<title id="t">{escape("; ".join(mark.title for mark in marks))}</title>',
        f'<path d="{outline.path}" fill="{WHOLE if whole else LAND}" stroke="{COAST}"',
        ' stroke-width=".7" stroke-linejoin="round"/>',
    ]
    parts += [_circle(outline, mark) for mark in sorted(marks, key=_size, reverse=True)]
    parts.append("</svg>")
    return "".join(parts)


def _size(mark):
    return RADII.get(mark.level, 0)


def _circle(outline, mark):
    if mark.latitude is None or mark.longitude is None or mark.level not in RADII:
        return ""
    x, y = position(outline, mark.latitude, mark.longitude)
    radius = RADII[mark.level]
    if radius > NEAR_ENOUGH:
        fill = f'fill="{POINT}" fill-opacity=".18" stroke="{POINT}" stroke-width="2"'
    else:
        fill = f'fill="{POINT}" stroke="#fff" stroke-width="2"'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius}" {fill}/>'
