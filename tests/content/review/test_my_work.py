"""My work: each person finds what waits for them, and nothing else."""

from clkss.content.committees import clearances
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO

import datetime
import pytest


@pytest.fixture
def work_of(portal):
    """List what a person's page shows: titles by list."""

    def work_of(person):
        with acting_as(portal, person):
            view = portal.restrictedTraverse("@@my-work")
            return {
                section["id"]: [
                    brain.Title for group in section["groups"] for brain in group["brains"]
                ]
                for section in view.shown_sections()
            }

    return work_of


class TestLists:
    def test_my_drafts_are_mine_alone(self, write, work_of):
        write("barangay.contributor", title="Mine")
        write("other.barangay.contributor", title="Theirs")
        assert work_of("barangay.contributor")["drafts"] == ["Mine"]
        assert work_of("other.barangay.contributor")["drafts"] == ["Theirs"]
        assert work_of("barangay.secretary")["drafts"] == []

    def test_what_was_returned_comes_with_the_comment(self, portal, practice_in, work_of):
        item = practice_in("barangay_review", title="Night")
        ladder.act(item, "return", "How many children?", actor="barangay.secretary")
        assert work_of("barangay.contributor")["returned"] == ["Night"]
        assert work_of("barangay.contributor")["drafts"] == []
        with acting_as(portal, "barangay.contributor"):
            page = portal.restrictedTraverse("@@my-work")()
        assert "How many children?" in page

    @pytest.mark.parametrize(
        ("state", "persons"),
        [
            ("barangay_review", ["barangay.secretary"]),
            ("provincial_review", ["provincial.secretary"]),
            (
                "national_review",
                [
                    "national.secretary",
                    "national.editor",
                    "other.national.secretary",
                    "other.national.editor",
                ],
            ),
        ],
    )
    def test_a_practice_waits_for_those_whose_turn_it_is(
        self, practice_in, work_of, people, state, persons
    ):
        practice_in(state, title="Night")
        waiting = [name for name in people if "Night" in work_of(name).get("review", [])]
        assert sorted(waiting) == sorted(persons)

    def test_reviews_are_grouped_by_level(self, portal, practice_in):
        clearances.grant("barangay.secretary", DANAO.municipal, "secretary")
        practice_in("municipal_review", title="Up")
        practice_in("barangay_review", title="Down")
        with acting_as(portal, "barangay.secretary"):
            groups = portal.restrictedTraverse("@@my-work").to_review
        assert [(str(group["title"]), len(group["brains"])) for group in groups] == [
            ("state_barangay_review", 1),
            ("state_municipal_review", 1),
        ]

    def test_what_waits_where_nobody_reviews_is_shown_above(self, practice_in, work_of):
        practice_in("barangay_review", title="Stuck")
        assert "stuck" not in work_of("municipal.secretary")
        clearances.revoke("barangay.secretary", DANAO.barangay)
        assert work_of("municipal.secretary")["stuck"] == ["Stuck"]
        assert "stuck" not in work_of("other.municipal.secretary")

    def test_the_editor_sees_what_is_due(self, practice_in, work_of):
        item = practice_in("published", title="Old")
        assert work_of("national.editor")["due"] == []
        item.review_due = clearances.today() + datetime.timedelta(days=10)
        item.reindexObject(idxs=["review_due"])
        assert work_of("national.editor")["due"] == ["Old"]
        assert "due" not in work_of("barangay.secretary")

    def test_i_see_where_mine_is(self, practice_in, work_of):
        practice_in("regional_review", title="Climbing")
        assert work_of("barangay.contributor")["way"] == ["Climbing"]

    def test_no_object_is_woken(self, portal, practice_in, monkeypatch):
        practice_in("barangay_review")
        from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

        def wake(brain):
            raise AssertionError("woken")

        monkeypatch.setattr(AbstractCatalogBrain, "getObject", wake)
        monkeypatch.setattr(AbstractCatalogBrain, "_unrestrictedGetObject", wake)
        with acting_as(portal, "barangay.secretary"):
            assert "Night classes" in portal.restrictedTraverse("@@my-work")()


class TestThePage:
    def test_a_member_without_a_committee_is_told_whom_to_ask(self, portal, people):
        with acting_as(portal, "member"):
            page = portal.restrictedTraverse("@@my-work")()
        assert "Ask the secretary of the committee of your place." in page
        assert "++add++GoodPractice" not in page

    def test_a_contributor_finds_the_way_to_write(self, portal, people):
        with acting_as(portal, "barangay.contributor"):
            page = portal.restrictedTraverse("@@my-work")()
        assert "practices/++add++GoodPractice" in page

    def test_it_is_not_for_visitors(self, portal, people):
        with acting_as(portal, None):
            assert portal.restrictedTraverse("@@my-work", None) is None
