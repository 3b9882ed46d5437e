"""What a committee has published: its news and events, and its knowledge."""

from clkss.content import _
from clkss.content.committees.content import ICommittee
from clkss.content.committees.interfaces import ICommitteeSection
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import MOST
from clkss.content.interfaces import IClkssLayer
from clkss.content.review import workflow
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


NEWS = ("News Item", "Event")

KNOWLEDGE = {
    "Programme": _("section_programmes", default="Programmes"),
    "Service": _("section_services", default="Services"),
    "GoodPractice": _("section_practices", default="Good practices"),
    "CaseStudy": _("section_case_studies", default="Case studies"),
    "Resource": _("section_resources", default="Publications, tools and data"),
    "Partner": _("section_partners", default="Partners"),
    "Commitment": _("section_commitments", default="Commitments of places"),
    "Exchange": _("section_exchanges", default="Offers and requests"),
}
"""Kinds of knowledge that a committee answers for, in the order in which they are shown."""

_MEMO = "clkss.content.community.rooms.published"


def published_by(committee, request):
    """Give what a committee has published, by type, the newest first.

    The catalog is asked once for all sections of a page.

    :param committee: the committee.
    :param request: the request.
    :returns: a mapping of a portal type to brains.
    """
    memo = IAnnotations(request).setdefault(_MEMO, {})
    key = committee.getId()
    if key not in memo:
        found = memo[key] = {}
        for brain in api.content.find(
            owner_committee=key,
            review_state=workflow.PUBLISHED,
            portal_type=[*NEWS, *KNOWLEDGE],
            sort_on="effective",
            sort_order="reverse",
        ):
            found.setdefault(brain.portal_type, []).append(brain)
    return memo[key]


def entry(brain):
    """Make an entry of a list of what is published.

    :param brain: the brain.
    """
    return {"url": brain.getURL(), "title": brain.Title, "facts": [_day(brain)], "badge": None}


def _day(brain):
    at = brain.start if brain.portal_type == "Event" and brain.start else brain.effective
    return at.strftime("%Y-%m-%d")


class PublishedSection:
    """A part of a committee's page; nothing is shown where nothing is published.

    :param committee: the committee.
    :param request: the request.
    :param page: the page on which it stands.
    """

    def __init__(self, committee, request, page):
        self.context = committee
        self.request = request
        self.page = page

    @cached_property
    def found(self):
        """What the committee has published, by type."""
        return published_by(self.context, self.request)


@adapter(ICommittee, IClkssLayer, Interface)
@implementer(ICommitteeSection)
class NewsSection(PublishedSection):
    """News and events, the newest first."""

    order = 70
    title = _("heading_news_events", default="News and events")
    template = ViewPageTemplateFile("templates/section.pt")
    may_add = False
    name = "news"

    @cached_property
    def brains(self):
        """News and events together."""
        found = [brain for kind in NEWS for brain in self.found.get(kind, [])]
        return sorted(found, key=lambda brain: brain.effective, reverse=True)

    def available(self):
        """Say whether there is anything to show to the current user."""
        return bool(self.brains)

    @property
    def entries(self):
        """The newest."""
        return [entry(brain) for brain in self.brains[:MOST]]

    @property
    def has_more(self):
        """Whether there are more than are shown."""
        return len(self.brains) > MOST

    @property
    def all_url(self):
        """Address of the page of all."""
        return f"{self.context.absolute_url()}/published"

    def render(self):
        """Give the HTML below the heading."""
        return self.template()


@adapter(ICommittee, IClkssLayer, Interface)
@implementer(ICommitteeSection)
class KnowledgeSection(PublishedSection):
    """Programmes, services and all else that the committee has published, by kind."""

    order = 90
    title = _("heading_committee_offers", default="Programmes, services and practices")
    template = ViewPageTemplateFile("templates/published.pt")

    def available(self):
        """Say whether there is anything to show to the current user."""
        return any(kind in self.found for kind in KNOWLEDGE)

    def kinds(self):
        """Give the kinds of which something is published, with the newest of each."""
        return [
            {"title": title, "entries": [entry(brain) for brain in self.found[kind][:MOST]]}
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

    def render(self):
        """Give the HTML below the heading."""
        return self.template()


class PublishedPage(ListPage):
    """All that a committee has published, the newest first, in pages."""

    title = _("title_committee_published", default="Published by this committee")
    empty = _("room_nothing_published", default="This committee has published nothing yet.")
    may_add = False

    @cached_property
    def brains(self):
        """All of it."""
        by_kind = published_by(self.context, self.request)
        found = [brain for brains in by_kind.values() for brain in brains]
        return sorted(found, key=lambda brain: brain.effective, reverse=True)

    def entry(self, brain):
        """Make an entry of a brain.

        :param brain: the brain.
        """
        made = entry(brain)
        kind = KNOWLEDGE.get(brain.portal_type)
        return {**made, "facts": [*([kind] if kind else []), *made["facts"]]}
