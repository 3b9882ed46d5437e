"""The repository as a page that needs no script."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.maps.views import map_address
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search import rules
from clkss.content.search import words
from clkss.content.search.engine import Repository
from clkss.content.search.titles import SORTS
from clkss.content.search.titles import Titles
from functools import cached_property
from markupsafe import escape
from plone import api
from plone.dexterity.schema import SCHEMA_CACHE
from Products.Five.browser import BrowserView
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine


PATH = "repository"

FIRST_VALUES = 7
"""Values of a facet that show at once; the others wait behind "more"."""

FEWEST_HIDDEN = 3
"""Fewer values than this are not worth hiding."""

PLACES_ON_CARD = 2
MOST_THEMES = 4

VALUE = '<li><a rel="nofollow"%s href="%s">%s</a> <span class="clkss-count">%d</span></li>'
CURRENT = ' aria-current="true"'
THEME = '<li><a class="clkss-badge" href="%s">%s</a></li>'
MARKED = "<mark>%s</mark>"


def shown(pieces) -> str:
    """Make HTML of a text in pieces; all of it is escaped.

    :param pieces: from :mod:`clkss.content.search.words`.
    """
    return "".join(
        MARKED % escape(piece.text) if piece.marked else str(escape(piece.text)) for piece in pieces
    )


class RepositoryView(BrowserView):
    """Search, facets, list: all in one address."""

    page_type = "website"

    def __call__(self):
        """Read the address, find, show."""
        self.titles = Titles(self.context, self.request)
        self.repository = Repository(self.context, self.titles)
        self.query, self.problems = self.repository.parse(self.request.form)
        self.found = self.repository.find(self.query)
        self.terms = words.terms(self.query.text)
        self._texts = {}
        return self.index()

    @cached_property
    def base(self) -> str:
        """Address of the list without parameters."""
        return f"{self.context.absolute_url()}/{PATH}"

    def address(self, query) -> str:
        """Give the address of a query.

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
            return None
        return "noindex, follow"

    @cached_property
    def what(self) -> str:
        """Say in words what the list is narrowed to; empty for all of it."""
        parts = [f"“{self.query.text}”"] if self.query.text else []
        parts += [
            self.titles.short(name, value)
            for name, values in self.query.filters
            for value in values
        ]
        return " · ".join(parts)

    @cached_property
    def page_title(self) -> str:
        """Say what is shown."""
        if not self.what:
            return self.titles.translated(_("title_repository", default="Repository"))
        mapping = {"what": self.what}
        return self.titles.translated(
            _("title_repository_of", default="${what} – Repository", mapping=mapping)
        )

    def page_description(self):
        """One sentence for search engines and shared links."""
        return _(
            "description_repository",
            default="What worked against child labour: good practices by place, theme and year.",
        )

    @cached_property
    def heading(self) -> str:
        """The heading of the page."""
        return self.what or self.page_title

    @cached_property
    def summary(self) -> str:
        """Say how many there are, and which of them show."""
        paging = self.found.paging
        mapping = {
            "total": paging.total,
            "first": paging.first + 1,
            "last": paging.last,
        }
        if not paging.total:
            message = _("found_nothing", default="Nothing found")
        elif paging.total == 1:
            message = _("found_one", default="1 result")
        elif paging.pages == 1:
            message = _("found_all", default="${total} results", mapping=mapping)
        else:
            message = _(
                "found_some", default="${first} to ${last} of ${total} results", mapping=mapping
            )
        return self.titles.translated(message)

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

    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along when other words are looked for."""
        kept = ("", rules.TEXT, rules.SORT, rules.START)
        return [pair for pair in rules.parameters(self.query) if pair[0] not in kept]

    def sorts(self) -> list[dict]:
        """List the orders that make sense."""
        return [
            {
                "value": sort,
                "title": self.titles.translated(SORTS[sort]),
                "selected": sort == self.query.sort,
            }
            for sort in rules.SORTS
            if sort != rules.RELEVANCE or self.query.text
        ]

    def chips(self) -> list[dict]:
        """List the active filters, each with the address without it."""
        chips = [
            {
                "name": self.titles.name(name),
                "title": self.titles.title(name, value),
                "url": self.address(self.query.toggled(name, value)),
            }
            for name, values in self.query.filters
            for value in values
        ]
        if self.query.text:
            chips.insert(
                0,
                {
                    "name": self.titles.name(rules.TEXT),
                    "title": self.query.text,
                    "url": self.address(self.query.without_text()),
                },
            )
        return chips

    def facets(self) -> list[dict]:
        """List the facets with something to choose."""
        facets = []
        for name in rules.FACETS:
            values = self.found.facets[name]
            chosen = bool(self.query.values(name))
            up = self._steps_up() if name == rules.TERRITORY else []
            if not chosen and (len(values) < 2 and name in (rules.KIND, rules.LANGUAGE)):
                continue
            if not values and not up:
                continue
            shown = self._values(name, values)
            cut = FIRST_VALUES if len(shown) >= FIRST_VALUES + FEWEST_HIDDEN else len(shown)
            facets.append(
                {
                    "name": name,
                    "title": self.titles.name(name),
                    "up": up,
                    "first": "".join(shown[:cut]),
                    "more": "".join(shown[cut:]),
                    "hidden": len(shown) - cut,
                    "map": self._map() if name == rules.TERRITORY else None,
                }
            )
        return facets

    def _values(self, name, values):
        """Make the entries of a list; there may be a hundred, so no template makes them."""
        links = rules.Links(self.base, self.query, name)
        titled = [(value, self.titles.short(name, value.value)) for value in values]
        if name == rules.YEAR:
            titled.sort(key=lambda each: (not each[0].selected, -int(each[0].value)))
        else:
            titled.sort(key=lambda each: (not each[0].selected, -each[0].count, each[1]))
        return [
            VALUE
            % (
                CURRENT if value.selected else "",
                escape(links.toggled(value.value)),
                escape(title),
                value.count,
            )
            for value, title in titled
        ]

    def _steps_up(self):
        return [
            {
                "title": self.titles.short(way.name, way.value),
                "url": self.address(way.query),
                "count": way.count,
            }
            for way in self.repository.steps_up(self.query)
        ]

    def _map(self):
        return map_address(self.context.absolute_url(), self.query.values(rules.TERRITORY))

    def cards(self) -> list[dict]:
        """Give the page of results."""
        return [self._card(self.repository.card(rid)) for rid in self.found.rids]

    def _themes(self, themes):
        links, title = self.theme_links, self.titles.short
        return "".join(
            THEME % (escape(links.toggled(theme)), escape(title(rules.THEME, theme)))
            for theme in themes
        )

    @cached_property
    def theme_links(self):
        """Addresses of the themes that cards name."""
        return rules.Links(self.base, rules.Query(), rules.THEME)

    def _card(self, card):
        brain = card.brain
        titles = self.titles
        places = [titles.title(rules.TERRITORY, code) for code in card.places]
        if not places:
            places = [titles.short(rules.COUNTRY, code) for code in card.countries]
        others = len(places) - PLACES_ON_CARD
        title = words.marked(brain.Title, self.terms)
        text = words.snippet(brain.Description or "", self.terms)
        if self.terms and not any(piece.marked for piece in (*title, *text)):
            text = self._passage(brain) or text
        return {
            "url": brain.getURL(),
            "title": shown(title),
            "text": shown(text),
            "places": " · ".join(places[:PLACES_ON_CARD]),
            "others": max(0, others),
            "year": card.year,
            "kind": titles.short(rules.KIND, brain.portal_type),
            "themes": self._themes(card.themes[:MOST_THEMES]),
            "promising": card.promising,
            "featured": card.featured,
            "invented": card.invented,
            "state": self._state(brain),
        }

    def _state(self, brain):
        if brain.review_state == PUBLISHED:
            return None
        workflow = api.portal.get_tool("portal_workflow")
        state = workflow.getTitleForStateOnType(brain.review_state, brain.portal_type)
        return self.titles.translated(state)

    def _passage(self, brain):
        """Look in the texts of a document for the words that its summary does not hold."""
        document = aq_base(brain._unrestrictedGetObject())
        for name in self._text_fields(brain.portal_type):
            text = document.__dict__.get(name)
            if isinstance(text, str):
                pieces = words.snippet(text, self.terms)
                if any(piece.marked for piece in pieces):
                    return pieces
        return None

    def _text_fields(self, portal_type):
        names = self._texts.get(portal_type)
        if names is None:
            schema = SCHEMA_CACHE.get(portal_type)
            names = self._texts[portal_type] = [
                name
                for name, field in (getFieldsInOrder(schema) if schema is not None else ())
                if IText.providedBy(field) and not ITextLine.providedBy(field)
            ]
        return names

    def pages(self) -> list[dict | None]:
        """List the pages worth a link; ``None`` stands for a gap."""
        paging = self.found.paging
        if paging.pages == 1:
            return []
        return [
            page
            and {
                "number": page.number,
                "url": self.address(self.query.from_start(page.start)),
                "current": "page" if page.number == paging.number else None,
            }
            for page in paging.around()
        ]

    def neighbour(self, name: str) -> str | None:
        """Address of the page before or after.

        :param name: ``previous`` or ``next``.
        """
        start = getattr(self.found.paging, name)
        return None if start is None else self.address(self.query.from_start(start))

    def suggestion(self) -> dict | None:
        """Other words that were likely meant."""
        way = self.repository.suggestion(self.query)
        return way and {"title": way.value, "url": self.address(way.query), "count": way.count}

    def ways_out(self) -> list[dict]:
        """Filters that could be dropped, with what would show then; none for a single one."""
        if len(self.chips()) < 2:
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
