"""Themes, places and countries in the sitemap: pages on which a visitor finds something."""

from clkss.content.outreach.interfaces import ISitemapPart
from clkss.content.outreach.sitemap import Entry
from clkss.content.places.page import SAFE
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.tables import INDEXES
from clkss.content.search.titles import Titles
from clkss.content.territories import table
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from urllib.parse import quote
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.interface import implementer


class VisitorsRepository(Repository):
    """The repository as a visitor sees it, whoever asks."""

    @cached_property
    def visible(self):
        """The documents that a visitor may see, as bits."""
        tables = self.tables
        return tables.allowed(self.catalog, ["Anonymous"]) & tables.current(self.catalog)

    def values(self, name: str) -> list[str]:
        """Give the values of a filter under which a visitor finds something.

        :param name: name of a filter.
        """
        if name != rules.TERRITORY:
            facet = self.tables.facet(self.catalog, name)
            return sorted(value for value, bits in facet.items() if bits & self.visible)
        index = self.catalog._catalog.getIndex(INDEXES[name])
        return sorted(
            code
            for code in map(str, index.uniqueValues())
            if table.is_current(code)
            and self.tables.having(self.catalog, index.id, code) & self.visible
        )


@implementer(ISitemapPart)
class Part:
    """The pages of one sort, their list first.

    :param site: the site.
    """

    path = ""
    parameter = ""
    beside = ()
    """Further pages of the site."""

    def __init__(self, site):
        self.site = site

    @cached_property
    def _addresses(self):
        site_url = self.site.absolute_url()
        base = f"{site_url}/{self.path}"
        repository = VisitorsRepository(self.site, Titles(self.site, getRequest()))
        values = repository.values(self.parameter)
        return [
            *(f"{site_url}/{path}" for path in self.beside),
            base,
            *(f"{base}/{quote(value, safe=SAFE)}" for value in values),
        ]

    def count(self):
        """Count the pages."""
        return len(self._addresses)

    def entries(self, start, size):
        """Give some of the addresses.

        :param start: the first one, from 0.
        :param size: how many at most.
        """
        return map(Entry, self._addresses[start : start + size])


@adapter(IPloneSiteRoot)
class Themes(Part):
    """Pages of themes, and the page that leads to all three sorts."""

    beside = ("browse",)
    path = "themes"
    parameter = rules.THEME


@adapter(IPloneSiteRoot)
class Places(Part):
    """Pages of places."""

    path = "places"
    parameter = rules.TERRITORY


@adapter(IPloneSiteRoot)
class Countries(Part):
    """Pages of countries and groups of countries."""

    path = "countries"
    parameter = rules.COUNTRY
