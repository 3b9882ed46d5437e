"""To whom an advisory goes, decided from names alone."""

from clkss.content.committees.rules import FUNCTIONS
from clkss.content.relay.advisories import rules
from clkss.content.territories.rules import COMMITTEE_LEVELS
from datetime import date
from hypothesis import given
from hypothesis import strategies as st

import pytest


LINEAGES = {
    "PH": rules.Lineage("national", ("PH",)),
    "0700000000": rules.Lineage("regional", ("0700000000", "PH")),
    "0701200000": rules.Lineage("provincial", ("0701200000", "0700000000", "PH")),
    "0701233000": rules.Lineage("municipal", ("0701233000", "0701200000", "0700000000", "PH")),
    "0701233003": rules.Lineage(
        "barangay", ("0701233003", "0701233000", "0701200000", "0700000000", "PH")
    ),
    "1404404016": rules.Lineage(
        "barangay", ("1404404016", "1404404000", "1404400000", "1400000000", "PH")
    ),
}

TODAY = date(2026, 11, 26)

audiences = st.builds(
    rules.Audience,
    st.frozensets(st.sampled_from(COMMITTEE_LEVELS)),
    st.frozensets(st.sampled_from(sorted(LINEAGES))),
    st.frozensets(st.sampled_from(FUNCTIONS)),
)


def bohol(levels=("barangay",), places=("0701200000",), functions=()):
    return rules.Audience(frozenset(levels), frozenset(places), frozenset(functions))


class TestAudience:
    @pytest.mark.parametrize(
        ("group", "is_addressed"),
        [
            ("committee:0701233003:secretary", True),
            ("committee:0701233003:caseworker", False),
            ("committee:0701233003", False),
            ("committee:0701233003-knowledge:secretary", False),
            ("committee:0701233000:secretary", False),
            ("committee:1404404016:secretary", False),
            ("committee:9999999999:secretary", False),
            ("function:secretary", False),
            ("agency:DSWD:0701233003", False),
            ("barangay.secretary", False),
            (None, False),
        ],
    )
    def test_secretaries_of_the_barangays_of_bohol(self, group, is_addressed):
        audience = bohol(functions=["secretary"])
        assert rules.is_addressed(audience, group, LINEAGES.get) is is_addressed

    @given(
        audience=audiences,
        code=st.sampled_from(sorted(LINEAGES)),
        function=st.sampled_from(FUNCTIONS),
    )
    def test_it_is_level_and_place_and_function(self, audience, code, function):
        lineage = LINEAGES[code]
        expected = (
            lineage.level in audience.levels
            and any(place in lineage.codes for place in audience.places)
            and (not audience.functions or function in audience.functions)
        )
        group = f"committee:{code}:{function}"
        assert rules.is_addressed(audience, group, LINEAGES.get) is expected

    @given(audience=audiences, code=st.sampled_from(sorted(LINEAGES)))
    def test_it_reaches_a_place_when_it_goes_to_a_committee_there(self, audience, code):
        there = [each for each in LINEAGES.values() if code in each.codes]
        if any(audience.holds_place(each.level, each.codes) for each in there):
            assert rules.reaches(audience, LINEAGES[code], LINEAGES.get)


class TestSending:
    def problems(self, audience, level="provincial", code="0701200000", **other):
        values = {"title": "Boats", "text": "Count.", "deadline": "", "questions": (), **other}
        return rules.problems(
            values["title"],
            values["text"],
            audience,
            level,
            code,
            LINEAGES.get,
            values["deadline"],
            values["questions"],
            TODAY,
        )

    def test_a_province_tells_its_barangays(self):
        assert self.problems(bohol()) == []

    def test_everything_that_is_wrong_is_named_at_once(self):
        found = self.problems(
            rules.Audience(frozenset(), frozenset()), title=" ", text="", deadline="2026-11-25"
        )
        assert dict(found) == {
            "title": rules.NO_TITLE,
            "text": rules.NO_TEXT,
            "levels": rules.NO_LEVELS,
            "territories": rules.NO_PLACES,
            "deadline": rules.DEADLINE_PAST,
        }

    @pytest.mark.parametrize(
        ("audience", "problem"),
        [
            (bohol(levels=["regional"]), ("levels", rules.LEVEL_ABOVE)),
            (bohol(places=["1404404016"]), ("territories", rules.PLACE_OUTSIDE)),
            (bohol(places=["0700000000"]), ("territories", rules.PLACE_OUTSIDE)),
            (bohol(places=["9999999999"]), ("territories", rules.PLACE_OUTSIDE)),
            (
                bohol(levels=["municipal"], places=["0701233003"]),
                ("levels", rules.LEVEL_NOT_THERE),
            ),
        ],
    )
    def test_nobody_speaks_up_or_elsewhere(self, audience, problem):
        assert self.problems(audience) == [problem]

    @pytest.mark.parametrize("deadline", ["soon", "2026-13-01", "2026-02-30"])
    def test_a_day_that_is_none(self, deadline):
        found = self.problems(bohol(), deadline=deadline, questions=[{"question": "?"}])
        assert found == [("deadline", rules.BAD_DEADLINE)]

    def test_a_last_day_needs_a_question(self):
        found = self.problems(bohol(), deadline="2026-12-15")
        assert found == [("deadline", rules.DEADLINE_WITHOUT_QUESTION)]


class TestAnswers:
    QUESTIONS = (
        {"question": "How many?", "kind": rules.NUMBER},
        {"question": "At night?", "kind": rules.YES_NO},
        {"question": "Where?", "kind": rules.TEXT},
    )

    def test_good_ones(self):
        said, wrong = rules.read_answers(self.QUESTIONS, [" 12 ", "yes", "At the pier."])
        assert said == ["12", "yes", "At the pier."]
        assert wrong == {}

    def test_each_is_judged_by_itself_and_kept(self):
        said, wrong = rules.read_answers(self.QUESTIONS, ["a few", "perhaps", "x" * 2001])
        assert said == ["a few", "perhaps", "x" * 2001]
        assert wrong == {0: rules.NOT_A_NUMBER, 1: rules.NOT_YES_OR_NO, 2: rules.TOO_LONG}

    @given(st.lists(st.text(), max_size=4))
    def test_whatever_comes_there_is_an_answer_or_a_reason_for_each(self, entered):
        said, wrong = rules.read_answers(self.QUESTIONS, entered)
        assert len(said) == len(self.QUESTIONS)
        assert set(wrong) <= {0, 1, 2}
        assert all(said[number] for number in range(3) if number not in wrong)
