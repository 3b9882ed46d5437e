"""By what equal items are known, and what is missing in one."""

from clkss.content.care.marks import rules
from hypothesis import given
from hypothesis import strategies as st

import pytest


words = st.sampled_from(
    ["night", "classes", "fishing", "children", "school", "panglao", "boats", "2010", "2011"]
)
titles = st.lists(words, min_size=1, max_size=9).map(" ".join)


class TestTitles:
    @pytest.mark.parametrize(
        ("title", "other"),
        [
            ("Night classes for fishing children", "Night Classes for the Fishing Children"),
            ("Night classes for fishing children", "Fishing children: night classes"),
            (
                "Night classes for fishing children in Panglao",
                "Evening classes for fishing children in Panglao",
            ),
            (
                "Night classes for fishing children in Panglao",
                "Night classes for fishing children of Panglao, Bohol",
            ),
        ],
    )
    def test_these_are_alike(self, title, other):
        assert rules.are_alike(title, other)

    @pytest.mark.parametrize(
        ("title", "other"),
        [
            ("Night classes", "Night classes"),
            ("Night classes for fishing children", "Night classes for mining children"),
            (
                "Annual report on child labour in Bohol 2010",
                "Annual report on child labour in Bohol 2011",
            ),
            ("", ""),
        ],
    )
    def test_these_say_too_little_or_differ(self, title, other):
        assert not rules.are_alike(title, other)

    @given(titles, st.randoms())
    def test_order_does_not_matter(self, title, random):
        shuffled = title.split()
        random.shuffle(shuffled)
        assert rules.title_keys(title) == rules.title_keys(" ".join(shuffled))

    @given(titles, titles)
    def test_numbers_must_agree(self, title, other):
        if rules.are_alike(title, other):
            numbers = {"2010", "2011"}
            assert numbers & set(title.split()) == numbers & set(other.split())
            assert rules.are_alike(other, title)


class TestMarks:
    def test_spelling_does_not_matter(self):
        one = rules.same_marks("Resource", "http://www.ilo.org/a/", ["ISBN 978-92-2"], "RA 9231")
        other = rules.same_marks("Resource", "https://ilo.org/a", ["isbn 978 92 2"], "R.A. 9231")
        assert one == other
        assert [rules.reason_of(mark) for mark in one] == ["url", "identifier", "number"]

    def test_types_do(self):
        assert rules.same_marks("Resource", "", [], "RA 9231") != rules.same_marks(
            "Service", "", [], "RA 9231"
        )

    @pytest.mark.parametrize("url", ["", "https://dole.gov.ph", "https://dole.gov.ph/", "x", "//["])
    def test_a_whole_site_is_no_mark(self, url):
        assert rules.same_marks("Partner", url, [], "") == []

    @given(st.text(), st.text(), st.lists(st.text(), max_size=4), st.text())
    def test_whatever_is_written_a_mark_fits(self, kind, url, identifiers, number):
        for mark in rules.same_marks(kind, url, identifiers, number):
            assert len(mark) <= rules.LONGEST_MARK


class TestTranslation:
    @pytest.mark.parametrize(
        ("said", "untranslated"),
        [
            ({"title"}, True),
            ({"title", "term_tl"}, False),
            ({"title", "term_tl", "definition"}, True),
            ({"title", "term_tl", "definition", "definition_tl"}, False),
            (set(), False),
        ],
    )
    def test_what_is_said_in_english_only(self, said, untranslated):
        names = ["title", "term_tl", "definition", "definition_tl"]
        assert rules.is_untranslated(names, said.__contains__) is untranslated

    def test_where_there_is_no_place_for_it_nothing_is_missing(self):
        assert not rules.is_untranslated(["title", "description"], lambda name: True)
