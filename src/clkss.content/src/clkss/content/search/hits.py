"""Results as HTML. There are many on a page, so they are drawn in Python, not by a template."""

from clkss.content import _
from clkss.content.frame.drawing import html
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search import rules
from clkss.content.search import words
from clkss.content.search.passages import Passages
from clkss.content.search.wording import escaped
from functools import cached_property
from markupsafe import escape
from plone import api
from urllib.parse import quote

import re


PLACES_ON_CARD = 2
MOST_THEMES = 4

MARKED = "<mark>%s</mark>"
THEME = '<li><a class="clkss-badge" href="%s">%s</a></li>'
BADGE = '<span class="badge clkss-badge-%s">%s</span>'

PROMISING = _("label_promising", default="Promising")
INVENTED = _("label_invented", default="Invented example")
FEATURED = _("label_featured_badge", default="Featured")
THEMES = _("label_themes", default="Themes")

COLUMNS = (
    (_("results_column_title", default="Title"), rules.TITLE),
    (_("filter_portal_type", default="Kind"), None),
    (_("filter_territory", default="Place"), None),
    (_("label_themes", default="Themes"), None),
    (_("filter_year", default="Year"), rules.YEAR),
)
"""Headings of the table, and the order that each stands for."""

SORTED = {rules.TITLE: "ascending", rules.YEAR: "descending"}

_plain = re.compile(r"[A-Za-z0-9_.\-/]+").fullmatch


def shown(pieces) -> str:
    """Make HTML of a text in pieces; all of it is escaped.

    :param pieces: from :mod:`clkss.content.search.words`.
    """
    return "".join(
        [MARKED % html(piece.text) if piece.marked else html(piece.text) for piece in pieces]
    )


class Hits:
    """Draws one page of results.

    :param repository: where they are from.
    :param query: the query.
    :param base: address of the list without parameters.
    :param site: the site.
    """

    def __init__(self, repository, query, base, site):
        self.repository = repository
        self._site_url = html(site.absolute_url())
        self._site_path = "/".join(site.getPhysicalPath())
        self.titles = repository.titles
        self.query = query
        self.terms = repository.looked_for(query)
        self._base = html(base)
        self._themes = {}
        self._passages = Passages(repository.catalog, self.terms)

    def cards(self, rids) -> str:
        """Draw a list.

        :param rids: record ids.
        """
        return "".join(
            f"{self._card(card)}{self._badges_of_themes(card)}</li>"
            for card in map(self.repository.card, rids)
        )

    def brief(self, rids) -> str:
        """Draw a list of things of one kind on a page about something: without kind and themes.

        :param rids: record ids.
        """
        cards = map(self.repository.card, rids)
        return "".join(f"{self._card(card, says_kind=False)}</li>" for card in cards)

    def rows(self, rids) -> str:
        """Draw the rows of a table.

        :param rids: record ids.
        """
        return "".join(self._row(self.repository.card(rid)) for rid in rids)

    def headings(self, address) -> str:
        """Draw the headings of a table, those to sort by as links.

        :param address: gives the address of a query.
        """
        cells = []
        for message, sort in COLUMNS:
            title = escape(self.titles.translated(message))
            if sort is None:
                cells.append(f'<th scope="col">{title}</th>')
                continue
            link = escape(address(self.query.sorted_by(sort)))
            said = f' aria-sort="{SORTED[sort]}"' if self.query.sort == sort else ""
            cells.append(f'<th scope="col"{said}><a href="{link}" rel="nofollow">{title}</a></th>')
        return "".join(cells)

    def _card(self, card, says_kind=True):
        title = words.marked(card.title, self.terms)
        text = words.snippet(card.description, self.terms)
        said = shown(text)
        if self.terms and not any(piece.marked for piece in (*title, *text)):
            said = self._passage(card) or said
        kind = self.titles.short(rules.KIND, card.kind) if says_kind else ""
        known = (kind, self._places(card), str(card.year or ""))
        facts = self._badges(card) + " ".join(
            [f"<span>{escaped(fact)}</span>" for fact in known if fact]
        )
        return (
            f'<li class="clkss-hit"><h3><a href="{self._address(card)}">{shown(title)}</a></h3>'
            + (f'<p class="clkss-hit-facts">{facts}</p>' if facts else "")
            + (f'<p class="clkss-hit-text">{said}</p>' if said else "")
        )

    def _badges_of_themes(self, card):
        if not card.themes:
            return ""
        themes = "".join(map(self._theme, card.themes[:MOST_THEMES]))
        return f'<ul class="clkss-badges" aria-label="{self._themes_label}">{themes}</ul>'

    def _row(self, card):
        title = self.titles.short
        themes = ", ".join(self.titles.several(rules.THEME, card.themes[:MOST_THEMES]))
        return (
            f'<tr><th scope="row"><a href="{self._address(card)}">'
            f"{shown(words.marked(card.title, self.terms))}</a> {self._badges(card)}</th>"
            f"<td>{escape(title(rules.KIND, card.kind))}</td>"
            f"<td>{escape(self._places(card))}</td>"
            f"<td>{escape(themes)}</td><td>{card.year or ''}</td></tr>"
        )

    def _address(self, card):
        """Give the address of a document as HTML; ``getURL`` asks the request for each anew."""
        path = card.path.removeprefix(self._site_path)
        return self._site_url + (path if _plain(path) else quote(path))

    def _badges(self, card):
        said = (
            ("state", card.state != PUBLISHED and self._state(card)),
            ("promising", card.promising and PROMISING),
            ("invented", card.invented and INVENTED),
            ("featured", card.featured and FEATURED),
        )
        translated = self.titles.translated
        badges = [
            BADGE % (name, escaped(translated(message))) + " " for name, message in said if message
        ]
        return "".join(badges)

    def _state(self, card):
        if not isinstance(card.state, str):
            return None
        workflow = api.portal.get_tool("portal_workflow")
        return workflow.getTitleForStateOnType(card.state, card.kind)

    def _places(self, card):
        titles = self.titles
        codes, title, name = card.places, titles.title, rules.TERRITORY
        if not codes:
            codes, title, name = card.countries, titles.short, rules.COUNTRY
        said = " · ".join([title(name, code) for code in codes[:PLACES_ON_CARD]])
        others = len(codes) - PLACES_ON_CARD
        if others > 0:
            more = _("text_and_others", default="and ${count} more", mapping={"count": others})
            return f"{said} {titles.translated(more)}"
        return said

    @cached_property
    def _themes_label(self):
        return escape(self.titles.translated(THEMES))

    def _theme(self, token):
        drawn = self._themes.get(token)
        if drawn is None:
            title = self.titles.short(rules.THEME, token)
            address = f"{self._base}?{rules.THEME}={rules.quoted(token)}"
            drawn = THEME % (address, escaped(title))
            self._themes[token] = drawn
        return drawn

    def _passage(self, card):
        passage = self._passages.find(card)
        if passage is None or not passage.file:
            return passage and shown(passage.pieces)
        message = _("text_in_file", default="In the file ${file}:", mapping={"file": passage.file})
        return f"<em>{escape(self.titles.translated(message))}</em> {shown(passage.pieces)}"
