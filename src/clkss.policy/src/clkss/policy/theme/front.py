"""The front page: what this is, how to search it, what is new, ways in."""

from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.territories import table
from clkss.policy import _
from functools import cached_property
from Products.Five.browser import BrowserView


LATEST = 6
FEATURED = 3
LONGEST_SUMMARY = 220
COUNTRIES = 12


def shortened(text, length=LONGEST_SUMMARY):
    """Cut a text at a word.

    :param text: the text.
    :param length: the most characters.
    """
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:.–-") + " …"


class FrontPage(BrowserView):
    """The site's own page."""

    page_type = "website"
    body_class = "clkss-front"

    def canonical_url(self):
        """The site itself."""
        return self.context.absolute_url()

    def page_description(self):
        """One sentence for search engines and shared links."""
        return self.context.Description()

    @cached_property
    def _titles(self):
        return Titles(self.context, self.request)

    @cached_property
    def _repository(self):
        return Repository(self.context, self._titles)

    @cached_property
    def _latest(self):
        return self._repository.find(rules.Query(size=LATEST))

    @property
    def search_url(self):
        """Address that answers a search."""
        return f"{self.context.absolute_url()}/repository"

    @cached_property
    def total(self):
        """How many items the reader can see."""
        return self._latest.paging.total

    def latest(self):
        """Return cards of what was published last."""
        return [self._card(rid) for rid in self._latest.rids[:LATEST]]

    def featured(self):
        """Return cards of what the editors put forward."""
        query = rules.Query(size=FEATURED).with_values(rules.FEATURED, (rules.ON,))
        return [self._card(rid) for rid in self._repository.find(query).rids[:FEATURED]]

    def _card(self, rid):
        card = self._repository.card(rid)
        places = [self._titles.short(rules.TERRITORY, code) for code in card.places]
        places += [self._titles.short(rules.COUNTRY, code) for code in card.countries]
        return {
            "url": card.brain.getURL(),
            "title": card.brain.Title,
            "text": shortened(card.brain.Description or ""),
            "place": self._places(places),
            "promising": card.promising,
        }

    def _places(self, places):
        if len(places) <= 2:
            return " · ".join(places)
        message = _(
            "places_and_others",
            default="${places} and ${number} more",
            mapping={"places": " · ".join(places[:2]), "number": len(places) - 2},
        )
        return self._titles.translated(message)

    def themes(self):
        """Return the themes that something is written about, by name."""
        return sorted(self._ways(rules.THEME), key=lambda way: way["title"].casefold())

    def regions(self):
        """Return the regions that something comes from, in the order of the code."""
        return self._ways(rules.TERRITORY, sorted(table.children("PH")))

    def countries(self):
        """Return the countries that most is known from, the most first."""
        ways = [way for way in self._ways(rules.COUNTRY) if ":" not in way["value"]]
        ways.sort(key=lambda way: (-way["count"], way["title"].casefold()))
        return ways[:COUNTRIES]

    def _ways(self, name, order=None):
        counts = {each.value: each.count for each in self._latest.facets[name] if each.count}
        return [
            {
                "value": value,
                "title": self._titles.short(name, value),
                "count": counts[value],
                "url": rules.address(self.search_url, rules.Query().with_values(name, (value,))),
            }
            for value in (order or counts)
            if value in counts
        ]
