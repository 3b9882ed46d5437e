"""The list of countries and groups of countries, and a page for each."""

from clkss.content import _
from clkss.content.places import drawing
from clkss.content.places.page import JoinedView
from clkss.content.search import rules
from clkss.content.subjects import countries as world
from clkss.content.territories.rules import COUNTRY_CODE
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Countries(JoinedView):
    """The countries of which something is known; below them, what is known of one."""

    overview = ViewPageTemplateFile("templates/countries.pt")
    path = "countries"
    parameter = rules.COUNTRY
    overview_title = _("title_countries", default="Countries")
    overview_description = _(
        "description_countries",
        default="What other countries did against child labour, and what they share.",
    )

    def is_known(self, token):
        """Say whether a country or a group has the code."""
        return world.exists(token)

    def all_countries(self) -> str:
        """Draw the countries by name."""
        return self._drawn(is_group=False)

    def all_groups(self) -> str:
        """Draw the groups of countries by name."""
        return self._drawn(is_group=True)

    def _drawn(self, is_group):
        ways = [
            drawing.Way(self.address(code), self.title_of(code), count)
            for code, count in self.counted.items()
            if world.exists(code) and world.get(code).is_group is is_group
        ]
        return drawing.ways(sorted(ways, key=lambda way: way.title.casefold()))

    def kind(self):
        """Say whether it is a country or a group."""
        if world.get(self.token).is_group:
            return self.translated(_("kind_country_group", default="Group of countries"))
        return self.translated(_("filter_country", default="Country"))

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The countries of a group."""
        return tuple(code for code in world.get(self.token).members if world.exists(code))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that a country belongs to."""
        return tuple(code for code in world.codes() if self.token in world.get(code).members)

    def ways_down(self):
        """Lead to the members of a group."""
        title = _("heading_members", default="Countries in this group")
        return [drawing.Group("members", title, list(map(self._way, self.members)))]

    def ways_on(self):
        """Lead to the groups of a country."""
        title = _("heading_groups", default="Groups of countries")
        return [drawing.Group("groups", title, list(map(self._way, self.groups)))]

    def _way(self, code):
        query = rules.Query().with_values(rules.COUNTRY, (code,))
        return drawing.Way(self.address(code), self.title_of(code), self.repository.count(query))

    def facts(self):
        """Lead from the country itself to its places."""
        if self.token != COUNTRY_CODE:
            return []
        link = {
            "title": self.translated(_("link_regions", default="Regions and provinces")),
            "url": self.address(COUNTRY_CODE, "places"),
        }
        return [
            {"title": self.translated(_("filter_territory", default="Place")), "values": [link]}
        ]

    def about(self):
        """Describe the country or the group."""
        if world.get(self.token).is_group:
            return {"@type": "Place", "name": self.page_title}
        return {"@type": "Country", "name": self.page_title, "identifier": self.token}
