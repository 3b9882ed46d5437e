"""The sitemap for search engines: ``/sitemap.xml``, an index, and its parts.

A part that another room knows of (the pages of themes, say) is a named adapter of the site to
:class:`clkss.content.outreach.interfaces.ISitemapPart`.
"""

from abc import ABC
from abc import abstractmethod
from clkss.content.committees.interfaces import IKnowledgeContainer
from clkss.content.outreach import public
from clkss.content.outreach.interfaces import ISitemapPart
from clkss.content.search.rules import KINDS
from collections.abc import Iterable
from datetime import UTC
from lxml import etree
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.Five.browser import BrowserView
from typing import NamedTuple
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component import adapter
from zope.component import getAdapters
from zope.interface import implementer

import re


SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

SIZE = 5_000
"""Addresses in one file; the protocol allows ten times as many."""

_FILE = re.compile(r"([a-z][a-z0-9-]{0,40})\.([1-9][0-9]{0,5})", re.ASCII)

NO_PAGES = frozenset({"File", "Image", "Link", "Plone Site", "Discussion Item"})
"""Types whose things are no pages of their own."""


class Entry(NamedTuple):
    """An address in the sitemap.

    :param url: the canonical address of a page.
    :param changed: moment of its last change with its zone, or ``None``.
    """

    url: str
    changed: object | None = None


class Sitemap(BrowserView):
    """The index, or with ``?part=<name>.<number>`` one of the files it names."""

    def __call__(self):
        """Answer with XML.

        :raises NotFound: when there is no such file.
        """
        asked = self.request.form.get("part")
        root = self._index() if asked is None else self._file(asked)
        self.request.response.setHeader("Content-Type", "application/xml; charset=utf-8")
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    def _parts(self):
        return dict(sorted(getAdapters((self.context,), ISitemapPart)))

    def _index(self):
        address = f"{self.context.absolute_url()}/sitemap.xml"
        files = (
            f"{address}?{urlencode({'part': f'{name}.{number + 1}'})}"
            for name, part in self._parts().items()
            for number in range(-(-part.count() // SIZE))
        )
        return _written("sitemapindex", "sitemap", map(Entry, files))

    def _file(self, asked):
        named = _FILE.fullmatch(asked) if isinstance(asked, str) else None
        part = self._parts().get(named[1]) if named else None
        if part is None:
            raise NotFound("sitemap.xml")
        start = (int(named[2]) - 1) * SIZE
        entries = list(part.entries(start, SIZE))
        if not entries:
            raise NotFound("sitemap.xml")
        return _written("urlset", "url", entries)


def _written(name: str, each: str, entries: Iterable[Entry]):
    root = etree.Element(f"{{{SITEMAP}}}{name}", nsmap={None: SITEMAP})
    for entry in entries:
        element = etree.SubElement(root, f"{{{SITEMAP}}}{each}")
        etree.SubElement(element, f"{{{SITEMAP}}}loc").text = entry.url
        if entry.changed is not None:
            moment = entry.changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            etree.SubElement(element, f"{{{SITEMAP}}}lastmod").text = moment
    return root


class FromCatalog(ABC):
    """A part whose pages the catalog knows.

    :param site: the site.
    """

    def __init__(self, site):
        self.site = site

    @abstractmethod
    def records(self):
        """Give the records of the pages, in an order that stays."""

    def count(self):
        """Count the records."""
        return len(self.records())

    def entries(self, start, size):
        """Give the addresses of some of the records.

        :param start: the first one, from 0.
        :param size: how many at most.
        """
        for brain in self.records()[start : start + size]:
            yield Entry(brain.getURL(), brain.modified.asdatetime())


@implementer(ISitemapPart)
@adapter(IPloneSiteRoot)
class Knowledge(FromCatalog):
    """Everything that is known."""

    def records(self):
        """Give the records of all knowledge that a visitor may see."""
        return public.found(portal_type=list(KINDS))


@implementer(ISitemapPart)
@adapter(IPloneSiteRoot)
class Pages(FromCatalog):
    """The front page, the repository, and the pages that are no knowledge."""

    def records(self):
        """Give the records of the other pages; what only lists knowledge leads elsewhere."""
        types = set(api.portal.get_tool("plone_utils").getUserFriendlyTypes())
        wanted = sorted(types - set(KINDS) - NO_PAGES)
        lists = IKnowledgeContainer.__identifier__
        return public.found(
            portal_type=wanted, is_default_page=False, object_provides={"not": lists}
        )

    def count(self):
        """Count the records and the two pages that are none."""
        return super().count() + len(self._own())

    def entries(self, start, size):
        """Give some of the addresses, the front page first.

        :param start: the first one, from 0.
        :param size: how many at most.
        """
        own = self._own()
        yield from own[start : start + size]
        before = max(0, start - len(own))
        yield from super().entries(before, max(0, start + size - len(own)) - before)

    def _own(self):
        url = self.site.absolute_url()
        return [Entry(url), Entry(f"{url}/repository")]
