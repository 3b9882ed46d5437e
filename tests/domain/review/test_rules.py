"""The ladder's rules, as truth tables and as promises that hold for every chain."""

from clkss.content.review import rules
from clkss.content.review import workflow
from clkss.content.review.rules import Situation
from clkss.content.review.rules import Standing
from clkss.content.territories.rules import COMMITTEE_LEVELS
from hypothesis import given
from hypothesis import strategies

import datetime
import itertools
import pytest


CHAIN = tuple((level, f"key-{level}") for level in COMMITTEE_LEVELS)

AUTHOR = Standing(owner=True, author=True)
FORMER_AUTHOR = Standing(owner=True)
REVIEWER = Standing(reviewer="key")
ABOVE = Standing(above="key")
EDITOR = Standing(editor=True)
ADMINISTRATOR = Standing(administrator=True)
READER = Standing()

# What each kind of person may do, by state, with everybody in office and the region publishing.
WAYS = {
    "draft": {"author": {"submit"}, "administrator": {"submit"}},
    "barangay_review": {
        "author": {"retract"},
        "former author": {"retract"},
        "reviewer": {"endorse", "return"},
        "administrator": {"endorse", "return", "retract"},
    },
    "regional_review": {
        "author": {"retract"},
        "former author": {"retract"},
        "reviewer": {"endorse", "return", "publish"},
        "administrator": {"endorse", "return", "publish", "retract"},
    },
    "national_review": {
        "author": {"retract"},
        "former author": {"retract"},
        "reviewer": {"return", "publish"},
        "administrator": {"return", "publish", "retract"},
    },
    "published": {"editor": {"retire"}, "administrator": {"retire"}},
    "retired": {"editor": {"reopen"}, "administrator": {"reopen"}},
}
WAYS["municipal_review"] = WAYS["provincial_review"] = WAYS["barangay_review"]

PEOPLE = {
    "author": AUTHOR,
    "former author": FORMER_AUTHOR,
    "reviewer": REVIEWER,
    "above": ABOVE,
    "editor": EDITOR,
    "administrator": ADMINISTRATOR,
    "reader": READER,
}


class TestWays:
    @pytest.mark.parametrize(("state", "person"), list(itertools.product(workflow.STATES, PEOPLE)))
    def test_truth_table(self, state, person):
        expected = WAYS[state].get(person, set())
        assert set(rules.ways(Situation(state), PEOPLE[person])) == expected

    @pytest.mark.parametrize("level", COMMITTEE_LEVELS)
    @pytest.mark.parametrize("publishing", COMMITTEE_LEVELS)
    def test_a_reviewer_publishes_from_the_set_level_on(self, level, publishing):
        situation = Situation(workflow.review_state(level), publishing_level=publishing)
        may = COMMITTEE_LEVELS.index(level) >= COMMITTEE_LEVELS.index(publishing)
        assert ("publish" in rules.ways(situation, REVIEWER)) is may

    @pytest.mark.parametrize("level", COMMITTEE_LEVELS)
    def test_only_a_vacant_turn_below_the_nation_is_taken_over(self, level):
        state = workflow.review_state(level)
        assert "take_over" not in rules.ways(Situation(state), ABOVE)
        taken = "take_over" in rules.ways(Situation(state, vacant=True), ABOVE)
        assert taken is (level != "national")

    def test_one_person_with_two_hats_may_do_what_either_may(self):
        both = Standing(owner=True, author=True, reviewer="key")
        situation = Situation("municipal_review")
        assert set(rules.ways(situation, both)) == set(rules.ways(situation, AUTHOR)) | set(
            rules.ways(situation, REVIEWER)
        )


class TestRefusals:
    def test_all_reasons_come_at_once(self):
        found = rules.refusals("return", Situation("draft"), READER, " ")
        assert found == (rules.NOT_YOUR_TURN, rules.WRONG_STATE, rules.COMMENT_REQUIRED)

    def test_an_unknown_action_is_refused(self):
        assert rules.refusals("shred", Situation("draft"), ADMINISTRATOR) == (rules.UNKNOWN_ACTION,)

    def test_a_comment_of_5001_characters_is_too_long(self):
        situation = Situation("national_review")
        assert rules.refusals("return", situation, REVIEWER, "x" * 5000) == ()
        assert rules.refusals("return", situation, REVIEWER, "x" * 5001) == (
            rules.COMMENT_TOO_LONG,
        )


chains = strategies.tuples(
    strategies.integers(0, 4), strategies.sets(strategies.sampled_from(COMMITTEE_LEVELS[:-1]))
).map(
    lambda drawn: tuple(
        link
        for number, link in enumerate(CHAIN)
        if number >= drawn[0] and (link[0] == "national" or link[0] not in drawn[1])
    )
)
staffs = strategies.sets(strategies.sampled_from([key for _level, key in CHAIN]))


class TestTheLadder:
    @given(chains, staffs)
    def test_it_ends_never_goes_down_and_skips_no_staffed_level(self, chain, staffed):
        level = None
        visited = []
        skipped = {}
        while level != "national":
            turn = rules.next_turn(chain, staffed.__contains__, level)
            if level is not None:
                assert COMMITTEE_LEVELS.index(turn.level) > COMMITTEE_LEVELS.index(level)
            assert dict(chain)[turn.level] == turn.key
            skipped.update({skip.level: skip for skip in turn.skipped})
            visited.append(turn.level)
            level = turn.level
            assert len(visited) <= len(COMMITTEE_LEVELS)
        for name, key in chain:
            assert (name in visited) is (key in staffed or name == "national")
        first = COMMITTEE_LEVELS.index(chain[0][0])
        for name in COMMITTEE_LEVELS[first:]:
            if name in visited:
                continue
            reason = rules.NO_SECRETARY if name in dict(chain) else rules.NO_PLACE
            assert skipped[name].reason == reason

    def test_there_is_nothing_above_the_nation(self):
        with pytest.raises(ValueError, match="no level above"):
            rules.next_turn(CHAIN, lambda key: True, "national")

    def test_a_chain_without_the_nation_is_refused(self):
        with pytest.raises(ValueError, match="national"):
            rules.next_turn(CHAIN[:2], lambda key: True)

    def test_of_two_committees_of_one_level_the_higher_reviews(self):
        manila = (
            ("barangay", "b"),
            ("municipal", "district"),
            ("municipal", "city"),
            ("regional", "r"),
            ("national", "PH"),
        )
        assert rules.next_turn(manila, lambda key: True, "barangay").key == "city"
        assert rules.turn_in("municipal_review", manila) == "city"


REAL = (
    ("barangay", "0701233003"),
    ("municipal", "0701233000"),
    ("provincial", "0701200000"),
    ("regional", "0700000000"),
    ("national", "PH"),
)


class TestStanding:
    @pytest.mark.parametrize(
        ("state", "held", "owner", "expected"),
        [
            ("draft", [("0701233003", "contributor")], True, AUTHOR),
            ("draft", [("0701233003", "secretary")], True, AUTHOR),
            ("draft", [("0701233003", "member")], True, FORMER_AUTHOR),
            ("draft", [("0701233000", "contributor")], True, FORMER_AUTHOR),
            ("draft", [("0701233003", "contributor")], False, READER),
            ("draft", [("0701233003", "secretary")], False, READER),
            (
                "barangay_review",
                [("0701233003", "secretary")],
                False,
                Standing(reviewer="0701233003"),
            ),
            ("barangay_review", [("0701233000", "secretary")], False, Standing(above="0701233000")),
            ("municipal_review", [("0701233003", "secretary")], False, READER),
            ("barangay_review", [("1404404016", "secretary")], False, READER),
            ("national_review", [("PH", "secretary")], False, Standing(reviewer="PH")),
            (
                "national_review",
                [("PH-knowledge", "member")],
                False,
                Standing(reviewer="PH-knowledge", editor=True),
            ),
            ("regional_review", [("PH-knowledge", "member")], False, EDITOR),
            ("regional_review", [("0700000000", "monitor")], False, READER),
        ],
    )
    def test_clearances_say_what_a_person_is(self, state, held, owner, expected):
        assert rules.standing(state, REAL, held, owner, False) == expected

    @pytest.mark.parametrize(
        ("action", "standing", "expected"),
        [
            ("submit", AUTHOR, "author"),
            ("endorse", Standing(reviewer="0701233003"), "0701233003"),
            ("take_over", Standing(above="0701200000"), "0701200000"),
            ("retire", EDITOR, "PH-knowledge"),
            ("retire", ADMINISTRATOR, "administrator"),
            ("submit", ADMINISTRATOR, "administrator"),
        ],
    )
    def test_the_history_names_the_ground(self, action, standing, expected):
        assert rules.in_whose_name(action, standing) == expected


class TestWhoMayAct:
    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("draft", ["user:ana"]),
            (
                "provincial_review",
                [
                    "committee:0701200000:secretary",
                    "above:committee:0700000000:secretary",
                    "above:committee:PH:secretary",
                ],
            ),
            ("national_review", ["committee:PH:secretary", "committee:PH-knowledge"]),
            ("published", ["committee:PH-knowledge"]),
            ("retired", ["committee:PH-knowledge"]),
        ],
    )
    def test_entries(self, state, expected):
        assert rules.may_act(state, REAL, ["ana"]) == expected


class TestOwners:
    def test_contributors_secretaries_and_editors_write(self):
        held = [
            ("0701233003", "contributor"),
            ("0701233003", "secretary"),
            ("0701233000", "caseworker"),
            ("0701200000-water", "contributor"),
            ("PH-knowledge", "member"),
        ]
        assert rules.owners_for(held) == ("0701233003", "0701200000", "PH")


class TestReviewDue:
    def test_two_years_on(self):
        day = rules.review_due(datetime.date(2026, 11, 21), 2)
        assert day == datetime.date(2028, 11, 21)

    def test_a_leap_day_moves_to_march(self):
        assert rules.review_due(datetime.date(2028, 2, 29), 2) == datetime.date(2030, 3, 1)
