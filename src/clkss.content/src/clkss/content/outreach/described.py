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

DETAILS = ("resource_kind", "service_kind", "partner_kind", "exchange_kind")
"""Fields that say more exactly what kind of thing it is."""

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
    are_people: bool
    publisher: str
    year: int | None
    published: date | None
    modified: datetime
    language: str
    subjects: tuple[str, ...]
    places: tuple[str, ...]
    identifiers: tuple[str, ...]
    licence: str
    source: str
    address: str
    permanent_url: str
    url: str


@implementer(IDescribed)
@adapter(IReviewed)
def describe(item):
    """Describe a thing of knowledge by the fields that it has.

    :param item: a reviewed item.
    """
    site = api.portal.get()
    system = site_title()
    named = _several(item, "authors")
    owner = owner_title(item)
    published = _field(item, "effective_date")
    day = published.asdatetime().date() if published is not None else None
    uid = item.UID()
    return Description(
        uid=uid,
        kind=item.portal_type,
        detail=next((_field(item, name) for name in DETAILS if _field(item, name)), ""),
        title=item.title or "",
        summary=item.description or _field(item, "abstract") or _field(item, "definition") or "",
        authors=named or ((owner,) if owner else ()),
        are_people=bool(named),
        publisher=_field(item, "publisher") or system,
        year=_field(item, "year") or (day.year if day else None),
        published=day,
        modified=item.modified().asdatetime(),
        language=LANGUAGES.get(item.language, item.language) or "",
        subjects=_subjects(item),
        places=_places(item),
        identifiers=tuple(filter(None, (*_several(item, "identifiers"), _law(item)))),
        licence=_field(item, "licence") or "",
        source=_field(item, "source") or "",
        address=_field(item, "url") or _field(item, "website") or "",
        permanent_url=f"{site.absolute_url()}/permalink/{uid}",
        url=item.absolute_url(),
    )


def site_title():
    """Name the site."""
    return api.portal.get_registry_record("plone.site_title", default="") or api.portal.get().title


def owner_title(item):
    """Name the committee that wrote a thing up; empty when there is none.

    :param item: a reviewed item.
    """
    committees = api.portal.get().get("committees")
    key = _field(item, "owner_committee")
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


def _field(item, name):
    value = getattr(aq_base(item), name, None)
    return None if callable(value) else value


def _several(item, name):
    values = _field(item, name) or ()
    return tuple(values) if isinstance(values, list | tuple) else ()


def _subjects(item):
    titles = (term_title(name, token) for name in SUBJECTS for token in _several(item, name))
    return tuple(dict.fromkeys(titles))


def _places(item):
    places = [table.title(code) for code in _several(item, "territories") if table.exists(code)]
    countries = [world.title(code) for code in _several(item, "countries") if world.exists(code)]
    return tuple(dict.fromkeys([*places, *countries]))


def _law(item):
    return _field(item, "law_number")
