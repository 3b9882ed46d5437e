"""The page and the feed of what committees have accomplished.

One question to the catalog gives the latest; what a reader may not see is not among them. No object
is woken.
"""

from clkss.content import _
from clkss.content.accomplishments import rules
from clkss.content.committees.access import chain
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.community.meetings.content import PORTAL_TYPE as MEETING
from clkss.content.community.meetings.rules import HELD
from clkss.content.community.rooms.content import DOCUMENT
from clkss.content.community.rooms.rules import NETWORK
from clkss.content.community.rooms.rules import PUBLIC
from clkss.content.community.rooms.sections import facts_of
from clkss.content.review import words
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search import rules as search
from clkss.content.search import syndication
from clkss.content.search.feeds import LANGUAGES
from clkss.content.search.feeds import published
from clkss.content.search.titles import Titles
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from clkss.content.territories.choosing import PlaceChooser
from functools import cached_property
from plone import api
from plone.registry.interfaces import IRegistry
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zope.component import getUtility


ADOPTION = "AdoptionNote"

KINDS = (
    "GoodPractice",
    "Programme",
    "Service",
    "Resource",
    "CaseStudy",
    "Commitment",
    "News Item",
    ADOPTION,
    DOCUMENT,
    MEETING,
)
"""What counts as accomplished."""

TITLES = {
    ADOPTION: _("accomplished_adoption", default="Adopted elsewhere"),
    DOCUMENT: _("accomplished_document", default="Paper"),
    MEETING: _("accomplished_meeting", default="Meeting held"),
}
"""What is no kind of the search."""

DOES_COUNT = (PUBLISHED, PUBLIC, NETWORK)
"""States in which others than the committee itself see it."""


class Accomplishments(BrowserView):
    """What others accomplished, the latest first, by level and place."""

    page_title = _("title_accomplishments", default="What committees accomplished")
    page_description = _(
        "description_accomplishments",
        default="The latest that committees have published or shared, from the whole country.",
    )

    def __call__(self):
        """Show the page."""
        self.chooser = PlaceChooser(self.context, self.request, "place", self.url, required=False)
        return self.index()

    @property
    def robots(self):
        """Let search engines pass by: each entry has a page of its own."""
        return "noindex, follow"

    @property
    def url(self):
        """Address of this page."""
        return f"{self.context.absolute_url()}/accomplishments"

    @cached_property
    def choice(self):
        """What is asked for; what no committee could be is passed over."""
        level = self.request.form.get("level", "")
        place = self.request.form.get("place", "")
        place = place[0] if isinstance(place, list) and place else place
        return rules.Choice(
            level if level in territories.COMMITTEE_LEVELS else "",
            place if isinstance(place, str) and table.exists(place) else "",
        )

    @cached_property
    def start(self):
        """How many entries come before."""
        value = self.request.form.get("b_start", "0")
        is_number = isinstance(value, str) and value.isdecimal()
        return min(int(value[:9]), rules.MOST) if is_number else 0

    @cached_property
    def _page(self):
        found = api.content.find(
            portal_type=list(KINDS),
            review_state=list(DOES_COUNT),
            sort_on="effective",
            sort_order="reverse",
            sort_limit=rules.MOST,
        )
        standing = {}
        pairs = []
        for brain in found[: rules.MOST]:
            key = brain.owner_committee
            if brain.portal_type == MEETING and facts_of(brain).get("life") != HELD:
                continue
            if key not in standing:
                standing[key] = rules.where(key, chain)
            pairs.append((brain, standing[key]))
        return rules.page(pairs, self.choice, self.start)

    @cached_property
    def titles(self):
        """Titles of kinds in the language of the page."""
        return Titles(self.context, self.request)

    @property
    def entries(self):
        """The entries of this page."""
        return [self._entry(brain) for brain in self._page[0]]

    def kind_of(self, brain):
        """Say what an entry is.

        :param brain: the brain.
        """
        own = TITLES.get(brain.portal_type)
        if own is not None:
            return self.titles.translated(own)
        return self.titles.short(search.KIND, brain.portal_type)

    def _entry(self, brain):
        when = published(brain)
        key = brain.owner_committee
        return {
            "url": brain.getURL(),
            "title": brain.Title,
            "description": brain.Description or "",
            "kind": self.kind_of(brain),
            "committee": words.committee(key),
            "committee_url": f"{self.context.absolute_url()}/committees/{key}",
            "day": when.date().isoformat() if when else "",
        }

    @property
    def levels(self):
        """The levels to choose from."""
        return [
            {"id": level, "title": LEVEL_TITLES[level], "chosen": level == self.choice.level}
            for level in reversed(territories.COMMITTEE_LEVELS)
        ]

    def address(self, **changes):
        """Give the address of the same choice with changes.

        :param changes: parameters.
        """
        known = {"level": self.choice.level, "place": self.choice.place, **changes}
        asked = urlencode({name: value for name, value in known.items() if value})
        return f"{self.url}?{asked}" if asked else self.url

    @property
    def before_url(self):
        """Address of the page before; None on the first."""
        if not self.start:
            return None
        return self.address(b_start=max(self.start - rules.SIZE, 0))

    @property
    def after_url(self):
        """Address of the next page; None on the last."""
        return self.address(b_start=self.start + rules.SIZE) if self._page[1] else None

    @property
    def feed_url(self):
        """Address of the feed."""
        return self.address().replace("/accomplishments", "/accomplishments.atom", 1)


class Feed(Accomplishments):
    """The same as an Atom feed."""

    def __call__(self):
        """Write the feed."""
        response = self.request.response
        response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        response.setHeader("Cache-Control", "private, no-store")
        titles = self.titles
        name = getUtility(IRegistry).get("plone.site_title") or self.context.Title()
        feed = syndication.Feed(
            title=f"{titles.translated(self.page_title)} – {name}",
            description=titles.translated(self.page_description),
            publisher=name,
            address=self.address(),
            own_address=self.feed_url,
            language=LANGUAGES.get(titles.language, titles.language),
            changed=self.context.created().asdatetime(),
        )
        entries = [
            syndication.Entry(
                uid=brain.UID,
                title=brain.Title,
                summary=f"{words.committee(brain.owner_committee)}. {brain.Description or ''}",
                address=brain.getURL(),
                published=published(brain),
                changed=brain.modified.asdatetime(),
                labels=[(brain.portal_type, self.kind_of(brain))],
            )
            for brain in self._page[0]
        ]
        return syndication.atom(feed, entries)
