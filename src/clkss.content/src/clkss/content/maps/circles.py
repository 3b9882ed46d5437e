"""Numbers by place: circles on the outline of the country, each as large as its number.

Standard library only, like :mod:`clkss.content.maps.rules`.
"""

from clkss.content.maps.rules import COAST
from clkss.content.maps.rules import LAND
from clkss.content.maps.rules import Outline
from clkss.content.maps.rules import POINT
from clkss.content.maps.rules import position
from collections.abc import Iterable
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr


SMALLEST = 12
"""Radius of the smallest circle; one can still be pointed at with a finger."""

LARGEST = 30

FEWEST = 10
"""Below this number not even the largest circle has the largest radius."""

SHOWN_WIDTH = 380
SHOWN_HEIGHT = 620
"""How large the whole drawing is on a page, about; circles and numbers keep their size in it."""

NARROWEST = 60
"""Units that a part of the country has at least, about 220 kilometres."""


class Circle(NamedTuple):
    """A place and its number."""

    title: str
    count: int
    address: str
    latitude: float
    longitude: float


class Window(NamedTuple):
    """The part of the drawing that is shown."""

    left: float
    top: float
    width: float
    height: float

    @property
    def unit(self) -> float:
        """Units of the drawing for a pixel of the page."""
        return max(self.width / SHOWN_WIDTH, self.height / SHOWN_HEIGHT)


def whole(outline: Outline) -> Window:
    """Show the country.

    :param outline: the outline.
    """
    return Window(0, 0, outline.width, outline.height)


def around(outline: Outline, points: Iterable[tuple[float, float]]) -> Window:
    """Show the part of the country in which some places lie.

    :param outline: the outline.
    :param points: latitudes and longitudes.
    """
    drawn = [position(outline, latitude, longitude) for latitude, longitude in points]
    if not drawn:
        return whole(outline)
    left, right = min(x for x, _y in drawn), max(x for x, _y in drawn)
    top, bottom = min(y for _x, y in drawn), max(y for _x, y in drawn)
    width = max((right - left) * 1.4, NARROWEST)
    height = max((bottom - top) * 1.4, NARROWEST)
    width, height = max(width, height / 1.6), max(height, width / 1.6)
    return Window(
        round((left + right - width) / 2, 1),
        round((top + bottom - height) / 2, 1),
        round(width, 1),
        round(height, 1),
    )


def drawing(outline: Outline, window: Window, circles: Sequence[Circle]) -> str:
    """Draw the circles, the small ones above the large, each a link.

    A list of the same places stands beside the drawing, so it is hidden from those who do not see
    it, and the keyboard passes it by.

    :param outline: the outline.
    :param window: the part to show.
    :param circles: the places.
    """
    unit = window.unit
    most = max([FEWEST, *(circle.count for circle in circles)])
    box = f"{window.left:g} {window.top:g} {window.width:g} {window.height:g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="clkss-circles" viewBox="{box}"'
        ' aria-hidden="true" focusable="false">',
        f'<path d="{outline.path}" fill="{LAND}" stroke="{COAST}" stroke-width="{unit:.2g}"'
        ' stroke-linejoin="round"/>',
    ]
    for circle in sorted(circles, key=lambda circle: -circle.count):
        x, y = position(outline, circle.latitude, circle.longitude)
        radius = SMALLEST + (LARGEST - SMALLEST) * sqrt(circle.count / most)
        parts.append(
            f'<a href={quoteattr(circle.address)} tabindex="-1">'
            f"<title>{escape(circle.title)}: {circle.count}</title>"
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius * unit:.3g}" fill="{POINT}"'
            f' fill-opacity=".85" stroke="#fff" stroke-width="{1.5 * unit:.2g}"/>'
            f'<text x="{x:g}" y="{y + 4.5 * unit:.5g}" font-size="{13 * unit:.3g}"'
            f' text-anchor="middle" fill="#fff">{circle.count}</text></a>'
        )
    parts.append("</svg>")
    return "".join(parts)
