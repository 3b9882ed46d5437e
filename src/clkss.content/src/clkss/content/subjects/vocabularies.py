"""The vocabularies ``clkss.themes``, ``clkss.sectors``, ``clkss.hazards``, ``clkss.agencies``,
``clkss.resource_kinds``, ``clkss.countries`` and ``clkss.languages``."""

from clkss.content import _
from clkss.content.subjects import countries
from clkss.content.subjects.rules import parse_line
from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.terms import DEFINITIONS
from functools import cache
from functools import lru_cache
from functools import partial
from plone import api
from zope.interface import directlyProvides
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


RECORD = "clkss.subjects.{}"

LANGUAGES = (
    ("en", _("language_en", default="English")),
    ("tl", _("language_tl", default="Filipino")),
    ("ceb", _("language_ceb", default="Cebuano")),
    ("ilo", _("language_ilo", default="Ilocano")),
    ("hil", _("language_hil", default="Hiligaynon")),
    ("es", _("language_es", default="Spanish")),
    ("fr", _("language_fr", default="French")),
    ("pt", _("language_pt", default="Portuguese")),
)


def is_filipino():
    """Say whether the current page is in Filipino."""
    return (api.portal.get_current_language() or "en").split("-")[0] in ("tl", "fil")


def _lines(name):
    return tuple(api.portal.get_registry_record(RECORD.format(name), default=None) or ())


def added(name):
    """List the terms that editors added to a list.

    :param name: ``themes``, ``sectors``, ``hazards``, ``agencies`` or ``resource_kinds``.
    """
    return [parse_line(line) for line in _lines(name) if line.strip()]


def subjects(context, name):
    """Make the vocabulary of one list: the built-in terms, then those that editors added.

    :param context: anything.
    :param name: ``themes``, ``sectors``, ``hazards``, ``agencies`` or ``resource_kinds``.
    """
    return _made(name, _lines(name), is_filipino())


@lru_cache(maxsize=64)
def _made(name, lines, filipino):
    """Make a vocabulary anew only when its list has changed; nobody changes one that is made."""
    terms = [SimpleTerm(token, token, title) for token, title in BUILT_IN[name]]
    known = {term.value for term in terms}
    for term in map(parse_line, filter(str.strip, lines)):
        if term.token not in known:
            known.add(term.token)
            title = term.filipino if filipino else term.english
            terms.append(SimpleTerm(term.token, term.token, title))
    return SimpleVocabulary(terms)


def definitions(name):
    """Say what the terms of a list mean: token → definition.

    :param name: ``resource_kinds``.
    """
    return {
        **{term.token: term.definition for term in added(name)},
        **DEFINITIONS[name],
    }


def _factory(name):
    factory = partial(subjects, name=name)
    directlyProvides(factory, IVocabularyFactory)
    return factory


themes = _factory("themes")
sectors = _factory("sectors")
hazards = _factory("hazards")
agencies = _factory("agencies")
resource_kinds = _factory("resource_kinds")


@provider(IVocabularyFactory)
def all_countries(context):
    """List the countries and groups of countries, in the language of the page.

    :param context: anything.
    """
    language = "tl" if is_filipino() else "en"
    return SimpleVocabulary(
        [SimpleTerm(code, code, countries.title(code, language)) for code in countries.codes()]
    )


@provider(IVocabularyFactory)
def languages(context):
    """List the languages in which practices are written up.

    :param context: anything.
    """
    return _languages()


@cache
def _languages():
    return SimpleVocabulary([SimpleTerm(code, code, title) for code, title in LANGUAGES])
