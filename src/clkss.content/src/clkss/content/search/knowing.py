"""What the site knows of words: the terms of its lists, places, countries, and synonyms."""

from clkss.content.search import meanings
from clkss.content.search import rules
from clkss.content.search.titles import VOCABULARIES
from clkss.content.subjects import countries
from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.vocabularies import added
from clkss.content.territories import table
from clkss.content.territories.rules import fold
from clkss.content.territories.rules import MUNICIPAL
from clkss.content.territories.rules import PROVINCE
from clkss.content.territories.rules import REGION
from collections.abc import Iterator
from functools import cache
from functools import lru_cache
from importlib import resources
from plone import api
from plone.dexterity.schema import SCHEMA_CACHE
from zope.component import queryUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


RECORD = "clkss.search.synonyms"
FILE = "data/synonyms.txt"

LANGUAGES = ("en", "tl")

LISTS = {
    rules.THEME: "themes",
    rules.SECTOR: "sectors",
    rules.HAZARD: "hazards",
    rules.AGENCY: "agencies",
    rules.SUBKIND: "resource_kinds",
}
"""Which list of terms, open to editors, holds the values of a filter."""

LISTED = "Resource"
"""The type whose kinds are such a list; those of others are fixed."""

LEVELS = (REGION, PROVINCE, MUNICIPAL)
"""Places that are found by their name alone, the more general first."""

SPECIAL = (" city", " region")
"""What may be left off the name of a place, where nothing else is called so."""


def known() -> meanings.Meanings:
    """Give what is known now; made anew only when a list has changed."""
    own = tuple((name, *added(LISTS[name])) for name in LISTS)
    return _made(own, tuple(synonyms()), rules.KINDS)


def synonyms() -> tuple[str, ...]:
    """Give the groups of synonyms that editors added, one on each line."""
    return tuple(api.portal.get_registry_record(RECORD, default=None) or ())


@cache
def built_in() -> tuple[str, ...]:
    """Give the groups of synonyms that always count, one on each line."""
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


@lru_cache(maxsize=4)
def _made(own, lines, kinds):
    same = meanings.groups((*built_in(), *lines))
    called = [*_terms(own), *_kinds(kinds)]
    return meanings.Meanings(same, called, _proper())


def _terms(own) -> Iterator[tuple[meanings.Phrase, meanings.Value]]:
    for name, *added_terms in own:
        terms = [(token, _both(title)) for token, title in BUILT_IN[LISTS[name]]]
        terms += [(term.token, (term.english, term.filipino)) for term in added_terms]
        whole = name == rules.AGENCY
        for token, titles in terms:
            value = meanings.Value(name, f"{LISTED}:{token}" if name == rules.SUBKIND else token)
            for title in titles:
                for said in meanings.names(title, whole):
                    yield said, value


def _kinds(kinds) -> Iterator[tuple[meanings.Phrase, meanings.Value]]:
    types = api.portal.get_tool("portal_types")
    for kind in kinds:
        info = types.getTypeInfo(kind)
        titles = _both(info.Title()) if info is not None else (kind,)
        for title in titles:
            for said in meanings.names(title, whole=True):
                yield said, meanings.Value(rules.KIND, kind)
        schema = SCHEMA_CACHE.get(kind) if info is not None and kind != LISTED else None
        field = schema and schema.get(rules.SUBKIND_FIELDS.get(kind))
        factory = queryUtility(IVocabularyFactory, getattr(field, "vocabularyName", None) or "")
        for term in factory(api.portal.get()) if factory is not None else ():
            value = meanings.Value(rules.SUBKIND, f"{kind}:{term.token}")
            for title in _both(term.title or term.token):
                for said in meanings.names(title):
                    yield said, value


def _both(message) -> tuple[str, ...]:
    """Give a message in both languages."""
    return tuple(translate(message, target_language=language) for language in LANGUAGES)


@cache
def _proper() -> dict[meanings.Phrase, tuple[meanings.Value, ...]]:
    """Give the names of places and countries, which no synonym leads to."""
    found: dict[meanings.Phrase, dict[meanings.Value, None]] = {}
    for level in LEVELS:
        for code in table.codes(level):
            name = fold(table.get(code).name)
            value = meanings.Value(rules.TERRITORY, code)
            found.setdefault(meanings.phrase(name), {})[value] = None
    for said, values in tuple(found.items()):
        for ending in SPECIAL:
            name = " ".join(said)
            if name.endswith(ending):
                short = meanings.phrase(name.removesuffix(ending))
                if short and short not in found:
                    found[short] = dict(values)
    for code in countries.codes():
        for language in LANGUAGES:
            said = meanings.phrase(countries.title(code, language))
            value = meanings.Value(rules.COUNTRY, code)
            if said and code != "PH":
                found.setdefault(said, {})[value] = None
    return {said: tuple(values) for said, values in found.items()}


def values(said: meanings.Phrase, name: str) -> list[str]:
    """Find the values of a filter that somebody may mean.

    :param said: folded words.
    :param name: name of the filter.
    """
    text = " ".join(said)
    found = known().values(said, name)
    if name == rules.TERRITORY and not found:
        found = [place.code for place in table.search(text, 1)]
    if name in VOCABULARIES or name in (rules.YEAR, rules.COUNTRY):
        found += [text, text.upper(), text.replace(" ", "-")]
    return list(dict.fromkeys(found))
