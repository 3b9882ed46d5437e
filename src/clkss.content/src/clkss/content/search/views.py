"""The repository as a page that needs no script."""

from clkss.content import _
from clkss.content.search import answers
from clkss.content.search import rules
from clkss.content.search import ways
from clkss.content.search import wording
from clkss.content.search.calendar import EVENT
from clkss.content.search.download import MOST_ROWS
from clkss.content.search.engine import Repository
from clkss.content.search.events import Searched
from clkss.content.search.facets import Facets
from clkss.content.search.hits import Hits
from clkss.content.search.mapped import Mapped
from clkss.content.search.titles import Titles
from clkss.content.territories import choice
from clkss.content.territories import table
from clkss.content.territories.rules import COUNTRY_CODE
from dataclasses import replace
from functools import cached_property
from Products.Five.browser import BrowserView
from urllib.parse import quote
from zope.component import queryMultiAdapter
from zope.event import notify


PATH = "repository"

VIEW = "view"
"""Parameter that says how the results are shown."""

LIST = "list"
TABLE = "table"
MAP = "map"

VIEWS = {
    LIST: _("results_view_list", default="List"),
    TABLE: _("results_view_table", default="Table"),
    MAP: _("results_view_map", default="Map"),
}

JOINED = {rules.TERRITORY: "places", rules.THEME: "themes", rules.COUNTRY: "countries"}
"""Views that join all that is known of a value of a filter."""

MOST_NAMESAKES = 20
"""Places of one name that are looked at; the largest come first."""

MOST_PLACES_MEANT = 3

BY_MAIL = "follow-by-mail"
"""Name of a view of the site that offers to follow a search by mail."""


class RepositoryView(BrowserView):
    """Search, facets, results: all in one address."""

    page_type = "website"

    def __call__(self):
        """Read the address, find, show."""
        self.titles = Titles(self.context, self.request)
        self.repository = Repository(self.context, self.titles)
        self.repository.place = choice.chosen(self.request)
        self.query, self.problems = self.repository.parse(self.request.form)
        asked = self.request.form.get(VIEW)
        self.shape = asked if isinstance(asked, str) and asked in VIEWS else LIST
        self.found = self.repository.find(self.query)
        if self.repository.lifted_by(self.query):
            self.request.response.setHeader("Cache-Control", answers.FOR_ONE)
        notify(Searched(self.query, self.found.paging.total, self.request))
        return self.index()

    # Addresses

    @cached_property
    def site_url(self) -> str:
        """Address of the site."""
        return self.context.absolute_url()

    @cached_property
    def base(self) -> str:
        """Address of the list without parameters."""
        return f"{self.site_url}/{PATH}"

    def shaped(self, address: str, shape: str) -> str:
        """Let an address say how the results are shown.

        :param address: address of a query.
        :param shape: one of :data:`VIEWS`.
        """
        if shape == LIST:
            return address
        return f"{address}{'&' if '?' in address else '?'}{VIEW}={shape}"

    def kept(self, address: str) -> str:
        """Let an address show results as they are shown now.

        :param address: address of a query.
        """
        return self.shaped(address, self.shape)

    def address(self, query) -> str:
        """Give the address of a query, shown as now.

        :param query: the query.
        """
        return self.kept(rules.address(self.base, query))

    def as_list(self, query) -> str:
        """Give the address of a query, shown as a list.

        :param query: the query.
        """
        return rules.address(self.base, query)

    def canonical_url(self) -> str:
        """The one address of what is shown, for search engines."""
        return self.address(self.query.from_start(self.found.paging.first))

    def robots(self) -> str | None:
        """Ask search engines to keep the list and the pages of one filter, not all combinations."""
        chosen = sum(len(values) for _name, values in self.query.filters)
        plain = self.query.sort == rules.NEWEST and self.query.size == rules.DEFAULT_SIZE
        if chosen <= 1 and not self.query.text and plain and not self.problems:
            return None if self.shape == LIST else "noindex, follow"
        return "noindex, follow"

    # What it is called

    @cached_property
    def page_title(self) -> str:
        """Say what is shown."""
        return wording.title(self.query, self.titles)

    def page_description(self):
        """One sentence for search engines and shared links."""
        return _(
            "description_whole_repository",
            default="Laws, services, programmes, good practices and all else that is known against "
            "child labour, by place, theme and kind.",
        )

    @cached_property
    def heading(self) -> str:
        """The heading of the page."""
        return wording.what(self.query, self.titles) or self.page_title

    @cached_property
    def summary(self) -> str:
        """Say how many there are, and which of them show."""
        paging = self.found.paging
        if self.shape == MAP:
            paging = rules.Paging(paging.total, 0, max(paging.total, 1))
        return wording.summary(paging, self.titles)

    def complaints(self) -> list[str]:
        """Say in words which parts of the address could not be used."""
        return [
            self.titles.translated(
                _(
                    "message_left_out",
                    default="${name}: “${value}” is not known and was left out.",
                    mapping={"name": self.titles.name(problem.name), "value": problem.value},
                )
            )
            for problem in self.problems
        ]

    # The form and what is chosen

    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along when other words are looked for."""
        kept = (rules.TEXT, rules.SORT, rules.START, rules.ALL_WORDS)
        pairs = [pair for pair in rules.parameters(self.query) if pair[0] not in kept]
        return pairs if self.shape == LIST else [*pairs, (VIEW, self.shape)]

    def help_with_words(self) -> str:
        """Draw what can be typed."""
        return ways.help_with_words(self.titles)

    def orders(self) -> str:
        """Draw the orders that make sense."""
        return ways.orders(self.query, self.titles)

    @cached_property
    def chips(self) -> list[dict]:
        """The active filters, each with the address without it."""
        chips = [
            {
                "name": self.titles.name(name),
                "title": self.titles.title(name, value),
                "url": self.address(self.query.toggled(name, value)),
            }
            for name, values in self.query.filters
            for value in values
        ]
        if self.query.near:
            near = {
                "name": self.titles.name(rules.NEAR),
                "title": self.titles.title(rules.TERRITORY, self.query.near),
                "url": self.address(replace(self.query, near="", start=0)),
            }
            chips.append(near)
        if self.query.whole:
            whole = {
                "name": self.titles.name(rules.ALL_WORDS),
                "title": self.titles.translated(_("filter_value_all_words", default="all words")),
                "url": self.address(replace(self.query, whole=False, start=0)),
            }
            chips.append(whole)
        if self.query.text:
            words = {
                "name": self.titles.name(rules.TEXT),
                "title": self.query.text,
                "url": self.address(self.query.without_text()),
            }
            chips.insert(0, words)
        return chips

    def nothing_chosen(self) -> str:
        """Address of the list without any filter, shown as now."""
        return self.kept(self.base)

    # Results

    def shapes(self) -> str:
        """Draw the ways to show the results."""
        address = rules.address(self.base, self.query)
        return ways.shapes(
            lambda shape: self.shaped(address, shape), VIEWS, self.shape, self.titles
        )

    def facets(self) -> str:
        """Draw the facets with something to choose."""
        return Facets(self.repository, self.found, self.base, self.site_url, self.kept).drawn()

    @cached_property
    def hits(self) -> Hits:
        """Draws the page of results."""
        return Hits(self.repository, self.query, self.base, self.context)

    def cards(self) -> str:
        """Draw the page of results as a list."""
        return self.hits.cards(self.found.rids)

    def headings(self) -> str:
        """Draw the headings of the table."""
        return self.hits.headings(self.address)

    def rows(self) -> str:
        """Draw the page of results as rows of a table."""
        return self.hits.rows(self.found.rids)

    @cached_property
    def mapped(self) -> Mapped:
        """All results by place."""
        return Mapped(self.repository, self.found, self.address, self.as_list)

    def pages(self) -> str:
        """Draw the pages worth a link; a map shows all results at once."""
        if self.shape == MAP:
            return ""
        return ways.pages(
            self.found.paging,
            lambda start: self.address(self.query.from_start(start)),
            self.titles,
        )

    # What else was meant

    def joined(self) -> dict | None:
        """The page that joins all that is known of the one place, theme or country chosen."""
        if self.query.text or len(self.query.filters) != 1:
            return None
        name, values = self.query.filters[0]
        path = JOINED.get(name)
        if path is None or len(values) != 1:
            return None
        if queryMultiAdapter((self.context, self.request), name=path) is None:
            return None
        return {
            "title": self.titles.short(name, values[0]),
            "url": f"{self.site_url}/{path}/{quote(values[0], safe=':')}",
        }

    def your_place(self) -> str | None:
        """Name the reader's place where what comes from there stands first."""
        code = self.repository.lifted_by(self.query)
        return code and self.titles.short(rules.TERRITORY, code)

    def everywhere(self) -> dict | None:
        """The same words everywhere, what is near the chosen place first."""
        places = self.query.values(rules.TERRITORY)
        if not self.query.text or len(places) != 1 or places[0] == COUNTRY_CODE:
            return None
        query = replace(
            self.query.with_values(rules.TERRITORY, ()), near=places[0], sort=rules.RELEVANCE
        )
        return {
            "title": self.titles.short(rules.TERRITORY, places[0]),
            "url": self.address(query),
            "count": self.repository.count(query),
        }

    def incomplete(self) -> dict | None:
        """Say that some of what was found lacks a word, and lead to what holds them all."""
        count = self.repository.whole(self.query)
        if count is None or not self.found.paging.total:
            return None
        return {"count": count, "url": self.address(self.query.all_words())}

    def places_meant(self) -> list[dict]:
        """Places called like the words looked for, where there is something about them."""
        query = self.query
        if not query.text or query.values(rules.TERRITORY):
            return []
        bare = query.without_text()
        named = table.by_name(query.text)[:MOST_NAMESAKES]
        counted = [
            (self.repository.count(way), way)
            for way in (bare.with_values(rules.TERRITORY, (place.code,)) for place in named)
        ]
        return [
            {
                "title": self.titles.title(rules.TERRITORY, way.values(rules.TERRITORY)[0]),
                "url": self.address(way),
                "count": count,
            }
            for count, way in counted
            if count
        ][:MOST_PLACES_MEANT]

    def suggestion(self) -> dict | None:
        """Other words that were likely meant."""
        way = self.repository.suggestion(self.query)
        return way and {"title": way.value, "url": self.address(way.query), "count": way.count}

    def ways_out(self) -> list[dict]:
        """Filters that could be dropped, with what would show then; none for a single one."""
        if len(self.chips) < 2:
            return []
        return [
            {
                "name": self.titles.name(way.name),
                "title": way.value
                if way.name == rules.TEXT
                else self.titles.title(way.name, way.value),
                "url": self.address(way.query),
                "count": way.count,
            }
            for way in self.repository.ways_out(self.query)
        ]

    def everything(self) -> dict:
        """The list without any filter."""
        query = rules.Query()
        return {"url": self.address(query), "count": self.repository.count(query)}

    # To follow and to take along

    @cached_property
    def others(self) -> dict[str, str]:
        """Addresses of the same search in each other shape."""
        query = replace(self.query, size=rules.DEFAULT_SIZE, start=0)
        return {shape: answers.address(self.site_url, shape, query) for shape in answers.NAMES}

    @cached_property
    def has_events(self) -> bool:
        """Say whether there is something to put into a calendar."""
        kinds = self.found.facets[rules.KIND]
        return any(each.value == EVENT and each.count for each in kinds)

    @property
    def most_rows(self) -> int:
        """Rows of one sheet."""
        return MOST_ROWS

    def by_mail(self) -> str:
        """Offer to follow the search by mail, where the site does.

        A view of the site by the name :data:`BY_MAIL` draws the offer; it finds the query in its
        attribute ``query`` and gives an empty text when the reader cannot follow.
        """
        offer = queryMultiAdapter((self.context, self.request), name=BY_MAIL)
        if offer is None:
            return ""
        offer.query = self.query
        return offer()
