"""A practice climbs the ladder, with people."""

from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.review import ladder
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

import datetime
import pytest


@pytest.fixture
def act(portal):
    def act(person, item, action, comment=""):
        with acting_as(portal, person):
            ladder.act(item, action, comment)

    return act


class TestTheClimb:
    def test_a_practice_climbs_from_the_barangay_to_everybody(self, portal, write, act):
        item = write("barangay.contributor")
        states = [state_of(item)]
        for person, action in (
            ("barangay.contributor", "submit"),
            ("barangay.secretary", "endorse"),
            ("municipal.secretary", "endorse"),
            ("provincial.secretary", "endorse"),
            ("regional.secretary", "endorse"),
            ("national.editor", "publish"),
        ):
            act(person, item, action)
            states.append(state_of(item))
        assert states == [
            "draft",
            "barangay_review",
            "municipal_review",
            "provincial_review",
            "regional_review",
            "national_review",
            "published",
        ]
        with acting_as(portal, None):
            assert api.user.has_permission("View", obj=item)

    def test_the_history_says_who_when_why_and_for_whom(self, portal, write, act):
        item = write("barangay.contributor")
        act("barangay.contributor", item, "submit", "Please read")
        act("barangay.secretary", item, "return", "Say how many children")
        submitted, returned = history_of(item)[1:]
        assert (submitted["actor"], submitted["committee"]) == ("barangay.contributor", "author")
        assert submitted["comments"] == "Please read"
        assert (returned["actor"], returned["committee"]) == (
            "barangay.secretary",
            DANAO.barangay,
        )
        assert returned["comments"] == "Say how many children"
        assert returned["time"] is not None

    def test_the_region_publishes_and_the_province_does_not(self, practice_in, act):
        item = practice_in("provincial_review")
        with pytest.raises(Refused):
            act("provincial.secretary", item, "publish")
        act("provincial.secretary", item, "endorse")
        act("regional.secretary", item, "publish")
        assert state_of(item) == "published"

    def test_the_lowest_publishing_level_is_a_setting(self, practice_in, act):
        item = practice_in("provincial_review")
        api.portal.set_registry_record(ladder.PUBLISHING_LEVEL, "provincial")
        act("provincial.secretary", item, "publish")
        assert state_of(item) == "published"

    def test_publishing_sets_the_day_of_re_review_two_years_on(self, practice_in):
        item = practice_in("published")
        today = clearances.today()
        assert abs((item.review_due - today).days - 730) <= 1

    def test_an_author_takes_a_practice_back(self, practice_in, act):
        item = practice_in("municipal_review")
        act("barangay.contributor", item, "retract")
        assert state_of(item) == "draft"

    def test_the_editor_retires_and_opens_again(self, practice_in, act):
        item = practice_in("retired")
        act("national.editor", item, "reopen")
        assert state_of(item) == "draft"
        assert [entry["action"] for entry in history_of(item)][-2:] == ["retire", "reopen"]


class TestRefusals:
    def test_a_return_needs_a_comment(self, practice_in, act):
        item = practice_in("barangay_review")
        with pytest.raises(Refused) as refused:
            act("barangay.secretary", item, "return", "  ")
        assert refused.value.reasons[0] == "refused_comment_required"
        assert state_of(item) == "barangay_review"

    def test_the_raw_workflow_asks_for_the_comment_too(self, portal, practice_in):
        item = practice_in("barangay_review")
        with acting_as(portal, "barangay.secretary"), pytest.raises(WorkflowException):
            portal.portal_workflow.doActionFor(item, "return")
        assert state_of(item) == "barangay_review"

    def test_all_missing_parts_are_named_at_once(self, write, act):
        item = write("barangay.contributor", background="", lessons_learned=" ", themes=[])
        with pytest.raises(Refused) as refused:
            act("barangay.contributor", item, "submit")
        assert set(refused.value.reasons) == {
            "missing_background",
            "missing_lessons_learned",
            "missing_themes",
        }

    def test_the_raw_workflow_names_missing_parts_too(self, portal, write):
        item = write("barangay.contributor", background="")
        with (
            acting_as(portal, "barangay.contributor"),
            pytest.raises(WorkflowException, match="Background"),
        ):
            portal.portal_workflow.doActionFor(item, "submit")

    def test_a_secretary_of_another_line_is_refused(self, practice_in, act):
        item = practice_in("barangay_review")
        with pytest.raises(Refused):
            act("other.barangay.secretary", item, "endorse")

    def test_a_secretary_above_waits_for_the_turn(self, practice_in, act):
        item = practice_in("barangay_review")
        for person in ("municipal.secretary", "regional.secretary", "national.editor"):
            with pytest.raises(Refused):
                act(person, item, "endorse")
            with pytest.raises(Refused):
                act(person, item, "take_over")

    def test_whose_clearance_ended_can_no_longer_act(self, practice_in, act):
        item = practice_in("barangay_review")
        clearances.revoke("barangay.secretary", DANAO.barangay)
        with pytest.raises(Refused):
            act("barangay.secretary", item, "endorse")

    def test_an_author_who_left_the_committee_cannot_submit_but_can_take_back(
        self, write, practice_in, act
    ):
        draft = write("barangay.contributor")
        waiting = practice_in("barangay_review")
        clearances.revoke("barangay.contributor", DANAO.barangay)
        with pytest.raises(Refused) as refused:
            act("barangay.contributor", draft, "submit")
        assert refused.value.reasons == ("refused_clearance_ended",)
        act("barangay.contributor", waiting, "retract")
        assert state_of(waiting) == "draft"


class TestSkipping:
    def test_a_level_without_a_secretary_is_skipped_and_the_history_says_so(self, write, act):
        clearances.revoke("barangay.secretary", DANAO.barangay)
        clearances.revoke("municipal.secretary", DANAO.municipal)
        item = write("barangay.contributor")
        act("barangay.contributor", item, "submit")
        assert state_of(item) == "provincial_review"
        assert [(skip["level"], skip["reason"]) for skip in history_of(item)[-1]["skipped"]] == [
            ("barangay", "no_secretary"),
            ("municipal", "no_secretary"),
        ]

    def test_a_city_without_a_province_skips_it(self, portal, people, write, act):
        davao = "1130700000"
        clearances.grant("member", davao, "contributor")
        clearances.grant("other.member", davao, "secretary")
        item = write("member", territories=[davao])
        act("member", item, "submit")
        assert state_of(item) == "municipal_review"
        act("other.member", item, "endorse")
        assert state_of(item) == "national_review"
        assert [(skip["level"], skip["reason"]) for skip in history_of(item)[-1]["skipped"]] == [
            ("provincial", "no_place"),
            ("regional", "no_secretary"),
        ]

    def test_an_item_left_with_a_vacant_committee_is_taken_over(self, practice_in, act):
        item = practice_in("barangay_review")
        clearances.revoke("barangay.secretary", DANAO.barangay)
        act("provincial.secretary", item, "take_over")
        assert state_of(item) == "municipal_review", "no staffed level loses its turn"
        entry = history_of(item)[-1]
        assert entry["committee"] == DANAO.provincial
        assert entry["skipped"][0]["reason"] == "no_secretary"

    def test_an_item_of_nobody_belongs_to_the_nation(self, write, act):
        item = write("admin")
        assert item.owner_committee == "PH"
        act("admin", item, "submit")
        assert state_of(item) == "national_review"
        act("national.secretary", item, "publish")
        assert state_of(item) == "published"


class TestReviewDue:
    def test_the_editor_sets_the_day(self, portal, practice_in):
        item = practice_in("published")
        day = clearances.today() + datetime.timedelta(days=100)
        with acting_as(portal, "national.editor"):
            ladder.set_review_due(item, day)
        assert item.review_due == day

    def test_nobody_else_does_and_a_past_day_is_refused(self, portal, practice_in):
        item = practice_in("published")
        with acting_as(portal, "regional.secretary"), pytest.raises(Refused) as refused:
            ladder.set_review_due(item, clearances.today())
        assert set(refused.value.reasons) == {
            "refused_not_an_editor",
            "refused_day_to_come",
        }


class TestActingForSomebody:
    def test_a_command_acts_as_a_person(self, write):
        item = write("barangay.contributor")
        ladder.act(item, "submit", actor="barangay.contributor")
        assert history_of(item)[-1]["actor"] == "barangay.contributor"
