"""A thing of knowledge in the words of catalogues, citations and search engines."""

from Acquisition import aq_base
from clkss.content.outreach.interfaces import IDescribed
from clkss.content.review.content import IReviewed
from clkss.content.subjects import countries as world
from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.vocabularies import added
from clkss.content.territories import table
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from functools import lru_cache
from plone import api
from plone.dexterity.schema import SCHEMA_CACHE
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


SUBJECTS = ("themes", "sectors", "hazards")
"""Fields whose terms say what a thing is about."""

COUNTRIES = ("countries", "from_countries", "to_countries")
"""Fields that name countries."""

DETAILS = ("resource_kind", "service_kind", "partner_kind", "exchange_kind", "commitment_kind")
"""Fields that say more exactly what kind of thing it is."""

OF_OTHERS = frozenset({"Resource"})
"""Types whose things were made elsewhere, not by the committee and the site that entered them."""

LANGUAGES = {"tl": "fil"}
"""Codes of ours that are others in the world."""


@implementer(IDescribed)
@dataclass(frozen=True)
class Description:
    """What is said of a thing; see :class:`clkss.content.outreach.interfaces.IDescribed`."""

    uid: str
    kind: str
    detail: str
    title: str
    summary: str
    authors: tuple[str, ...]
    owner: str
    publisher: str
    system: str
    year: int | None
    published: date | None
    modified: datetime
    language: str
    subjects: tuple[str, ...]
    places: tuple[str, ...]
    identifiers: tuple[str, ...]
    number: str
    licence: str
    source: str
    address: str
    permanent_url: str
    url: str
    is_example: bool


@implementer(IDescribed)
@adapter(IReviewed)
def describe(item):
    """Describe a thing of knowledge by the fields that it has.

    :param item: a reviewed item.
    """
    field = Fields(item)
    uid = item.UID()
    system = site_title()
    owner = owner_title(item)
    authors = field.several("authors")
    if not authors and owner and item.portal_type not in OF_OTHERS:
        authors = (owner,)
    published = field("effective_date")
    day = published.asdatetime().date() if published is not None else None
    return Description(
        uid=uid,
        kind=item.portal_type,
        detail=next((field(name) for name in DETAILS if field(name)), ""),
        title=item.title or "",
        summary=item.description or field("abstract") or field("definition") or "",
        authors=authors,
        owner=owner,
        publisher=field("publisher") or ("" if item.portal_type in OF_OTHERS else system),
        system=system,
        year=_year(field, day),
        published=day,
        modified=item.modified().asdatetime(),
        language=LANGUAGES.get(item.language, item.language) or "",
        subjects=_subjects(field),
        places=_places(field),
        identifiers=field.several("identifiers"),
        number=field("law_number") or "",
        licence=field("licence") or "",
        source=field("source") or "",
        address=field("url") or field("website") or "",
        permanent_url=f"{api.portal.get().absolute_url()}/permalink/{uid}",
        url=item.absolute_url(),
        is_example=bool(field("is_example")),
    )


def site_title():
    """Name the site."""
    return api.portal.get_registry_record("plone.site_title", default="") or api.portal.get().title


def owner_title(item):
    """Name the committee that wrote a thing up; empty when there is none.

    :param item: a reviewed item.
    """
    committees = api.portal.get().get("committees")
    key = field(item, "owner_committee")
    committee = committees.get(key) if committees is not None and key else None
    return committee.title if committee is not None else ""


def term_title(name, token):
    """Name a term in English.

    :param name: ``themes``, ``sectors``, ``hazards`` or ``agencies``.
    :param token: the term.
    """
    title = dict(BUILT_IN[name]).get(token)
    if title is not None:
        return translate(title, target_language="en")
    return next((term.english for term in added(name) if term.token == token), token)


class Fields:
    """Gives values of the fields of one thing, as :func:`field` and :func:`several` do.

    Dexterity looks into every schema for each name that a thing does not have, and most of what is
    asked here belongs to things of another type.

    :param item: a reviewed item.
    """

    def __init__(self, item):
        self._item = item
        base = aq_base(item)
        self._kind = type(base)
        name = base.portal_type
        schemas = SCHEMA_CACHE.schema_interfaces(name)
        base._p_activate()
        self._known = base.__dict__.keys() | _names(schemas)

    def __call__(self, name):
        """Give the value of a field; ``None`` where the thing has no such field.

        :param name: name of the field.
        """
        if name not in self._known and not hasattr(self._kind, name):
            return None
        return field(self._item, name)

    def several(self, name):
        """Give the values of a field, a tuple; empty where the thing has no such field.

        :param name: name of the field.
        """
        values = self(name) or ()
        return tuple(values) if isinstance(values, list | tuple) else ()


@lru_cache(maxsize=256)
def _names(schemas):
    return frozenset(name for schema in schemas for name in schema)


def field(item, name):
    """Give the value of a field; ``None`` where a thing has no such field.

    :param item: a reviewed item.
    :param name: name of the field.
    """
    value = getattr(aq_base(item), name, None)
    return None if callable(value) else value


def several(item, name):
    """Give the values of a field, a tuple; empty where a thing has no such field.

    :param item: a reviewed item.
    :param name: name of the field.
    """
    values = field(item, name) or ()
    return tuple(values) if isinstance(values, list | tuple) else ()


def _year(field, day):
    """Give the year in which it came out: as it says, a law's own, or that of the site."""
    said = field("year") or str(field("law_date") or "")[:4]
    return int(said) if said else (day.year if day else None)


def _subjects(field):
    titles = (term_title(name, token) for name in SUBJECTS for token in field.several(name))
    return tuple(dict.fromkeys(titles))


def _places(field):
    places = [table.title(code) for code in field.several("territories") if table.exists(code)]
    codes = (code for name in COUNTRIES for code in field.several(name))
    countries = [world.title(code) for code in codes if world.exists(code)]
    return tuple(dict.fromkeys([*places, *countries]))
