"""A harvester that others wrote takes everything, then what changed, then what is gone."""

from clkss.content.outreach import harvest
from clkss.content.testing.people import acting_as
from plone import api
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch
from tests.content.given import RETIRE
from tests.content.outreach.conftest import do
from tests.content.outreach.test_oai import name_of
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import time
import transaction


@pytest.fixture(params=["GET", "POST"])
def harvester(request, served):
    return Sickle(f"{served}/@@oai", http_method=request.param, timeout=60)


def everything(harvester, **arguments):
    records = harvester.ListRecords(metadataPrefix="oai_dc", **arguments)
    return {record.header.identifier: record for record in records}


@pytest.fixture
def a_second_later():
    """Wait until the next second of the site's clock."""

    def wait():
        began = int(time.time()) + 2
        while time.time() < began:
            time.sleep(0.05)

    return wait


def test_all_then_what_changed_then_what_is_gone(
    site, practice, harvester, monkeypatch, a_second_later
):
    monkeypatch.setattr(harvest, "RECORDS", 3)
    items = [practice(title=f"Practice {number}") for number in range(7)]
    practice("draft", title="Not yet")
    gone = practice("retired", title="No longer")

    identity = harvester.Identify()
    assert identity.deletedRecord == "persistent"

    first = everything(harvester)
    assert set(first) == {name_of(item) for item in (*items, gone)}
    assert [name for name, record in first.items() if record.deleted] == [name_of(gone)]
    assert first[name_of(items[0])].metadata["title"] == ["Practice 0"]

    a_second_later()
    seen = harvester.Identify().xml.getparent().findtext("{*}responseDate")
    with pytest.raises(NoRecordsMatch):
        everything(harvester, **{"from": seen})

    items[1].title = "Practice 1, told anew"
    notify(ObjectModifiedEvent(items[1]))
    transaction.commit()
    do(site, items[2], RETIRE)
    deleted = name_of(items[3])
    with acting_as(site, "admin"):
        api.content.delete(items[3], check_linkintegrity=False)
    transaction.commit()

    second = everything(harvester, **{"from": seen})
    assert {name: record.deleted for name, record in second.items()} == {
        name_of(items[1]): False,
        name_of(items[2]): True,
        deleted: True,
    }
    assert second[name_of(items[1])].metadata["title"] == ["Practice 1, told anew"]


def test_one_record_sets_and_formats(site, practice, harvester):
    item = practice()
    record = harvester.GetRecord(metadataPrefix="oai_dc", identifier=name_of(item))
    assert record.metadata["title"] == [item.title]
    specs = {each.setSpec for each in harvester.ListSets()}
    assert set(record.header.setSpecs) <= specs
    assert [each.metadataPrefix for each in harvester.ListMetadataFormats()] == ["oai_dc"]
    found = harvester.ListIdentifiers(metadataPrefix="oai_dc", set="theme:education")
    assert [header.identifier for header in found] == [name_of(item)]
