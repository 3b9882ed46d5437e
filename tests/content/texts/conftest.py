"""Practices with files in them, a worker that reads them, and people who search."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.jobs.worker import run_due
from clkss.content.review import ladder
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests.content.given import OF_THE_NATION
from tests.content.given import PRACTICE
from zope.interface import alsoProvides

import pytest
import transaction


@pytest.fixture
def work(open_site):
    """Have the worker do what is due; returns how many jobs there were."""

    def work():
        transaction.commit()
        done = run_due(open_site)
        transaction.begin()
        return done

    return work


@pytest.fixture
def practice(site):
    """Have the nation's secretary write a practice: ``practice("draft", title="…")``."""

    def practice(state="published", **values):
        values = {"territories": [DANAO.barangay], **PRACTICE, **values}
        with acting_as(site, "national.secretary"):
            item = api.content.create(site.practices, "GoodPractice", **values)
        for actor, action in OF_THE_NATION[state]:
            with acting_as(site, actor):
                ladder.act(item, action)
        transaction.commit()
        return item

    return practice


@pytest.fixture
def attach(site):
    """Put a file into an item, or into a folder of the site."""

    def attach(item, data, name):
        with acting_as(site, "admin"):
            file = api.content.create(
                item, "File", title=name, file=NamedBlobFile(data=data, filename=name)
            )
        transaction.commit()
        return file

    return attach


@pytest.fixture
def found(site):
    """List the titles that somebody finds; ``None`` for a visitor."""

    def found(words, person=None):
        alsoProvides(site.REQUEST, IClkssLayer)
        with acting_as(site, person):
            repository = Repository(site, Titles(site, site.REQUEST))
            query, _problems = repository.parse({"SearchableText": words})
            hits = repository.find(query)
            return [repository.card(rid).brain.Title for rid in hits.rids]

    return found
