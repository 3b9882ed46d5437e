"""What somebody may be about to type: titles, terms of the glossary, places.

Titles come from what the person may see, and from nothing else.
"""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.search import answers
from clkss.content.search import rules
from clkss.content.search import words
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.territories import table
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from typing import NamedTuple


NAME = "@typeahead"
PATH = "search-suggestions"
TYPED = "q"

ITEM = "item"
TERM = "term"
PLACE = "place"

MOST = {ITEM: 7, TERM: 4, PLACE: 4}
"""How many of each."""

HEADINGS = {
    ITEM: _("suggestions_items", default="In the repository"),
    TERM: _("suggestions_terms", default="In the glossary"),
    PLACE: _("suggestions_places", default="Places"),
}


class Suggestion(NamedTuple):
    """Something to go to."""

    kind: str
    title: str
    address: str
    note: str
    """What else tells it from its likes."""


def typed(form) -> str:
    """Read what was typed so far.

    :param form: parameters of the request.
    """
    value = form.get(TYPED, "")
    return rules.clean_text(value) if isinstance(value, str) else ""


def suggestions(repository: Repository, site_url: str, text: str) -> list[Suggestion]:
    """Suggest where somebody may want to go.

    :param repository: what the person may see.
    :param site_url: address of the site.
    :param text: what was typed so far.
    """
    if len(text) < words.SHORTEST_TYPED:
        return []
    titles = repository.titles
    found = []
    for kind in (TERM, ITEM):
        for rid in repository.titled(text, MOST[kind], kind == TERM):
            card = repository.card(rid)
            brain = card.brain
            note = titles.short(rules.KIND, brain.portal_type)
            found.append(Suggestion(kind, brain.Title, brain.getURL(), note))
    for place in table.search(text, MOST[PLACE]):
        address = f"{site_url}/places/{place.code}"
        found.append(Suggestion(PLACE, table.title(place.code), address, ""))
    return found


def _say_who_may_keep(response):
    is_visitor = getSecurityManager().getUser().getId() is None
    response.setHeader("Cache-Control", answers.FOR_EVERYBODY if is_visitor else answers.FOR_ONE)


class TypeaheadGet(Service):
    """``GET @typeahead?q=``."""

    def reply(self):
        """Answer with suggestions, the best of each kind first."""
        repository = Repository(self.context, Titles(self.context, self.request))
        site_url = self.context.absolute_url()
        found = suggestions(repository, site_url, typed(self.request.form))
        _say_who_may_keep(self.request.response)
        return {
            "@id": f"{site_url}/{NAME}",
            "items": [
                {
                    "@id": each.address,
                    "kind": each.kind,
                    "title": each.title,
                    "note": each.note,
                }
                for each in found
            ],
        }


class Suggestions(BrowserView):
    """The same as links, for whoever reads without scripts."""

    page_title = _("title_suggestions", default="Suggestions")

    def __call__(self):
        """Look and show."""
        self.text = typed(self.request.form)
        repository = Repository(self.context, Titles(self.context, self.request))
        found = suggestions(repository, self.context.absolute_url(), self.text)
        self.groups = [
            {"heading": HEADINGS[kind], "links": [each for each in found if each.kind == kind]}
            for kind in HEADINGS
            if any(each.kind == kind for each in found)
        ]
        _say_who_may_keep(self.request.response)
        return self.index()

    def robots(self) -> str:
        """Keep search engines off: the list changes with every letter."""
        return "noindex, follow"

    def whole_search(self) -> str:
        """Address of the search for what was typed."""
        base = f"{self.context.absolute_url()}/repository"
        return rules.address(base, rules.Query().with_text(self.text))
