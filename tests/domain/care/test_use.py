"""What counts as use."""

from clkss.content.care.use import rules
from datetime import date
from hypothesis import given
from hypothesis import strategies as st

import pytest


PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


class TestPersons:
    def test_a_browser_that_opens_a_page(self):
        assert rules.is_person("GET", {"user-agent": PHONE, "sec-fetch-site": "same-origin"})

    @pytest.mark.parametrize(
        "program",
        [
            "",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0)",
            "facebookexternalhit/1.1",
            "WhatsApp/2.23",
            "curl/8.5.0",
            "python-requests/2.31",
            "Mozilla/5.0 HeadlessChrome/120.0",
        ],
    )
    def test_no_program(self, program):
        assert not rules.is_person("GET", {"user-agent": program})

    @pytest.mark.parametrize(
        "further",
        [
            {"sec-purpose": "prefetch;prerender"},
            {"purpose": "prefetch"},
            {"x-moz": "prefetch"},
            {"sec-fetch-site": "cross-site"},
        ],
    )
    def test_nothing_that_nobody_looks_at(self, further):
        assert not rules.is_person("GET", {"user-agent": PHONE, **further})

    @pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
    def test_nothing_but_get(self, method):
        assert not rules.is_person(method, {"user-agent": PHONE})

    @given(st.text(), st.sampled_from(rules.BOTS))
    def test_a_program_is_known_by_any_part_of_its_name(self, text, word):
        assert not rules.is_person("GET", {"user-agent": text + word.upper()})


class TestDownloads:
    @pytest.mark.parametrize(
        ("status", "requested", "whole"),
        [
            (200, "", True),
            (206, "bytes=0-", True),
            (206, "bytes=0-1023", True),
            (206, "bytes=1024-2047", False),
            (304, "", False),
            (404, "", False),
        ],
    )
    def test_a_download_counts_once_though_it_comes_in_pieces(self, status, requested, whole):
        assert rules.is_whole(status, requested) is whole


class TestAgain:
    def test_the_same_browser_counts_again_after_half_an_hour(self):
        seen = rules.Seen()
        assert seen.is_new(0, "203.0.113.7", PHONE, "item")
        assert not seen.is_new(60, "203.0.113.7", PHONE, "item")
        assert seen.is_new(60, "203.0.113.8", PHONE, "item")
        assert seen.is_new(60, "203.0.113.7", PHONE, "other")
        assert seen.is_new(60 + rules.AGAIN + 1, "203.0.113.7", PHONE, "item")

    def test_memory_has_an_end_and_holds_no_address(self, monkeypatch):
        monkeypatch.setattr(rules, "MOST_REMEMBERED", 10)
        seen = rules.Seen()
        for number in range(50):
            seen.is_new(number, f"203.0.113.{number}", PHONE)
        assert len(seen._times) == 10
        assert b"203" not in b"".join(seen._times)


class TestSince:
    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 1000))
    def test_so_many_days_with_today(self, today, days):
        assert (today - date.fromisoformat(rules.since(today, days))).days == days - 1
