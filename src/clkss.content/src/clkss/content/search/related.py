"""What else is worth reading: things that share themes, sectors and places with this one."""

from clkss.content.frame.drawing import Addresses
from clkss.content.frame.drawing import html
from clkss.content.search import rules
from clkss.content.search.bits import Sums
from clkss.content.search.engine import Repository
from clkss.content.search.tables import INDEXES
from clkss.content.search.titles import Titles
from clkss.content.territories import table
from clkss.content.territories.rules import REGION
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView


MOST = 4

ENTRY = '<li><a href="%s">%s</a>%s</li>'
PLACES = ' <span class="clkss-hit-facts">%s</span>'

ALIKE = (rules.THEME, rules.SECTOR, rules.HAZARD, rules.COUNTRY)
"""Filters of which every shared value makes two things more alike."""


class Related(BrowserView):
    """A list of links to stand below a text; empty when there is nothing."""

    @cached_property
    def repository(self):
        """What the reader may see."""
        site = api.portal.get()
        return Repository(site, Titles(site, self.request))

    def masks(self, rid: int) -> list[int]:
        """Give the documents that share a value with this one, value by value.

        Places count by their region: a neighbour is worth a look.

        :param rid: record id.
        """
        repository = self.repository
        catalog, tables = repository.catalog, repository.tables
        masks = []
        for name in ALIKE:
            index = catalog._catalog.getIndex(INDEXES[name])
            for value in index.getEntryForObject(rid, None) or ():
                masks.append(tables.facet(catalog, name).get(str(value), 0))
        codes = catalog._catalog.getIndex(INDEXES[rules.TERRITORY]).getEntryForObject(rid, None)
        for code in codes or ():
            if table.level(code) == REGION:
                masks.append(tables.place(catalog, code))
        return masks

    def items(self) -> list[dict]:
        """List the things most alike, the newest first among equals."""
        repository = self.repository
        rid = repository.catalog.getrid("/".join(self.context.getPhysicalPath()))
        number = repository.tables.number.get(rid)
        if number is None:
            return []
        visible = repository.visible & ~(1 << number)
        sums = Sums()
        alike = 0
        for mask in self.masks(rid):
            sums.add(mask & visible)
            alike |= mask & visible
        cards = [repository.card(rid) for rid in repository.tables.ranked(alike, sums, 0, MOST)]
        titles = repository.titles
        address = Addresses(titles.site).of
        return [
            {
                "url": address(card.path),
                "title": card.title,
                "places": " · ".join(
                    titles.title(rules.TERRITORY, code) for code in card.places[:2]
                )
                or " · ".join(titles.short(rules.COUNTRY, code) for code in card.countries[:3]),
            }
            for card in cards
        ]

    def drawn(self) -> str:
        """Draw them; empty when there is nothing."""
        return "".join(
            ENTRY
            % (
                html(item["url"]),
                html(item["title"]),
                PLACES % html(item["places"]) if item["places"] else "",
            )
            for item in self.items()
        )
