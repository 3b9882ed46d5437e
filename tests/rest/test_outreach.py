"""References, permanent links and the catalogue of data as the documentation shows them."""

from clkss.content.outreach import citation
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from DateTime import DateTime
from datetime import date
from plone import api
from plone.uuid.interfaces import IMutableUUID
from tests.rest.test_repository import NIGHT
from tests.rest.test_repository import QUARRY
from tests.rest.test_repository import repository  # noqa: F401
from uuid import NAMESPACE_URL
from uuid import uuid5

import pytest
import transaction


@pytest.fixture
def nights(repository):  # noqa: F811
    """A published practice with a committee to be credited."""
    with acting_as(repository, "admin"):
        api.content.create(repository.committees, "Committee", id="PH", territory="PH")
    transaction.commit()
    return repository.practices[NIGHT["id"]]


class Day(date):
    """The day on which the documentation asks."""

    @classmethod
    def today(cls):
        return cls(2026, 11, 28)


@pytest.mark.parametrize("name", ["bibtex", "ris", "apa"])
def test_references(nights, visitor_rest, monkeypatch, name):
    monkeypatch.setattr(citation, "date", Day)
    answer = visitor_rest("GET", f"practices/{nights.getId()}/@@citation?format={name}")
    answer.save(f"citation-{name}")
    assert answer.status == 200
    assert NIGHT["title"] in answer.body


def test_a_format_that_there_is_not(nights, visitor_rest):
    answer = visitor_rest("GET", f"practices/{nights.getId()}/@@citation?format=word")
    assert answer.status == 400


def test_a_permanent_link(nights, visitor_rest):
    answer = visitor_rest("GET", f"permalink/{nights.UID()}").save("permalink")
    assert answer.status == 302
    assert answer.headers["Location"] == nights.absolute_url()


def test_a_permanent_link_to_what_is_gone(nights, repository, visitor_rest):  # noqa: F811
    quarry = repository.practices[QUARRY["id"]]
    with acting_as(repository, "national.editor"):
        ladder.act(quarry, "retire")
    transaction.commit()
    assert visitor_rest("GET", f"permalink/{quarry.UID()}").status == 410


def test_the_catalogue_of_data(repository, visitor_rest):  # noqa: F811
    survey = {
        "id": "survey-of-2011",
        "title": "Survey on children of 2011",
        "description": "Working children by region, sex and age.",
        "resource_kind": "data-set",
        "themes": ["data-and-monitoring"],
        "territories": ["PH"],
        "authors": ["Statistics Office"],
        "year": 2011,
        "licence": "CC BY 4.0",
        "url": "https://statistics.example/survey-2011.csv",
    }
    with acting_as(repository, "national.secretary"):
        item = api.content.create(repository.resources, "Resource", **survey)
        IMutableUUID(item).set(uuid5(NAMESPACE_URL, survey["id"]).hex)
        item.reindexObject()
        ladder.act(item, "submit")
    with acting_as(repository, "national.editor"):
        ladder.act(item, "publish")
    item.modification_date = DateTime("2026/11/28 08:00:00 UTC")
    transaction.commit()
    answer = visitor_rest("GET", "@@dcat").save("dcat")
    assert [each["dct:title"] for each in answer.json["dcat:dataset"]][1:] == [survey["title"]]
