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
from plone import api
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
    system = site_title()
    owner = owner_title(item)
    authors = several(item, "authors")
    if not authors and owner and item.portal_type not in OF_OTHERS:
        authors = (owner,)
    published = field(item, "effective_date")
    day = published.asdatetime().date() if published is not None else None
    return Description(
        uid=item.UID(),
        kind=item.portal_type,
        detail=next((field(item, name) for name in DETAILS if field(item, name)), ""),
        title=item.title or "",
        summary=item.description or field(item, "abstract") or field(item, "definition") or "",
        authors=authors,
        owner=owner,
        publisher=field(item, "publisher") or ("" if item.portal_type in OF_OTHERS else system),
        system=system,
        year=_year(item, day),
        published=day,
        modified=item.modified().asdatetime(),
        language=LANGUAGES.get(item.language, item.language) or "",
        subjects=_subjects(item),
        places=_places(item),
        identifiers=several(item, "identifiers"),
        number=field(item, "law_number") or "",
        licence=field(item, "licence") or "",
        source=field(item, "source") or "",
        address=field(item, "url") or field(item, "website") or "",
        permanent_url=f"{api.portal.get().absolute_url()}/permalink/{item.UID()}",
        url=item.absolute_url(),
        is_example=bool(field(item, "is_example")),
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


def _year(item, day):
    """Give the year in which it came out: as it says, a law's own, or that of the site."""
    said = field(item, "year") or str(field(item, "law_date") or "")[:4]
    return int(said) if said else (day.year if day else None)


def _subjects(item):
    titles = (term_title(name, token) for name in SUBJECTS for token in several(item, name))
    return tuple(dict.fromkeys(titles))


def _places(item):
    places = [table.title(code) for code in several(item, "territories") if table.exists(code)]
    codes = (code for name in COUNTRIES for code in several(item, name))
    countries = [world.title(code) for code in codes if world.exists(code)]
    return tuple(dict.fromkeys([*places, *countries]))
