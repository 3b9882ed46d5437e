"""Results by place: circles on the country, and the same as a list."""

from clkss.content.maps import circles
from clkss.content.maps.outline import philippines
from clkss.content.search import rules
from clkss.content.territories import table
from clkss.content.territories.rules import COUNTRY_CODE
from functools import cached_property
from markupsafe import escape


WAY = '<li><a href="%s" rel="nofollow"><span>%s</span> <span class="clkss-count">%d</span></a></li>'


class Mapped:
    """The results of a query by the places of the level below the chosen one.

    Where nothing lies below, or nothing there is known, the chosen places themselves are shown.

    :param repository: where the answer is from.
    :param found: the answer.
    :param address: gives the address of a query, shown as a map.
    :param as_list: gives the address of a query, shown as a list.
    """

    def __init__(self, repository, found, address, as_list):
        self.repository = repository
        self.titles = repository.titles
        self.found = found
        self.query = found.query
        self.address = address
        self.as_list = as_list

    @cached_property
    def places(self) -> list[tuple[str, str, int, str]]:
        """Code, name, number and address of each place, the most first."""
        values = [value for value in self.found.facets[rules.TERRITORY] if value.count]
        below = [value for value in values if not value.selected]
        title = self.titles.short
        places = [
            (
                value.value,
                title(rules.TERRITORY, value.value),
                value.count,
                self._down(value.value) if below else self.as_list(self.query),
            )
            for value in below or values
        ]
        return sorted(places, key=lambda place: (-place[2], place[1]))

    def _down(self, code):
        query = self.query.with_values(rules.TERRITORY, (code,))
        return self.address(query) if table.children_count(code) else self.as_list(query)

    def drawing(self) -> str:
        """Draw the map."""
        outline = philippines()
        drawn = [
            circles.Circle(title, count, address, *table.get(code).centroid)
            for code, title, count, address in self.places
            if table.get(code).centroid
        ]
        return circles.drawing(outline, self._window(outline, drawn), drawn)

    def _window(self, outline, drawn):
        chosen = [code for code in self.query.values(rules.TERRITORY) if code != COUNTRY_CODE]
        if not chosen:
            return circles.whole(outline)
        points = [(circle.latitude, circle.longitude) for circle in drawn]
        for code in chosen:
            points += [table.get(child).centroid for child in table.children(code)]
        return circles.around(outline, filter(None, points))

    def listed(self) -> str:
        """List the places, each a way down."""
        return "".join(
            WAY % (escape(address), escape(title), count)
            for _code, title, count, address in self.places
        )

    def steps_up(self) -> list[dict]:
        """Give the ways up, the country first."""
        return [
            {
                "title": self.titles.short(way.name, way.value),
                "url": self.address(way.query),
                "count": way.count,
            }
            for way in self.repository.steps_up(self.query)
        ]
