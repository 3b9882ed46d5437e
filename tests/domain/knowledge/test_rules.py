"""Dates, addresses, and what every item must say."""

from clkss.content.knowledge import rules
from hypothesis import given
from hypothesis import strategies

import datetime
import pytest


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


class TestMissing:
    NEEDED = ("title", "territories", "themes")

    def test_everything_is_named_at_once_in_the_order_of_the_form(self):
        assert rules.missing({}, self.NEEDED) == self.NEEDED

    def test_a_country_stands_in_for_a_place(self):
        values = {"title": "Night school", "countries": ["KH"], "themes": ["education"]}
        assert rules.missing(values, self.NEEDED) == ()

    def test_a_picture_needs_words(self):
        assert rules.missing({"image": object()}, ()) == ("image_alt",)

    @given(strategies.text(alphabet=" \t\n"))
    def test_blanks_say_nothing(self, blanks):
        assert not rules.said(blanks)


class TestAddresses:
    @pytest.mark.parametrize(
        "text", ["https://www.dole.gov.ph", "http://example.org/a?b=c#d", "https://[2001:db8::1]/"]
    )
    def test_good(self, text):
        assert rules.valid_address(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "www.dole.gov.ph",
            "javascript:alert(1)",
            "ftp://example.org/",
            "https:///path",
            "https://a b.org",
            "https://[::1",
        ],
    )
    def test_bad(self, text):
        assert not rules.valid_address(text)
