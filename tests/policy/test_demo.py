"""The demo tells the whole story, and is plainly invented."""

from clkss.content.committees import clearances
from clkss.content.review.states import state_of
from clkss.content.review.workflow import STATES
from clkss.policy import demo
from clkss.policy.demo import journeys
from clkss.policy.demo.people import LINES
from clkss.policy.demo.people import PEOPLE
from clkss.policy.demo.people import person
from collections import Counter
from plone import api

import csv
import pytest
import time


@pytest.fixture(scope="class")
def site(portal_class):
    """A site with the demo; the tests of a class share it and only read."""
    demo.build(portal_class.portal_setup)
    return portal_class


def practices(site):
    return list(site.practices.objectValues())


def by_code(site):
    return {practice.code: practice for practice in site.practices.objectValues()}


def inventory(site):
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(sort_on="path")
    history = {
        practice.getId(): len(practice.workflow_history["clkss_knowledge_workflow"])
        for practice in site.practices.objectValues()
    }
    services = {someone.id: clearances.clearances(someone.id) for someone in PEOPLE}
    return [(brain.getPath(), brain.modified) for brain in found], history, services


class TestDemo:
    """What the demo holds."""

    def test_names_and_addresses_are_plainly_invented(self, site):
        for someone in PEOPLE:
            member = site.portal_membership.getMemberById(someone.id)
            assert member.getProperty("fullname").startswith("Demo ")
            assert member.getProperty("email").endswith("@clkss.example")

    def test_nobody_gets_a_mail_about_what_is_shared_in_rooms(self, site):
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            portal_type=["Meeting", "RoomDocument"], review_state=["room", "network", "public"]
        )
        things = [brain._unrestrictedGetObject() for brain in found]
        assert {thing.portal_type for thing in things} == {"Meeting", "RoomDocument"}
        assert all(thing.told for thing in things)

    def test_people_serve_as_their_names_say(self, site):
        held = {
            someone.id: {
                (each.committee, each.function) for each in clearances.clearances(someone.id)
            }
            for someone in PEOPLE
        }
        assert held["barangay.contributor"] == {("0701233003", "contributor")}
        assert held["other.regional.secretary"] == {("1400000000", "secretary")}
        assert held["national.editor"] == {("PH-knowledge", "member")}
        assert held["member"] == set()
        assert {each.agency for each in clearances.clearances("dswd.caseworker")} == {"DSWD"}

    def test_the_committees_of_both_lines_are_on_record(self, site):
        for line in LINES:
            for code in (line.barangay, line.municipal, line.provincial, line.regional):
                assert code in site.committees
        assert "PH" in site.committees
        assert "PH-knowledge" in site.committees

    def test_all_17_practices_of_the_brochure_are_published(self, site):
        found = [practice for practice in practices(site) if practice.code.startswith("ilo-2010-")]
        assert len(found) == 17
        assert {state_of(practice) for practice in found} == {"published"}
        assert not any(practice.is_example for practice in found)
        assert sum(not practice.criteria for practice in found) == 7

    def test_invented_practices_are_marked_and_say_so(self, site):
        found = [practice for practice in practices(site) if practice.code.startswith("demo-")]
        assert len(found) == len(journeys.JOURNEYS)
        for practice in found:
            assert practice.is_example
            assert practice.description.startswith(("Invented example.", "Imbentong halimbawa."))

    def test_there_is_a_practice_in_every_state(self, site):
        states = Counter(state_of(practice) for practice in practices(site))
        assert set(states) == set(STATES)

    @pytest.mark.parametrize("prefix", ["", "other."])
    @pytest.mark.parametrize(
        "level", ["barangay", "municipal", "provincial", "regional", "national"]
    )
    def test_every_secretary_has_something_to_review(self, site, prefix, level):
        committee = person(f"{prefix}{level}.secretary").services[0].committee
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            review_state=f"{level}_review", who_may_act=f"committee:{committee}:secretary"
        )
        assert len(found) >= 1

    @pytest.mark.parametrize(
        "author",
        [
            "barangay.contributor",
            "municipal.contributor",
            "other.barangay.contributor",
            "other.municipal.contributor",
        ],
    )
    def test_every_contributor_has_something_at_hand(self, site, author):
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            review_state="draft", who_may_act=f"user:{author}"
        )
        assert len(found) >= 1

    def test_some_practices_were_returned_with_a_comment(self, site):
        returned = by_code(site)["demo-10"].workflow_history["clkss_knowledge_workflow"][-1]
        assert (returned["action"], returned["actor"]) == ("return", "provincial.secretary")
        assert "13" in returned["comments"]

    def test_a_few_are_on_the_front_page(self, site):
        featured = [practice for practice in practices(site) if practice.featured]
        assert 2 <= len(featured) <= 4
        assert {state_of(practice) for practice in featured} == {"published"}

    def test_one_is_due_to_be_looked_at_again(self, site):
        due = [
            practice
            for practice in practices(site)
            if state_of(practice) == "published" and practice.review_due < clearances.today()
        ]
        assert [practice.code for practice in due] == ["demo-34"]


def test_a_site_without_the_demo_has_none_of_its_people(portal):
    assert not demo.present(portal)


def test_every_person_can_sign_in_with_the_password_of_the_demo(portal, monkeypatch):
    monkeypatch.setenv("CLKSS_DEMO_PASSWORD", "only-for-this-test")
    demo.build(portal.portal_setup)
    users = portal.acl_users.source_users
    for someone in PEOPLE:
        credentials = {"login": someone.id, "password": "only-for-this-test"}
        assert users.authenticateCredentials(credentials) == (someone.id, someone.id)
    assert demo.present(portal)


def test_building_twice_changes_nothing(portal):
    demo.build(portal.portal_setup)
    before = inventory(portal)
    time.sleep(0.01)
    demo.build(portal.portal_setup)
    assert inventory(portal) == before


def test_every_example_has_a_journey():
    source = demo.building.resources.files("clkss.policy.demo").joinpath("examples.csv")
    with source.open(encoding="utf-8", newline="") as stream:
        codes = {row["code"] for row in csv.DictReader(stream)}
    assert codes == set(journeys.JOURNEYS)
