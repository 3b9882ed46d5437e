"""Practices of several people and places, in several states."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.review import ladder
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import alsoProvides

import pytest


COMPLETE = {
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening.",
    "language": "en",
    "themes": ["education"],
    "background": "Forty children fished at night.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays the teacher.",
    "lessons_learned": "Talk with the boat owners.",
    "necessary_conditions": "A teacher free in the evening.",
}

SUBMIT = ("national.secretary", "submit")
PUBLISH = ("national.editor", "publish")

CLIMB = {
    "draft": (),
    "national_review": (SUBMIT,),
    "published": (SUBMIT, PUBLISH),
    "retired": (SUBMIT, PUBLISH, ("national.editor", "retire")),
}


@pytest.fixture
def people(portal):
    enter(portal, PEOPLE)


@pytest.fixture
def practice(portal, people):
    """Have the nation's secretary write a practice: ``practice("published", title="…")``."""

    def practice(state="published", author="national.secretary", **values):
        values = {"territories": [DANAO.barangay], **COMPLETE, **values}
        with acting_as(portal, author):
            item = api.content.create(portal.practices, "GoodPractice", **values)
        for actor, action in CLIMB[state]:
            with acting_as(portal, actor):
                ladder.act(item, action)
        return item

    return practice


@pytest.fixture
def ask(portal):
    """Ask the repository as somebody: ``ask("barangay.contributor", theme="education")``."""

    def ask(person=None, **form):
        with acting_as(portal, person):
            repository = Repository(portal, Titles(portal, portal.REQUEST))
            query, problems = repository.parse(form)
            assert problems == []
            return repository.find(query), repository

    return ask


@pytest.fixture
def titles_of(ask):
    """List the titles that somebody finds."""

    def titles_of(person=None, **form):
        found, repository = ask(person, **form)
        return [repository.card(rid).brain.Title for rid in found.rids]

    return titles_of


@pytest.fixture
def page(portal):
    """Show a page to somebody: ``page(portal, "repository", theme="education")``."""

    def page(context, name, person=None, **form):
        request = portal.REQUEST
        alsoProvides(request, IClkssLayer)
        annotations = IAnnotations(request)
        for key in list(annotations):
            del annotations[key]
        request.form.clear()
        request.form.update(form)
        with acting_as(portal, person):
            return context.restrictedTraverse(name)()

    return page
