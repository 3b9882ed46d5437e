"""How a practice is cited, and how its texts are cut."""

from clkss.content.knowledge.citation import citation
from clkss.content.knowledge.citation import paragraphs
from clkss.content.knowledge.citation import period
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import pytest


URL = "https://clkss.example/permalink/0"


class TestCitation:
    def test_author_year_title_collection_address(self):
        assert citation("Night classes", "Danao Barangay Council", 2026, "CLKSS", URL) == (
            f"Danao Barangay Council (2026). Night classes. CLKSS. {URL}"
        )

    def test_what_is_not_published_has_no_year(self):
        assert citation("Night classes", "Danao", None, "CLKSS", URL) == (
            f"Danao. Night classes. CLKSS. {URL}"
        )

    def test_without_author_the_title_comes_first(self):
        assert citation("Night classes", "", 2026, "CLKSS", URL) == (
            f"Night classes (2026). CLKSS. {URL}"
        )

    def test_a_question_needs_no_full_stop(self):
        assert citation("Who fishes?", "Danao", 2026, "CLKSS", URL) == (
            f"Danao (2026). Who fishes? CLKSS. {URL}"
        )


class TestPeriod:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2008", "2010-05", "2008–2010"),
            ("2008-01-02", "2008-12", "2008"),
            ("2008", None, "2008"),
            (None, "2010", "2010"),
            ("", "", ""),
            (None, None, ""),
        ],
    )
    def test_years_only(self, start, end, expected):
        assert period(start, end) == expected


class TestParagraphs:
    def test_blank_lines_part_paragraphs(self):
        assert paragraphs("one\ntwo\n\n \nthree\r\n\r\n") == [["one", "two"], ["three"]]

    @settings(deadline=None)
    @given(st.text())
    def test_no_word_is_lost(self, text):
        kept = [word for lines in paragraphs(text) for line in lines for word in line.split()]
        assert kept == text.split()
