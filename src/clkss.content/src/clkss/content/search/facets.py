"""Facets as HTML: what a list can be narrowed to, with counts."""

from clkss.content import _
from clkss.content.maps.views import map_address
from clkss.content.search import rules
from clkss.content.search.wording import escaped
from markupsafe import escape


FIRST_VALUES = 7
"""Values of a facet that show at once; the others wait behind "more"."""

FEWEST_HIDDEN = 3
"""Fewer values than this are not worth hiding."""

ALONE = (rules.KIND, rules.LANGUAGE)
"""Facets that say nothing while all results have the same value."""

ANY = "\0"
"""Stands for a value in an address; nothing that people type holds it."""

ANY_QUOTED = "%00"

COUNTED = '<li><a rel="nofollow"%s href="%s">%s</a> <span class="clkss-count">%d</span></li>'
CURRENT = ' aria-current="true"'
MAP = '<img class="clkss-map" alt="" height="205" loading="lazy" src="%s" width="120" />'


class Facets:
    """Draws the facets of an answer.

    :param repository: where the answer is from.
    :param found: the answer.
    :param base: address of the list without parameters.
    :param site_url: address of the site.
    :param kept: what every address carries along, after its parameters.
    """

    def __init__(self, repository, found, base, site_url, kept):
        self.repository = repository
        self.titles = repository.titles
        self.found = found
        self.query = found.query
        self.base = base
        self.site_url = site_url
        self.kept = kept

    def drawn(self) -> str:
        """Draw those with something to choose."""
        return "".join(map(self._facet, rules.FACETS))

    def _facet(self, name):
        """Draw one; kinds within a kind only when it is clear within which."""
        values = self.found.facets.get(name, ())
        chosen = self.query.values(name)
        if name == rules.SUBKIND and not (chosen or self.query.values(rules.KIND)):
            return ""
        if not chosen and (not values or (len(values) < 2 and name in ALONE)):
            return ""
        up = self._steps_up() if name == rules.TERRITORY else ""
        if not values and not up:
            return ""
        shown = self._values(name, values)
        cut = FIRST_VALUES if len(shown) >= FIRST_VALUES + FEWEST_HIDDEN else len(shown)
        parts = [
            f'<details class="clkss-facet"><summary><h2>{escaped(self.titles.name(name))}</h2>'
            f"</summary>{up}<ul>{''.join(shown[:cut])}</ul>"
        ]
        if shown[cut:]:
            more = _(
                "label_more_values", default="${count} more", mapping={"count": len(shown) - cut}
            )
            parts.append(
                f'<details class="clkss-more"><summary>{escape(self.titles.translated(more))}'
                f"</summary><ul>{''.join(shown[cut:])}</ul></details>"
            )
        if name == rules.TERRITORY:
            picture = map_address(self.site_url, chosen)
            parts.append(MAP % escape(picture) if picture else "")
        parts.append("</details>")
        return "".join(parts)

    def _values(self, name, values):
        before, after = self._address(name)
        rows = []
        titles = self.titles.several(name, [value.value for value in values])
        for value, title in zip(values, titles, strict=True):
            order = -int(value.value) if name == rules.YEAR else -value.count
            rows.append((not value.selected, order, title, value))
        rows.sort()
        return [
            COUNTED
            % (
                CURRENT if value.selected else "",
                f"{before}{rules.quoted(value.value)}{after}"
                if before
                else escape(self.kept(self._links.toggled(value.value))),
                escaped(title),
                value.count,
            )
            for _selected, _order, title, value in rows
        ]

    def _address(self, name):
        """Give what is the same in the addresses of all values, before and after the value."""
        self._links = rules.Links(self.base, self.query, name)
        if self.query.values(name):
            return "", ""
        address = str(escape(self.kept(self._links.toggled(ANY))))
        before, _any, after = address.partition(ANY_QUOTED)
        return before, after

    def _steps_up(self):
        steps = "".join(
            COUNTED
            % (
                "",
                escape(self.kept(rules.address(self.base, way.query))),
                escaped(self.titles.short(way.name, way.value)),
                way.count,
            )
            for way in self.repository.steps_up(self.query)
        )
        return f'<ul class="clkss-steps">{steps}</ul>' if steps else ""
