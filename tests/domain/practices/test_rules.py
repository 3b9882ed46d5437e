"""What a practice must say, its dates, its criteria."""

from clkss.content.practices import rules
from hypothesis import given
from hypothesis import strategies

import datetime
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


class TestDates:
    @pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-21", "2024-02-29", "1995"])
    def test_good(self, text):
        assert rules.valid_date(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "26",
            "2026-13",
            "2026-00",
            "2026-02-29",
            "2026-11-31",
            "21/11/2026",
            "2026-1",
            "٢٠٢٦",
            "0001",
            "2026-11-21 ",
            "2026\n",
        ],
    )
    def test_bad(self, text):
        assert not rules.valid_date(text)

    @given(strategies.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
    def test_every_day_can_be_written(self, day):
        assert rules.valid_date(day.isoformat())
        assert rules.year_of(day.isoformat(), None) == day.year

    @pytest.mark.parametrize(
        ("start", "end", "ordered"),
        [
            ("2007", "2006-12", False),
            ("2007", "2007-01", True),
            ("2007-05", "2007", True),
            ("2007-05-02", "2007-05-01", False),
            ("", "2001", True),
            ("2001", "", True),
        ],
    )
    def test_order(self, start, end, ordered):
        assert rules.in_order(start, end) is ordered

    def test_year(self):
        assert rules.year_of("2007-12", "2010") == 2007
        assert rules.year_of("", "2010") == 2010
        assert rules.year_of(None, None) is None


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
