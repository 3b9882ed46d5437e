"""What a harvester is told, and what not."""

from clkss.content import relational
from clkss.content.outreach import rules
from clkss.content.outreach import tables
from clkss.content.testing.people import acting_as
from DateTime import DateTime
from plone import api
from sqlalchemy import update
from tests.content.given import RETIRE
from tests.content.outreach.conftest import do
from tests.content.outreach.conftest import NAMES
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import time
import transaction


def name_of(item):
    return rules.identifier(item.UID())


LIST = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


class TestIdentify:
    def test_the_site_says_who_it_is(self, oai, site, practice):
        practice()
        answer = oai(verb="Identify")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        assert answer.texts(".//oai:baseURL") == [f"{site.absolute_url()}/@@oai"]
        assert answer.texts(".//oai:deletedRecord") == ["persistent"]
        assert answer.texts(".//oai:granularity") == ["YYYY-MM-DDThh:mm:ssZ"]

    def test_nothing_is_older_than_the_site_says(self, oai, practice):
        practice()
        (earliest,) = oai(verb="Identify").texts(".//oai:earliestDatestamp")
        assert min(oai(**LIST).texts(".//oai:datestamp")) >= earliest

    def test_an_empty_site_answers(self, oai, site):
        assert oai(verb="Identify").errors == []
        assert oai(**LIST).errors == ["noRecordsMatch"]

    def test_formats_and_sets(self, oai, practice):
        item = practice()
        assert oai(verb="ListMetadataFormats").texts(".//oai:metadataPrefix") == ["oai_dc"]
        assert oai(verb="ListMetadataFormats", identifier=name_of(item)).errors == []
        sets = oai(verb="ListSets").texts(".//oai:setSpec")
        assert {"type:GoodPractice", "theme:education", "region:0700000000"} <= set(sets)
        assert len(sets) == len(set(sets))


class TestRecords:
    def test_a_practice_in_dublin_core(self, oai, site, practice):
        with acting_as(site, "admin"):
            committee = api.content.create(site.committees, "Committee", id="PH", territory="PH")
        item = practice(title="Nets & <fathers>", sectors=["fishing"])
        answer = oai(verb="GetRecord", metadataPrefix="oai_dc", identifier=name_of(item))
        assert answer.texts(".//dc:title") == ["Nets & <fathers>"]
        assert answer.texts(".//dc:creator") == [committee.title]
        assert "Education" in answer.texts(".//dc:subject")
        assert answer.texts(".//dc:date") == [DateTime().strftime("%Y-%m-%d")]
        assert answer.texts(".//dc:language") == ["en"]
        permanent = f"{site.absolute_url()}/permalink/{item.UID()}"
        assert answer.texts(".//dc:identifier") == [permanent]
        assert answer.texts(".//oai:header/oai:setSpec") == [
            "type:GoodPractice",
            "theme:education",
            "region:0700000000",
        ]

    def test_what_xml_cannot_hold_does_no_harm(self, oai, practice):
        item = practice(description="A bell\x07 and \ud800 half a pair")
        answer = oai(verb="GetRecord", metadataPrefix="oai_dc", identifier=name_of(item))
        assert answer.errors == []

    def test_post_answers_like_get(self, oai, practice):
        practice()
        assert oai(**RECORDS, post=True).headed == oai(**RECORDS).headed

    def test_names_come_without_waking_anything(self, oai, practice, monkeypatch):
        practice()

        def wake(*arguments, **options):
            raise AssertionError("woken")

        from plone.app.uuid import utils
        from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

        monkeypatch.setattr(utils, "uuidToObject", wake)
        monkeypatch.setattr(AbstractCatalogBrain, "getObject", wake)
        monkeypatch.setattr(AbstractCatalogBrain, "_unrestrictedGetObject", wake)
        assert len(oai(**LIST).headed) == 1


class TestErrors:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ({}, "badVerb"),
            ({"verb": "Nonsense"}, "badVerb"),
            ({"verb": "Identify", "x": "y"}, "badArgument"),
            ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
            ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
            (
                {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "urn:uuid:no"},
                "idDoesNotExist",
            ),
            ({"verb": "ListMetadataFormats", "identifier": "oai:x:1"}, "idDoesNotExist"),
            ({**LIST, "set": "theme:unheard-of"}, "noRecordsMatch"),
            ({**LIST, "from": "2099-01-01"}, "noRecordsMatch"),
            ({**LIST, "until": "1999-01-01"}, "noRecordsMatch"),
            ({**LIST, "from": "2026-11"}, "badArgument"),
            ({"verb": "ListRecords", "resumptionToken": "made up"}, "badResumptionToken"),
            ({"verb": "ListSets", "resumptionToken": "made up"}, "badResumptionToken"),
            ({**LIST, "set": "<script>"}, "badArgument"),
            ({**LIST, "set": "theme:e_ucation"}, "noRecordsMatch"),
            ({**LIST, "set": "theme:%"}, "badArgument"),
        ],
    )
    def test_each_mistake_has_its_code(self, oai, practice, arguments, code):
        practice()
        answer = oai(*arguments.items())
        assert set(answer.errors) == {code}
        assert answer.status == 200

    def test_the_request_is_repeated_unless_it_makes_no_sense(self, oai, practice):
        practice()
        request = oai(**LIST).root.find("oai:request", NAMES)
        assert dict(request.attrib) == LIST
        request = oai(**LIST, set="not a set").root.find("oai:request", NAMES)
        assert dict(request.attrib) == {}

    def test_an_argument_twice(self, oai):
        assert oai(("verb", "Identify"), ("verb", "Identify")).errors == ["badVerb"]
        pairs = [*LIST.items(), ("set", "type"), ("set", "theme")]
        assert oai(*pairs).errors == ["badArgument"]

    def test_other_kinds_of_values_than_text(self, oai):
        assert oai(("verb:int", "5")).errors == ["badVerb"]
        assert oai(*LIST.items(), ("from:record", "x")).errors[0] == "badArgument"


class TestWhatIsNotPublic:
    @pytest.mark.parametrize("person", [None, "national.editor", "national.secretary"])
    @pytest.mark.parametrize("state", ["draft", "national_review"])
    def test_what_was_never_public_is_nowhere(self, oai, practice, state, person):
        item = practice(state)
        assert oai(**LIST, person=person).errors == ["noRecordsMatch"]
        for arguments in (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc"},
            {"verb": "ListMetadataFormats"},
        ):
            answer = oai(**arguments, identifier=name_of(item), person=person)
            assert answer.errors == ["idDoesNotExist"]

    @pytest.mark.parametrize("person", [None, "national.editor"])
    def test_what_was_retired_is_a_name_only(self, oai, practice, person):
        item = practice("retired", title="Quiet canary")
        for arguments in (LIST, RECORDS):
            answer = oai(**arguments, person=person)
            assert answer.headed == {name_of(item): True}
            assert "canary" not in answer.text
        answer = oai(
            verb="GetRecord", metadataPrefix="oai_dc", identifier=name_of(item), person=person
        )
        assert answer.headed == {name_of(item): True}
        assert "canary" not in answer.text

    def test_what_is_hidden_without_a_word_is_a_name_only(self, oai, site, practice):
        item = practice(title="Quiet canary")
        item.manage_permission("View", ["Manager"])
        transaction.commit()
        answer = oai(**RECORDS)
        assert answer.headed == {name_of(item): True}
        assert "canary" not in answer.text
        item.manage_permission("Access contents information", ["Manager"])
        item.reindexObjectSecurity()
        transaction.commit()
        assert oai(**LIST).headed == {name_of(item): True}
        assert "canary" not in oai(**RECORDS).text

    def test_a_deleted_thing_keeps_its_sets(self, oai, site, practice):
        item = practice()
        with acting_as(site, "admin"):
            api.content.delete(item, check_linkintegrity=False)
        transaction.commit()
        answer = oai(**LIST, set="region:0700000000")
        assert list(answer.headed.values()) == [True]

    def test_a_draft_that_is_deleted_leaves_no_trace(self, oai, site, practice):
        item = practice("draft")
        with acting_as(site, "admin"):
            api.content.delete(item, check_linkintegrity=False)
        transaction.commit()
        assert oai(**LIST).errors == ["noRecordsMatch"]


class TestDates:
    def test_what_is_announced_is_not_there_yet(self, oai, practice):
        item = practice()
        first = name_of(item)
        later = practice(title="Later")
        later.effective_date = DateTime() + 1
        later.reindexObject()
        notify(ObjectModifiedEvent(later))
        transaction.commit()
        assert oai(**LIST).headed == {first: False, name_of(later): True}

    def test_what_has_expired_is_deleted_from_that_moment(self, oai, practice):
        item = practice()
        item.expiration_date = DateTime() + 1.5 / 86400
        item.reindexObject()
        notify(ObjectModifiedEvent(item))
        transaction.commit()
        assert oai(**LIST).headed == {name_of(item): False}
        closes = rules.stamp(int(item.expiration_date.timeTime()))
        while time.time() < int(item.expiration_date.timeTime()) + 1:
            time.sleep(0.1)
        answer = oai(**RECORDS)
        assert answer.headed == {name_of(item): True}
        assert answer.texts(".//oai:datestamp") == [closes]

    def test_what_was_only_announced_is_nowhere(self, oai, site, practice):
        item = practice("national_review")
        item.effective_date = DateTime() + 1
        do(site, item, ("national.editor", "publish"))
        assert oai(**LIST).errors == ["noRecordsMatch"]
        do(site, item, RETIRE)
        assert oai(**LIST).errors == ["noRecordsMatch"]


class TestLists:
    def test_by_day_and_by_second(self, oai, practice):
        practice()
        (moment,) = oai(**LIST).texts(".//oai:datestamp")
        after = rules.stamp(rules.moment(moment) + 1)
        before = rules.stamp(rules.moment(moment) - 1)
        assert oai(**LIST, from_=moment, until=moment).errors == []
        assert oai(**LIST, from_=moment[:10], until=moment[:10]).errors == []
        assert oai(**LIST, from_=after).errors == ["noRecordsMatch"]
        assert oai(**LIST, until=before).errors == ["noRecordsMatch"]

    def test_by_set(self, oai, practice):
        night = name_of(practice())
        quarry = name_of(practice(title="Quarry", themes=["mining-quarrying"], territories=["PH"]))
        both = {night: False, quarry: False}
        assert oai(**LIST, set="type").headed == both
        assert oai(**LIST, set="type:GoodPractice").headed == both
        assert oai(**LIST, set="theme").headed == both
        assert oai(**LIST, set="theme:education").headed == {night: False}
        assert oai(**LIST, set="region:PH").headed == {quarry: False}

    @pytest.mark.parametrize("arguments", [LIST, RECORDS])
    @pytest.mark.usefixtures("small_pages")
    def test_a_long_list_comes_in_parts(self, oai, practice, arguments):
        names = {name_of(practice(title=f"Practice {number}")) for number in range(5)}
        answer = oai(**arguments)
        found, cursors = dict(answer.headed), []
        while answer.token is not None and answer.token.text:
            cursors.append(answer.token.get("cursor"))
            assert answer.token.get("completeListSize") == "5"
            again = oai(verb=arguments["verb"], resumptionToken=answer.token.text)
            assert not set(again.headed) & set(found)
            found |= again.headed
            answer = again
        assert cursors == ["0", "2"]
        assert answer.token.get("cursor") == "4"
        assert set(found) == names

    @pytest.mark.usefixtures("small_pages")
    def test_what_changes_meanwhile_is_not_lost(self, oai, site, practice):
        items = [practice(title=f"Practice {number}") for number in range(4)]
        with relational.write_now() as connection:
            connection.execute(update(tables.once_public).values(changed=1_000_000_000))
        answer = oai(**LIST)
        do(site, items[0], RETIRE)
        found = dict(answer.headed)
        while answer.token is not None and answer.token.text:
            answer = oai(verb="ListIdentifiers", resumptionToken=answer.token.text)
            found |= answer.headed
        assert set(found) == {name_of(item) for item in items}
        assert found[name_of(items[0])]

    @pytest.mark.usefixtures("small_pages")
    def test_a_token_can_be_used_again(self, oai, practice):
        for number in range(3):
            practice(title=f"Practice {number}")
        token = oai(**LIST).token.text
        once = oai(verb="ListIdentifiers", resumptionToken=token)
        assert once.headed == oai(verb="ListIdentifiers", resumptionToken=token).headed
