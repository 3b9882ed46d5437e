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
from tests.content.given import OF_THE_NATION
from tests.content.given import PRACTICE
from zope.annotation.interfaces import IAnnotations
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def people(portal):
    enter(portal, PEOPLE)


@pytest.fixture
def practice(portal, people):
    """Have the nation's secretary write a practice: ``practice("published", title="…")``."""

    def practice(state="published", author="national.secretary", **values):
        values = {"territories": [DANAO.barangay], **PRACTICE, **values}
        with acting_as(portal, author):
            item = api.content.create(portal.practices, "GoodPractice", **values)
        for actor, action in OF_THE_NATION[state]:
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
