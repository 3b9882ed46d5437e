"""What a committee has published: its news and events, and its knowledge."""

from clkss.content import _
from clkss.content.committees.sections import CommitteeSection
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import ListSection
from clkss.content.community.rooms.sections import MOST
from clkss.content.frame import moments
from clkss.content.frame import showing
from clkss.content.frame.drawing import Addresses
from clkss.content.frame.drawing import html
from clkss.content.frame.drawing import with_days
from clkss.content.review import workflow
from functools import cached_property
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.annotation.interfaces import IAnnotations
from ZTUtils.Lazy import LazyMap


NEWS = ("News Item", "Event")

ALL = "all"
ALL_NEWS = "news"

KNOWLEDGE = {
    "Programme": _("section_programmes", default="Programmes"),
    "Service": _("section_services", default="Services"),
    "GoodPractice": _("section_practices", default="Good practices"),
    "CaseStudy": _("section_case_studies", default="Case studies"),
    "Resource": _("section_resources", default="Publications, tools and data"),
    "Partner": _("section_partners", default="Partners"),
    "Commitment": _("section_commitments", default="Commitments of places"),
    "Exchange": _("section_exchanges", default="South–South exchange"),
}
"""Kinds of knowledge that a committee answers for, in the order in which they are shown."""

ENTRY = '<li class="mb-2"><a href="%s">%s</a> <span class="text-muted">· %s</span></li>'

_MEMO = "clkss.content.community.rooms.published"


def published_by(committee, request):
    """Give what a committee has published, by type, the newest first.

    The catalog is asked once for all sections of a page, and makes only the brains that are shown.

    :param committee: the committee.
    :param request: the request.
    :returns: a mapping of a portal type to brains, and of :data:`ALL_NEWS` and :data:`ALL`.
    """
    memo = IAnnotations(request).setdefault(_MEMO, {})
    key = committee.getId()
    if key not in memo:
        memo[key] = _published_by(key)
    return memo[key]


def _published_by(key):
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rids = showing.holding(catalog, "owner_committee", (key,))
    rids = showing.being(catalog, rids, "review_state", (workflow.PUBLISHED,))
    newest = showing.newest_first(catalog, showing.shown(catalog, rids))
    lists = {ALL: (*KNOWLEDGE, *NEWS), ALL_NEWS: NEWS, **{kind: (kind,) for kind in KNOWLEDGE}}
    found = {
        name: showing.being(catalog, newest, "portal_type", kinds) for name, kinds in lists.items()
    }
    make = catalog._catalog.__getitem__
    return {name: LazyMap(make, rids) for name, rids in found.items() if rids}


def entry(brain):
    """Make an entry of a list of what is published.

    :param brain: the brain.
    """
    return {"url": brain.getURL(), "title": brain.Title, "facts": [_day(brain)], "badge": None}


def _drawn(brain, addresses):
    return ENTRY % (html(addresses.of(brain.getPath())), html(brain.Title), with_days(_day(brain)))


def _day(brain):
    at = brain.start if brain.portal_type == "Event" and brain.start else brain.effective
    return moments.there(at).strftime("%Y-%m-%d")


class NewsSection(ListSection):
    """News and events, the newest first."""

    order = 70
    title = _("heading_news_events", default="News and events")
    name = "published"
    may_add = False
    entry = staticmethod(entry)

    @cached_property
    def brains(self):
        """News and events together."""
        return published_by(self.context, self.request).get(ALL_NEWS, ())


class KnowledgeSection(CommitteeSection):
    """Programmes, services and all else that the committee has published, by kind."""

    order = 90
    title = _("heading_committee_offers", default="Programmes, services and practices")
    template = ViewPageTemplateFile("templates/published.pt")

    @cached_property
    def found(self):
        """What the committee has published, by type."""
        return published_by(self.context, self.request)

    def available(self):
        """Say whether there is anything to show to the current user."""
        return any(kind in self.found for kind in KNOWLEDGE)

    def kinds(self):
        """Give the kinds of which something is published, with the newest of each as HTML."""
        addresses = Addresses(api.portal.get())
        return [
            {
                "title": title,
                "entries": "".join(_drawn(brain, addresses) for brain in self.found[kind][:MOST]),
            }
            for kind, title in KNOWLEDGE.items()
            if kind in self.found
        ]

    @property
    def has_more(self):
        """Whether there is more than is shown."""
        return any(len(self.found.get(kind, ())) > MOST for kind in KNOWLEDGE)

    @property
    def all_url(self):
        """Address of the page of all."""
        return f"{self.context.absolute_url()}/published"


class PublishedPage(ListPage):
    """All that a committee has published, the newest first, in pages."""

    title = _("title_committee_published", default="Published by this committee")
    empty = _("room_nothing_published", default="This committee has published nothing yet.")
    may_add = False

    @cached_property
    def brains(self):
        """All of it."""
        return published_by(self.context, self.request).get(ALL, ())

    def entry(self, brain):
        """Make an entry of a brain.

        :param brain: the brain.
        """
        made = entry(brain)
        kind = KNOWLEDGE.get(brain.portal_type)
        return {**made, "facts": [*([kind] if kind else []), *made["facts"]]}
