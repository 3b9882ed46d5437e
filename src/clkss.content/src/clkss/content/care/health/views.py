"""The health page: all lists with their counts, and each list by itself."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.care.health import sheet
from clkss.content.care.health import store
from clkss.content.care.health.interfaces import IHealthList
from clkss.content.care.health.published import Published
from clkss.content.committees.interfaces import IKnowledgeContainer
from clkss.content.frame.views import FormView
from clkss.content.review import words
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getAdapters
from zope.i18n import translate


PERMISSION = "clkss: Publish Knowledge"

PATH = "knowledge-health"

SIZE = 50


def edits_knowledge(site) -> bool:
    """Say whether the current user publishes knowledge anywhere: editors do so where it lies.

    :param site: the Plone site.
    """
    user = getSecurityManager()
    return bool(user.checkPermission(PERMISSION, site)) or any(
        user.checkPermission(PERMISSION, place)
        for place in site.objectValues()
        if IKnowledgeContainer.providedBy(place)
    )


class Health(FormView):
    """All lists, or the one that the address names.

    What is posted here says that two items are two things.
    """

    overview = ViewPageTemplateFile("templates/health.pt")
    single = ViewPageTemplateFile("templates/list.pt")
    robots = "noindex"

    def __call__(self):
        if self.is_post:
            self.check_token()
            return self._tell_apart()
        name = self.trimmed("list")
        if not name:
            return self.overview()
        self.name = name
        self.list = dict(self.lists).get(name)
        if self.list is None:
            raise NotFound(name)
        if self.trimmed("format") == sheet.CSV:
            return sheet.write(self)
        return self.single()

    @cached_property
    def page_title(self):
        """What the page is called."""
        name = self.trimmed("list") if not self.is_post else ""
        found = dict(self.lists).get(name)
        return found.title if found else _("title_health", default="Health of the knowledge")

    @cached_property
    def site(self):
        """The site."""
        return api.portal.get()

    @cached_property
    def lists(self):
        """All lists with their names, in their order."""
        found = getAdapters((Published(self.site), self.request), IHealthList)
        return sorted(found, key=lambda pair: (pair[1].order, pair[0]))

    def address(self, **query):
        """Give the address of a list.

        :param query: parameters; without a list it is the address of the page.
        """
        base = f"{self.site.absolute_url()}/{PATH}"
        return f"{base}?{urlencode(query)}" if query else base

    def summaries(self):
        """Return all lists with how many lines they have."""
        return [
            {
                "title": found.title,
                "help": found.help,
                "count": found.count(),
                "url": self.address(list=name),
                "sheet": self.address(list=name, format=sheet.CSV),
            }
            for name, found in self.lists
        ]

    # One list

    @cached_property
    def total(self):
        """How many lines the list has."""
        return self.list.count()

    @cached_property
    def first(self):
        """How many lines come before the page."""
        value = self.trimmed("b_start")
        start = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
        return min(start // SIZE * SIZE, max(0, (self.total - 1) // SIZE * SIZE))

    def rows(self):
        """Return the lines of the page."""
        return self.shown(self.list.rows(self.first, SIZE))

    def shown(self, rows):
        """Make lines ready to be shown.

        :param rows: from a list.
        """
        return [
            {
                "title": row.title,
                "url": row.url,
                "kind": self.kind(row.kind),
                "owner": self.owner(row.owner),
                "said": [self.said(each) for each in row.said],
                "other": row.other and {"title": row.other[0], "url": row.other[1]},
                "pair": row.pair and " ".join(row.pair),
            }
            for row in rows
        ]

    def said(self, message):
        """Say something in the language of the page.

        :param message: a text or a message id.
        """
        return translate(message, context=self.request)

    def kind(self, portal_type):
        """Return a type in words.

        :param portal_type: its name; may be empty.
        """
        info = api.portal.get_tool("portal_types").get(portal_type) if portal_type else None
        return self.said(info.Title()) if info is not None else ""

    def owner(self, key):
        """Return a committee in words.

        :param key: its key; may be empty.
        """
        return self.said(words.committee(key)) if key else ""

    def neighbours(self):
        """Return the addresses of the pages before and after."""
        before = self.first - SIZE
        after = self.first + SIZE
        return {
            "before": self.address(list=self.name, b_start=before) if before >= 0 else None,
            "after": self.address(list=self.name, b_start=after) if after < self.total else None,
        }

    def _tell_apart(self):
        pair = self.trimmed("pair").split(" ")
        url = self.address(list="twins")
        if len(pair) != 2 or tuple(pair) not in {each[:2] for each in store.suspected()}:
            message = _("health_no_pair", default="These two are not on the list any more.")
            return self.redirect_with_message(message, url, "error")
        store.tell_apart(*pair, by=getSecurityManager().getUser().getId())
        message = _("health_told_apart", default="Noted: they are two things.")
        return self.redirect_with_message(message, url)


class HealthOfSite(Health):
    """The same at the root of the site, for those who publish knowledge where it lies."""

    def __call__(self):
        if not edits_knowledge(self.site):
            raise Unauthorized("The health page is for those who publish knowledge.")
        return super().__call__()
