"""What a practice must say, and its criteria."""

from clkss.content.practices import rules

import pytest


COMPLETE = {
    "title": "Night classes",
    "description": "In short.",
    "territories": ["0701233003"],
    "themes": ["education"],
    **dict.fromkeys(rules.PARTS, "Something."),
}


class TestMissing:
    def test_nothing_is_missing_from_a_complete_practice(self):
        assert rules.missing(COMPLETE) == ()

    def test_everything_is_named_at_once_in_the_order_of_the_form(self):
        assert rules.missing({}) == ("title", "description", "territories", "themes", *rules.PARTS)

    @pytest.mark.parametrize("part", rules.PARTS)
    def test_each_part_is_needed_and_blanks_do_not_count(self, part):
        assert rules.missing({**COMPLETE, part: " \n "}) == (part,)

    @pytest.mark.parametrize("part", rules.PARTS)
    def test_a_publication_may_lack_a_part_but_not_the_story(self, part):
        found = rules.missing({**COMPLETE, "source": "ILO, 2010", part: ""})
        assert found == ((part,) if part in rules.ALWAYS else ())

    def test_a_country_stands_in_for_a_place(self):
        assert rules.missing({**COMPLETE, "territories": [], "countries": ["KH"]}) == ()

    def test_a_picture_needs_words(self):
        assert rules.missing({**COMPLETE, "image": object()}) == ("image_alt",)


class TestCriteria:
    def test_a_full_score_is_right(self):
        scores = [{"criterion": name, "score": 3, "reason": "Seen."} for name in rules.CRITERIA]
        assert rules.criteria_problems(scores) == ()

    def test_every_problem_is_named(self):
        found = rules.criteria_problems(
            [
                {"criterion": "pretty", "score": 1, "reason": "x"},
                {"criterion": "efficient", "score": 4, "reason": ""},
                {"criterion": "efficient", "score": True, "reason": "x"},
            ]
        )
        assert found == (
            ("pretty", rules.UNKNOWN_CRITERION),
            ("efficient", rules.BAD_SCORE),
            ("efficient", rules.NO_REASON),
            ("efficient", rules.TWICE),
            ("efficient", rules.BAD_SCORE),
        )

    @pytest.mark.parametrize(
        ("criteria", "promising"),
        [
            (None, True),
            ([], True),
            ([{"criterion": rules.TRIED, "score": 0, "reason": "None."}], True),
            ([{"criterion": "efficient", "score": 3, "reason": "x"}], True),
            ([{"criterion": rules.TRIED, "score": 1, "reason": "Register."}], False),
        ],
    )
    def test_promising_is_what_was_not_shown_to_work(self, criteria, promising):
        assert rules.is_promising(criteria) is promising
