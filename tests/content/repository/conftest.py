"""Complete items of each kind, and ways to write them and bring them up."""

from clkss.content.committees import clearances
from clkss.content.interfaces import IClkssLayer
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from functools import partial
from html.parser import HTMLParser
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import alsoProvides

import json
import pytest
import re


COMMON = {
    "description": "For children who worked.",
    "language": "en",
    "territories": [DANAO.barangay],
    "themes": ["education"],
}

COMPLETE = {
    "Service": {
        **COMMON,
        "title": "School supplies",
        "service_kind": "education",
        "provider": "MSWDO Panglao",
        "eligibility": "Children from 5 to 17.\n\nA barangay certificate is enough.",
        "cost": "free",
        "hours": "Monday to Friday",
        "how_to_refer": "Call first. Bring the form.",
        "phone": "(038) 412-3456 local 12; 0917 123 4567",
        "website": "https://panglao.example/help",
        "contact": "The social worker on duty",
    },
    "Partner": {
        **COMMON,
        "title": "Department of Labor and Employment, Bohol Field Office",
        "acronym": "DOLE Bohol",
        "partner_sector": "government",
        "partner_kind": "national agency",
        "mandate": "Inspects workplaces.",
        "focal_points": ["Child labour focal, Workers' Affairs Division"],
        "phone": "1349",
        "address": "Tagbilaran City\n6300 Bohol",
        "website": "https://dole.example",
        "contact": "The front desk",
    },
    "Programme": {
        **COMMON,
        "title": "Back to school in Panglao",
        "status": "running",
        "period_start": "2025-01",
        "objectives": "No child at sea at night.",
        "partners": ["Fishers' Cooperative"],
        "beneficiaries": [
            {"sex": "girls", "age": "10-14", "target": 120, "reached": 80},
            {"sex": "boys", "age": "10-14", "target": 100, "reached": 65},
            {"sex": "boys", "age": "15-17", "target": 60, "reached": None},
        ],
        "budget": [
            {"source": "DOLE", "amount": 1_200_000, "note": ""},
            {"source": "Barangay", "amount": None, "note": "in kind"},
        ],
        "website": "https://panglao.example/school",
    },
    "Resource": {
        **COMMON,
        "title": "Helping a child out of work",
        "resource_kind": "tool",
        "authors": ["Reyes, M. L.", "Cruz, J."],
        "year": 2019,
        "publisher": "Institute for Labor Studies",
        "identifiers": ["ISBN 978-92-2-112822-9", "doi:10.1000/182", "PH 331.31"],
        "licence": "CC BY 4.0",
        "url": "https://www.ils.example/guide?part=1&lang=en",
        "abstract": "How to talk with a family.",
        "coverage": "Barangays of Region VII",
        "contributing_units": ["DOLE Bohol Field Office"],
    },
    "CaseStudy": {
        **COMMON,
        "territories": [DANAO.municipal],
        "title": "From the boat back to grade five",
        "situation": "A boy, here called Ramon, fished at night.",
        "intervention": "The social worker spoke with him alone.",
        "result": "A year later he was in grade six.",
        "lesson": "Ask the child first.",
        "anonymised": ["names", "places", "pictures", "details", "consent"],
    },
    "GlossaryTerm": {
        "title": "Child labour",
        "abbreviation": "CL",
        "definition": "Work that harms a child.",
        "term_tl": "Pagpapatrabaho sa bata",
        "definition_tl": "Trabahong nakasasama sa bata.",
        "other_terms": ["ceb: pagpatrabaho sa mga bata", "Ilocano: panagtrabaho dagiti ubbing"],
        "synonyms": ["child labor"],
        "source": "Republic Act No. 9231",
    },
}

PLACES = {
    "Service": "services",
    "Partner": "partners",
    "Programme": "programmes",
    "Resource": "resources",
    "CaseStudy": "case-studies",
    "GlossaryTerm": "glossary",
}

ONE_CHECK = ("Service", "Partner")


class Elements(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for found, attributes in self.found if found == tag]


def structured(html):
    """Read what a page tells machines."""
    block = re.search(r'<script type="application/ld\+json"\s*>(.*?)</script>', html, re.DOTALL)
    return json.loads(block[1])


@pytest.fixture
def people(portal):
    enter(portal, PEOPLE)
    return portal


def written(site, portal_type, author="barangay.contributor", **values):
    """Write an item as somebody."""
    with acting_as(site, author):
        values = {**COMPLETE[portal_type], **values}
        return api.content.create(site[PLACES[portal_type]], portal_type, **values)


@pytest.fixture
def write(people):
    """Write an item as somebody: ``write("Service", "barangay.contributor", title="…")``."""
    return partial(written, people)


def way_up(portal_type):
    """Name who does what until an item of the barangay is published."""
    if portal_type in ONE_CHECK:
        return (("barangay.contributor", "submit"), ("barangay.secretary", "publish"))
    return (
        ("barangay.contributor", "submit"),
        ("barangay.secretary", "endorse"),
        ("municipal.secretary", "endorse"),
        ("provincial.secretary", "endorse"),
        ("regional.secretary", "publish"),
    )


LADDER = (
    ("barangay_review", "barangay.secretary", DANAO.barangay),
    ("municipal_review", "municipal.secretary", DANAO.municipal),
    ("provincial_review", "provincial.secretary", DANAO.provincial),
    ("regional_review", "regional.secretary", DANAO.regional),
    ("national_review", None, None),
)
"""The reviews, the lowest first, each with who sits there for which committee."""


def bring(item, state):
    """Bring an item of the barangay to a state, whether it climbs or needs one check.

    Committees below a review have no secretary for a moment, so the item comes there at once.
    """
    if state == "draft":
        return
    reviews = [name for name, _person, _key in LADDER]
    level = reviews.index(state) if state in reviews else reviews.index("national_review")
    below = [(person, key) for _name, person, key in LADDER[:level]]
    for person, key in below:
        clearances.revoke(person, key)
    ladder.act(item, "submit", actor="barangay.contributor")
    for person, key in below:
        clearances.grant(person, key, "secretary")
    if state in ("published", "retired"):
        ladder.act(item, "publish", actor="national.editor")
    if state == "retired":
        ladder.act(item, "retire", actor="national.editor")


def tell(programme, title, **values):
    """Add an update to a programme, whoever may."""
    with acting_as(api.portal.get(), "admin"):
        return api.content.create(
            programme, "ProgrammeUpdate", title=title, **{"date": "2026-05", **values}
        )


def published(site, portal_type, **values):
    """Write an item of the barangay and bring it to everybody."""
    item = written(site, portal_type, **values)
    for person, action in way_up(portal_type):
        ladder.act(item, action, actor=person)
    return item


@pytest.fixture
def publish(people):
    """Write an item of the barangay and bring it to everybody."""
    return partial(published, people)


@pytest.fixture
def read(portal):
    """Read an item as somebody."""

    def read(item, person=None):
        request = portal.REQUEST
        alsoProvides(request, IClkssLayer)
        annotations = IAnnotations(request)
        for key in list(annotations):
            del annotations[key]
        with acting_as(portal, person):
            return item.restrictedTraverse("view")()

    return read
