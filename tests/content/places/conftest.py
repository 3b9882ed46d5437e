"""Things of several kinds in several states, and the pages that join them."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.outreach.interfaces import ISitemapPart
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import getAdapter
from zope.interface import alsoProvides

import pytest


COMMON = {
    "description": "For children who worked.",
    "language": "en",
    "territories": [DANAO.barangay],
    "themes": ["education"],
}

COMPLETE = {
    "GoodPractice": {
        **COMMON,
        "title": "Night classes for fishing children",
        "sectors": ["fishing"],
        "period_start": "2024-06",
        "background": "Forty children fished at night.",
        "action": "The school moved its classes.",
        "achievements": "Thirty-one came back.",
        "sustainability": "The barangay pays the teacher.",
        "lessons_learned": "Talk with the boat owners.",
        "necessary_conditions": "A teacher free in the evening.",
    },
    "Service": {
        **COMMON,
        "title": "School supplies",
        "service_kind": "education",
        "provider": "MSWDO Panglao",
        "eligibility": "Children from 5 to 17.",
        "how_to_refer": "Call first.",
        "phone": "0917 123 4567",
    },
    "Resource": {
        **COMMON,
        "title": "Helping a child out of work",
        "resource_kind": "tool",
        "url": "https://www.ils.example/guide",
        "year": 2019,
        "publisher": "Institute for Labor Studies",
        "abstract": "How to talk with a family.",
    },
    "GlossaryTerm": {
        "title": "Social protection",
        "language": "en",
        "themes": ["social-protection"],
        "definition": "Help for families in hard times.",
        "term_tl": "Proteksiyong panlipunan",
        "definition_tl": "Tulong sa mga pamilyang gipit.",
    },
    "Commitment": {
        **COMMON,
        "title": "Danao, a child-labour-free barangay",
        "commitment_kind": "child-labour-free-zone",
        "declared_by": "Sangguniang Barangay of Danao",
        "declared_on": "2025-06-12",
        "valid_until": "2199",
        "priorities": "No child on a boat at night.",
        "measured_by": "Visits to all households.",
        "evidence": "Two checks found no child at work.",
    },
}

LAW = {
    "title": "An act against the worst forms",
    "resource_kind": "law",
    "law_number": "Republic Act No. 1",
    "law_date": "2003-12-19",
    "law_status": "in-force",
}

HOMES = {
    "GoodPractice": "practices",
    "Service": "services",
    "Resource": "resources",
    "Commitment": "commitments",
    "GlossaryTerm": "glossary",
}

ONE_CHECK = (("barangay.contributor", "submit"), ("barangay.secretary", "publish"))
CLIMBS = (
    ("barangay.contributor", "submit"),
    ("barangay.secretary", "endorse"),
    ("municipal.secretary", "endorse"),
    ("provincial.secretary", "endorse"),
    ("regional.secretary", "publish"),
)


@pytest.fixture
def people(portal):
    enter(portal, PEOPLE)
    return portal


@pytest.fixture
def draft(people):
    """Write an item as the contributor of Danao: ``draft("Service", title="…")``."""

    def draft(portal_type, **values):
        with acting_as(people, "barangay.contributor"):
            values = {**COMPLETE[portal_type], **values}
            return api.content.create(people[HOMES[portal_type]], portal_type, **values)

    return draft


@pytest.fixture
def publish(draft):
    """Write an item and bring it to everybody."""

    def publish(portal_type, **values):
        item = draft(portal_type, **values)
        for person, action in ONE_CHECK if portal_type == "Service" else CLIMBS:
            ladder.act(item, action, actor=person)
        return item

    return publish


@pytest.fixture
def read(portal):
    """Open a page as somebody: ``read("themes", "education", person="…")``."""

    def read(path, token=None, person=None, **form):
        request = portal.REQUEST
        alsoProvides(request, IClkssLayer)
        annotations = IAnnotations(request)
        for key in list(annotations):
            del annotations[key]
        request.form.clear()
        request.form.update(form)
        with acting_as(portal, person):
            view = portal.restrictedTraverse(path)
            if token is not None:
                view = view.publishTraverse(request, token)
            return view()

    return read


@pytest.fixture
def sitemap(portal):
    """Give the addresses that a part of the sitemap names, as somebody asks."""

    def sitemap(name, person=None):
        with acting_as(portal, person):
            part = getAdapter(portal, ISitemapPart, name)
            found = [entry.url for entry in part.entries(0, 1000)]
            assert part.count() == len(found)
        return found

    return sitemap
