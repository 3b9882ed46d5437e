"""What filters and their values are called, in the reader's language."""

from clkss.content import _
from clkss.content.frame.language import translated
from clkss.content.search import rules
from clkss.content.subjects import countries as world
from clkss.content.territories import table
from collections.abc import Iterable
from functools import cached_property
from functools import lru_cache
from plone import api
from plone.dexterity.schema import SCHEMA_CACHE
from zope.component import queryUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


VOCABULARIES = {
    rules.THEME: "clkss.themes",
    rules.SECTOR: "clkss.sectors",
    rules.HAZARD: "clkss.hazards",
    rules.AGENCY: "clkss.agencies",
    rules.LANGUAGE: "clkss.languages",
}
"""Which vocabulary holds the values of a filter."""

NAMES = {
    rules.TEXT: _("filter_text", default="Words"),
    rules.KIND: _("filter_portal_type", default="Kind"),
    rules.SUBKIND: _("filter_kind", default="Kind of resource or service"),
    rules.TERRITORY: _("filter_territory", default="Place"),
    rules.COUNTRY: _("filter_country", default="Country"),
    rules.THEME: _("filter_theme", default="Theme"),
    rules.SECTOR: _("filter_sector", default="Sector"),
    rules.HAZARD: _("filter_hazard", default="Hazard"),
    rules.AGENCY: _("filter_agency", default="Agency"),
    rules.YEAR: _("filter_year", default="Year"),
    rules.LANGUAGE: _("filter_language", default="Language"),
    rules.PROMISING: _("filter_promising", default="Promising"),
    rules.FEATURED: _("filter_featured", default="Featured"),
    rules.SORT: _("filter_sort", default="Order"),
    rules.NEAR: _("filter_near", default="First what is near"),
    rules.ALL_WORDS: _("filter_all_words", default="Only with"),
    rules.START: _("filter_start", default="First item"),
    rules.SIZE: _("filter_size", default="Items on a page"),
}
"""Names of the parameters, as people read them."""

SORTS = {
    rules.RELEVANCE: _("sort_relevance", default="Best match"),
    rules.NEWEST: _("sort_newest", default="Newest first"),
    rules.TITLE: _("sort_title", default="Title A–Z"),
    rules.YEAR: _("sort_year", default="Latest year"),
}
"""Names of the orders."""


@lru_cache(maxsize=64)
def _terms(vocabulary, language):
    """Give the titles of a vocabulary by token; one that is the same object says the same."""
    return {
        term.token: translate(term.title or term.token, target_language=language)
        for term in vocabulary
    }


@lru_cache(maxsize=4096)
def _place(code):
    return table.get(code).name if table.exists(code) else code


@lru_cache(maxsize=4096)
def _whole_place(code):
    return table.title(code) if table.exists(code) else code


@lru_cache(maxsize=1024)
def _country(code, language):
    return world.title(code, language) if world.exists(code) else code


class Titles:
    """Titles of one request; each vocabulary is read at most once.

    :param site: the site.
    :param request: the request, whose language counts.
    """

    def __init__(self, site, request):
        self.site = site
        self.request = request
        self.language = request.get("LANGUAGE") or "en"
        self._terms = {}
        self._short = {}
        self._by_kind = {}

    def translated(self, message) -> str:
        """Give a message in the reader's language.

        :param message: a message id, or a text.
        """
        return translated(message, self.language)

    def name(self, name: str) -> str:
        """Name a parameter.

        :param name: one of the parameters of a search.
        """
        return self.translated(NAMES[name])

    def has(self, name: str, value: str) -> bool:
        """Say whether a vocabulary holds a value.

        :param name: name of a filter.
        :param value: a value.
        """
        if name == rules.COUNTRY:
            return world.exists(value)
        if name == rules.SUBKIND:
            portal_type, _colon, token = value.partition(":")
            return token in self._subkinds(portal_type)
        return value in self._vocabulary(name)

    def title(self, name: str, value: str) -> str:
        """Name a value so that it stands by itself: "Panglao, Bohol, Central Visayas".

        :param name: name of a filter.
        :param value: a value.
        """
        if name == rules.TERRITORY:
            return _whole_place(value)
        return self.short(name, value)

    def short(self, name: str, value: str) -> str:
        """Name a value in a list that says what it is part of: "Panglao".

        :param name: name of a filter.
        :param value: a value.
        """
        known = self._short.get((name, value))
        if known is None:
            known = self._short[name, value] = self._called(name, value)
        return known

    def several(self, name: str, values: Iterable[str]) -> list[str]:
        """Name many values of one filter, each as :meth:`short` does.

        :param name: name of a filter.
        :param values: its values.
        """
        if name == rules.TERRITORY:
            return [*map(_place, values)]
        if name in VOCABULARIES:
            terms = self._vocabulary(name)
            return [terms.get(value, value) for value in values]
        return [self.short(name, value) for value in values]

    def _called(self, name, value):
        if name in rules.FLAGS:
            return self.name(name)
        if name == rules.TERRITORY:
            return _place(value)
        if name == rules.KIND:
            info = self._types.getTypeInfo(value)
            return self.translated(info.Title()) if info is not None else value
        if name == rules.SUBKIND:
            portal_type, _colon, token = value.partition(":")
            title = self._subkinds(portal_type).get(token, token)
            return f"{self.short(rules.KIND, portal_type)}: {title}"
        if name == rules.COUNTRY:
            return _country(value, self.language)
        return self._vocabulary(name).get(value, value)

    @cached_property
    def _types(self):
        return api.portal.get_tool("portal_types")

    def _vocabulary(self, name):
        return self._titled(VOCABULARIES.get(name, ""))

    def _subkinds(self, portal_type):
        terms = self._by_kind.get(portal_type)
        if terms is None:
            schema = SCHEMA_CACHE.get(portal_type)
            field = schema and schema.get(rules.SUBKIND_FIELDS.get(portal_type))
            terms = self._titled(getattr(field, "vocabularyName", None) or "")
            self._by_kind[portal_type] = terms
        return terms

    def _titled(self, name):
        terms = self._terms.get(name)
        if terms is None:
            factory = queryUtility(IVocabularyFactory, name)
            terms = {}
            if factory is not None:
                terms = _terms(factory(self.site), self.language)
            self._terms[name] = terms
        return terms
