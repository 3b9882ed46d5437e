"""The parts of a page about something as HTML, drawn in Python since there are many."""

from clkss.content import _
from clkss.content.frame.drawing import html
from clkss.content.places.joining import Part
from clkss.content.search import rules
from clkss.content.search.hits import Hits
from clkss.content.search.wording import escaped
from markupsafe import escape
from typing import NamedTuple


MOST_ROWS = 12
"""Rows of a table of figures; of years the last ones."""

BAR_WIDTH = 120

FIGURES = (
    (rules.KIND, _("figures_by_kind", default="By kind")),
    (rules.SECTOR, _("figures_by_sector", default="By kind of work")),
    (rules.THEME, _("figures_by_theme", default="By theme")),
    (rules.YEAR, _("figures_by_year", default="By year")),
)
"""Facets of which a table is drawn, with its caption."""

WITHOUT = _("label_places_without_entries", default="Places of which nothing is known yet")
NUMBER = _("figures_number", default="Entries")

JUMP = '<li><a href="#%s"><span>%s</span> <span class="clkss-count">%d</span></a></li>'
WAY = '<li><a href="%s"><span>%s</span> <span class="clkss-count">%d</span></a></li>'
BAR = (
    '<svg aria-hidden="true" class="clkss-bar" focusable="false" height="10" width="{full}"'
    ' viewBox="0 0 {full} 10"><rect fill="#2c7a6f" height="10" width="{width:g}"/></svg>'
)
ROW = (
    '<tr><th scope="row"><a href="{url}" rel="nofollow">{title}</a></th>'
    '<td class="clkss-figure-number">{count}</td><td>{bar}</td></tr>'
)
REST = '<tr><td colspan="3"><a href="%s">%s</a></td></tr>'


class Way(NamedTuple):
    """A way on to another page, with how much there is."""

    url: str
    title: str
    count: int


class Group(NamedTuple):
    """Ways of one sort, under a heading.

    :param folded: ways that wait behind a click.
    """

    id: str
    title: str
    ways: list[Way]
    folded: list[Way] = []


def ways(items) -> str:
    """Draw ways to other pages.

    :param items: :class:`Way` things, in their order.
    """
    return "".join([WAY % (html(way.url), html(way.title), way.count) for way in items])


class Drawing:
    """Draws what is joined.

    :param joined: :class:`clkss.content.places.joining.Joined`.
    :param base: address of the repository without parameters.
    :param site: the site.
    """

    def __init__(self, joined, base, site):
        self.joined = joined
        self.titles = joined.repository.titles
        self.base = base
        self.hits = Hits(joined.repository, joined.query, base, site)

    def jumps(self, parts: list[Part]) -> str:
        """Draw the ways to the parts of the page.

        :param parts: the parts.
        """
        translated = self.titles.translated
        return "".join(
            JUMP % (part.id, escape(translated(part.title)), part.total) for part in parts
        )

    def groups(self, groups: list[Group]) -> str:
        """Draw groups of ways to other pages; empty ones are left out.

        :param groups: the groups.
        """
        return "".join(self._group(group) for group in groups if group.ways or group.folded)

    def _group(self, group):
        translated = self.titles.translated
        shown = f'<ul class="clkss-ways">{ways(group.ways)}</ul>' if group.ways else ""
        folded = ""
        if group.folded:
            folded = (
                f'<details class="clkss-more"><summary>{escape(translated(WITHOUT))}</summary>'
                f'<ul class="clkss-ways">{ways(group.folded)}</ul></details>'
            )
        return (
            f'<section aria-labelledby="{group.id}"><h2 id="{group.id}">'
            f"{escape(translated(group.title))}</h2>{shown}{folded}</section>"
        )

    def part(self, part: Part) -> str:
        """Draw a part: what is newest in it, and the way to all of it.

        :param part: the part.
        """
        title = escape(self.titles.translated(part.title))
        more = ""
        if part.total > len(part.rids):
            message = _(
                "link_see_all",
                default="See all ${count}: ${what}",
                mapping={"count": part.total, "what": self.titles.translated(part.title)},
            )
            url = escape(rules.address(self.base, part.query))
            more = f'<p><a href="{url}">{escape(self.titles.translated(message))}</a></p>'
        return (
            f'<section class="clkss-joined" aria-labelledby="{part.id}">'
            f'<h2 id="{part.id}">{title} <span class="clkss-count">{part.total}</span></h2>'
            f'<ul class="clkss-hits">{self.hits.brief(part.rids)}</ul>{more}</section>'
        )

    def figures(self, without: str) -> str:
        """Draw tables of how much there is, each number a way to the things.

        :param without: the facet that says nothing on this page.
        """
        tables = (self._table(name, caption) for name, caption in FIGURES if name != without)
        return f'<div class="clkss-figures">{"".join(tables)}</div>'

    def _table(self, name, caption):
        values = self.joined.values(name)
        if not values:
            return ""
        short = self.titles.short
        if name == rules.YEAR:
            values = sorted(values, key=lambda each: -int(each[0]))
        else:
            values = sorted(values, key=lambda each: (-each[1], short(name, each[0])))
        most = max(count for _value, count in values)
        links = rules.Links(self.base, self.joined.query, name)
        translated = self.titles.translated
        rows = "".join(
            ROW.format(
                url=html(links.toggled(value)),
                title=escaped(short(name, value)),
                count=count,
                bar=BAR.format(full=BAR_WIDTH, width=max(1, round(count * BAR_WIDTH / most))),
            )
            for value, count in values[:MOST_ROWS]
        )
        if values[MOST_ROWS:]:
            rest = _(
                "label_more_values",
                default="${count} more",
                mapping={"count": len(values) - MOST_ROWS},
            )
            everything = escape(rules.address(self.base, self.joined.query))
            rows += REST % (everything, escape(translated(rest)))
        said = escape(translated(caption))
        return (
            f'<table class="table"><caption>{said}</caption><thead><tr>'
            f'<th scope="col">{escape(self.titles.name(name))}</th>'
            f'<th scope="col" colspan="2">{escape(translated(NUMBER))}</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
