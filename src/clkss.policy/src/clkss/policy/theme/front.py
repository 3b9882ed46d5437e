"""The front page: what this is, how to search it, what is new, ways in."""

from clkss.content.care.turns import turn
from clkss.content.committees import clearances
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.policy import _
from functools import cached_property
from html import escape
from Products.Five.browser import BrowserView
from urllib.parse import quote


LATEST = 6

NEWS = ("GoodPractice", "Programme", "Resource", "CaseStudy", "Exchange", "News Item")
"""Kinds of which visitors want the latest; who works where and what words mean is looked up."""

FEATURED = 3
LONGEST_SUMMARY = 220
COUNTRIES = 12
HOME = "PH"

PAGES = {rules.THEME: "themes", rules.TERRITORY: "places", rules.COUNTRY: "countries"}
"""Lists below which each value has a page."""


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
    def _all(self):
        return self._repository.find(rules.Query(size=1))

    @cached_property
    def _latest(self):
        query = rules.Query(size=LATEST).with_values(rules.KIND, NEWS)
        return self._repository.find(query)

    @cached_property
    def search_url(self):
        """Address that answers a search."""
        return f"{self.context.absolute_url()}/repository"

    @cached_property
    def total(self):
        """How many items the reader can see."""
        return self._all.paging.total

    # Lists are drawn in Python: by paths of a template they cost three times the calls.

    def latest(self):
        """Return cards of what was published last."""
        return self._cards(self._latest.rids[:LATEST])

    def featured(self):
        """Return cards of what the editors put forward; where it is much, it takes turns."""
        every = rules.Query(size=rules.LARGEST_SIZE)
        rids = self._repository.find(every.with_values(rules.FEATURED, (rules.ON,))).rids
        of_today = set(turn(rids, clearances.today(), FEATURED))
        return self._cards(rid for rid in rids if rid in of_today)

    def _cards(self, rids):
        return "".join(self._card(rid) for rid in rids)

    def _card(self, rid):
        card = self._repository.card(rid)
        badge = ""
        if card.promising:
            promising = self._titles.translated(_("badge_promising", default="Promising"))
            badge = f' <span class="badge text-bg-light">{escape(promising)}</span>'
        return (
            f'<li class="clkss-card"><h3><a href="{escape(card.brain.getURL())}">'
            f"{escape(card.brain.Title)}</a></h3>"
            f"<p>{escape(shortened(card.brain.Description or ''))}</p>"
            f'<p class="clkss-card-facts">{escape(self._places(card))}{badge}</p></li>'
        )

    def _places(self, card):
        short = self._titles.short
        places = [short(rules.TERRITORY, code) for code in card.places]
        places += [short(rules.COUNTRY, code) for code in card.countries if code != HOME]
        if len(places) <= 2:
            return " · ".join(places)
        message = _(
            "places_and_others",
            default="${places} and ${number} more",
            mapping={"places": " · ".join(places[:2]), "number": len(places) - 2},
        )
        return self._titles.translated(message)

    def kinds(self):
        """Return the kinds of knowledge, the most first."""
        ways = sorted(self._ways(rules.KIND), key=lambda way: -way[2])
        return _list(ways, f"{self.search_url}?{rules.KIND}=")

    def themes(self):
        """Return the themes that something is written about, by name."""
        ways = self._ways(rules.THEME)
        return self._drawn(rules.THEME, sorted(ways, key=lambda way: way[1].casefold()))

    def regions(self):
        """Return the regions that something comes from, in the order of the code."""
        return self._drawn(rules.TERRITORY, sorted(self._ways(rules.TERRITORY)))

    def countries(self):
        """Return the other countries that most is known from, the most first."""
        ways = [way for way in self._ways(rules.COUNTRY) if way[0] != HOME and ":" not in way[0]]
        ways.sort(key=lambda way: (-way[2], way[1].casefold()))
        return self._drawn(rules.COUNTRY, ways[:COUNTRIES])

    def _ways(self, name):
        return [
            (each.value, self._titles.short(name, each.value), each.count)
            for each in self._all.facets[name]
            if each.count
        ]

    def _drawn(self, name, ways):
        return _list(ways, f"{self.context.absolute_url()}/{PAGES[name]}/")


def _list(ways, base):
    return "".join(
        f'<li><a href="{base}{quote(value, safe=":")}"><span>{escape(title)}</span>'
        f' <span class="clkss-count">{count}</span></a></li>'
        for value, title, count in ways
    )
