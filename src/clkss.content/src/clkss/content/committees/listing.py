"""All committees, from the nation down, and the one of a place, without waking what is listed."""

from clkss.content import _
from clkss.content.committees import content
from clkss.content.committees import finding
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from clkss.content.territories.choosing import PlaceChooser
from functools import cached_property
from markupsafe import escape
from plone import api
from Products.Five.browser import BrowserView


MOST = 100
"""Committees of a level that are listed; of more, the pages of those above lead on."""

FEW = 20
"""So many of the levels with thousands: nobody reads on there, the search finds."""

CROWDED = frozenset({territories.MUNICIPAL, territories.BARANGAY})
"""Levels with thousands of committees."""

MOST_FOUND = 20
"""Places that a name may mean of which the committees are shown."""


class PlaceSearch(PlaceChooser):
    """Looks a place up; what it may mean is shown with the committees, not in the field."""

    searched = False


class Listing(BrowserView):
    """The folder of committees as a ladder of levels, and a search by place."""

    page_title = _("title_committees", default="Committees")

    def __call__(self):
        """Show the page; a place whose code is in the address is looked up at once."""
        self.chooser = PlaceSearch(
            self.context, self.request, "place", self.context.absolute_url(), required=False
        )
        return self.index()

    def drawn(self, items):
        """Draw links; there are hundreds of them.

        :param items: a list of ``{"url", "title"}``.
        """
        return "".join(
            f'<li><a href="{escape(item["url"])}">{escape(item["title"])}</a></li>'
            for item in items
        )

    def sections(self):
        """Return the levels that have a committee, the highest first.

        :returns: a list of ``{"level", "title", "count", "cut", "items"}``; items are
            ``{"url", "title"}`` by title, at most :data:`MOST` or :data:`FEW`.
        """
        home = content.home().absolute_url()
        sections = []
        for level in finding.LEVELS:
            most = FEW if level in CROWDED else MOST
            count, records = finding.first(most, level)
            items = [{"url": f"{home}/{record.getId}", "title": record.Title} for record in records]
            section = {"level": level, "title": LEVEL_TITLES[level], "count": count}
            if count:
                sections.append({**section, "cut": count > most, "items": items})
        return sections

    # The one of a place

    @cached_property
    def code(self):
        """Code of the place that is looked for: the only one called so, or the chosen one."""
        if self.chooser.text:
            return self.places[0].code if len(self.places) == 1 else ""
        return table.current(self.chooser.code) if self.chooser.code else ""

    @cached_property
    def places(self):
        """The places that what was typed may mean, the best first."""
        return table.search(self.chooser.text, MOST_FOUND) if self.chooser.text else []

    def candidates(self):
        """Say of each place that may be meant whether its committee is on record."""
        if self.code or not self.places:
            return []
        codes = [place.code for place in self.places]
        urls = {record.getId: record.getURL() for record in finding.found(getId=codes)}
        return [
            {
                "title": table.title(code),
                "committee": urls.get(code),
                "url": f"{self.context.absolute_url()}?place={code}",
            }
            for code in codes
        ]

    @cached_property
    def standing(self):
        """What is on record for the place."""
        return finding.Standing(api.portal.get(), self.code) if self.code else None

    def own(self):
        """Return the committee of the place, if it is on record, with its contact."""
        committee = self.standing.own
        if committee is None:
            return None
        lines = [line.strip() for line in (committee.contact or "").splitlines()]
        return {**finding.link(committee), "contact": [line for line in lines if line]}

    def subs(self):
        """Return the sub-committees of the place."""
        return [finding.link(each) for each in self.standing.subs()]

    def nearest(self):
        """Return the nearest committee above that is on record."""
        committee = self.standing.nearest
        return None if committee is None else finding.link(committee)

    def below(self):
        """Return how many committees below are on record, level by level."""
        return [{**each, "title": LEVEL_TITLES[each["level"]]} for each in self.standing.below()]

    def right_below(self):
        """Return the places right below, with and without a committee on record."""
        with_one, without = self.standing.right_below()
        home = content.home().absolute_url()
        for place in without:
            place["url"] = f"{home}?place={place['code']}"
        return {"with": self.drawn(with_one), "without": self.drawn(without)}

    def join_url(self):
        """Address where somebody asks to join, or to begin, the committee."""
        return f"{api.portal.get().absolute_url()}/join?place={self.code}"

    def place_url(self):
        """Address of the page about the place."""
        return f"{api.portal.get().absolute_url()}/places/{self.code}"
