"""The country from its regions down, search by name, and a page for each place."""

from clkss.content import _
from clkss.content.maps.views import map_address
from clkss.content.places import drawing
from clkss.content.places.page import JoinedView
from clkss.content.places.served import Served
from clkss.content.places.standing import commitments
from clkss.content.places.standing import Standing
from clkss.content.search import rules
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from clkss.content.territories.vocabularies import LEVEL_TITLES
from functools import cached_property
from markupsafe import escape
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound


NAME = "name"
"""Parameter that says which place is looked for."""

LONGEST_NAME = 100
MOST_FOUND = 30

MOST_AT_ONCE = 30
"""Places of a level that are listed at once; of more, those without anything are folded away."""

CENSUS = 2024
"""Year of the population in the table of territories."""

KIND_TITLES = {
    territories.CITY: _("place_kind_city", default="City"),
    territories.MUNICIPALITY: _("place_kind_municipality", default="Municipality"),
    territories.SUBMUNICIPALITY: _("place_kind_submunicipality", default="District of a city"),
}
"""What a place is called where its level leaves it open."""

HEADINGS = {
    territories.COUNTRY: _("heading_regions", default="Regions"),
    territories.REGION: _("heading_provinces", default="Provinces and independent cities"),
    territories.PROVINCE: _("heading_municipalities", default="Cities and municipalities"),
    territories.MUNICIPAL: _("heading_barangays", default="Barangays"),
}
"""What lies in a place of a level."""


class Places(JoinedView):
    """The regions, and search by name; below them, what is known of one place."""

    overview = ViewPageTemplateFile("templates/places.pt")
    path = "places"
    parameter = rules.TERRITORY
    overview_title = _("title_places", default="Places")
    overview_description = _(
        "description_places",
        default="What is known about child labour, by region, province, city, municipality and "
        "barangay of the Philippines.",
    )

    def __call__(self):
        """Show the list or a page; a code that ended leads to the place that took over.

        :raises NotFound: when no place has, or ever had, the code.
        """
        if self.token is not None:
            if not table.exists(self.token):
                raise NotFound(self.token)
            if not table.is_current(self.token):
                self.request.response.redirect(
                    self.address(table.successor(self.token)), status=301
                )
                return ""
        return super().__call__()

    def breadcrumbs(self):
        """Lead up through all that the place lies in."""
        if self.token is None:
            return []
        return [
            *super().breadcrumbs(),
            *(
                {"title": table.get(code).name, "url": self.address(code)}
                for code in reversed(table.parents(self.token))
            ),
        ]

    def robots(self):
        """Ask search engines to pass by what was searched, and pages that hold nothing."""
        if self.token is None:
            return "noindex, follow" if self.searched else None
        return super().robots()

    # The list

    @cached_property
    def searched(self) -> str:
        """The name that is looked for."""
        value = self.request.form.get(NAME, "")
        return rules.clean_text(value)[:LONGEST_NAME] if isinstance(value, str) else ""

    def results(self) -> str:
        """Draw the places that somebody may mean, the best first."""
        found = table.search(self.searched, MOST_FOUND)
        return "".join(
            f'<li><a href="{escape(self.address(place.code))}">'
            f"{escape(table.title(place.code))}</a>"
            f' <span class="clkss-hit-facts">{escape(self._kind_of(place))}</span></li>'
            for place in found
        )

    def regions(self) -> str:
        """Draw the regions with how much is known of each."""
        return drawing.ways(
            drawing.Way(self.address(code), table.get(code).name, self.counted.get(code, 0))
            for code in table.children(territories.COUNTRY_CODE)
        )

    def whole_country(self) -> str:
        """Address of the page about the country."""
        return self.address(territories.COUNTRY_CODE)

    def edition(self):
        """Say which edition of the code the names are from."""
        return table.edition()

    # One place

    @cached_property
    def place(self):
        """The facts of the place."""
        return table.get(self.token)

    def _kind_of(self, place):
        return self.translated(KIND_TITLES.get(place.kind) or LEVEL_TITLES[place.level])

    def kind(self):
        """Say which kind of place it is."""
        return self._kind_of(self.place)

    def ways_down(self):
        """Lead down to what lies in the place."""
        children = table.children(self.token)
        if not children:
            return []
        counted = dict(self.joined.values(rules.TERRITORY))
        ways = [
            drawing.Way(self.address(code), table.get(code).name, counted.get(code, 0))
            for code in children
        ]
        folded = []
        if len(ways) > MOST_AT_ONCE:
            folded = [way for way in ways if not way.count]
            ways = [way for way in ways if way.count]
        return [drawing.Group("within", HEADINGS[self.place.level], ways, folded)]

    def above(self):
        """Draw what the place has committed itself to, and who looks after it."""
        listed = commitments(self.repository, self.token)
        return (
            Standing(listed, self.token, self.titles, self.address).drawn()
            + Served(self.context, self.token, self.titles).drawn()
        )

    def facts(self):
        """List what is known of the place itself."""
        facts = [
            (_("fact_lies_in", default="Lies in"), self._lies_in()),
            (
                _(
                    "fact_population",
                    default="Population, census of ${year}",
                    mapping={"year": CENSUS},
                ),
                self._population(),
            ),
            (_("title_your_place", default="Your place"), self._make_mine()),
            (_("fact_psgc", default="Code of the place (PSGC)"), [{"title": self.token}]),
        ]
        return [
            {"title": self.translated(title), "values": values} for title, values in facts if values
        ]

    def _lies_in(self):
        return [
            {"title": table.get(code).name, "url": self.address(code)}
            for code in table.parents(self.token)
        ]

    def _population(self):
        number = self.place.population
        return [] if number is None else [{"title": f"{number:,}"}]

    def _make_mine(self):
        """Lead to the form that remembers this place; the same link for all who read."""
        if self.token == territories.COUNTRY_CODE:
            return []
        title = _("link_make_your_place", default="Make this your place")
        url = f"{self.site_url}/your-place?code={self.token}"
        return [{"title": self.translated(title), "url": url}]

    def map_url(self):
        """Address of the map."""
        return map_address(self.site_url, [self.token])

    def about(self):
        """Describe the place."""
        above = table.parents(self.token)
        data = {
            "@type": "Country" if self.place.level == territories.COUNTRY else "AdministrativeArea",
            "name": self.place.name,
            "identifier": self.token,
        }
        if above:
            data["containedInPlace"] = {
                "@type": "AdministrativeArea",
                "name": table.title(above[0]),
                "url": self.address(above[0]),
            }
        if self.place.centroid:
            latitude, longitude = self.place.centroid
            data["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": latitude,
                "longitude": longitude,
            }
        return data
