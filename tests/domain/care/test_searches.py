"""Which searches in vain are counted, and as what."""

from clkss.content.care.searches import counted
from hypothesis import given
from hypothesis import strategies as st

import pytest


class TestNormal:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Kasambahay", "kasambahay"),
            ("  Night   CLASSES ", "night classes"),
            ("batang manggagawà", "batang manggagawa"),
            ('"deep sea" fishing', "deep sea fishing"),
            ("RA 9231", "ra 9231"),
            ("", None),
            ("ab", None),
            ("ana@example.org", None),
            ("0917 555 1234", None),
            ("juan 09175551234", None),
            ("1 2 3 4 5 6 7", None),
            ("one two three four five six seven", None),
        ],
    )
    def test_words_are_folded_and_what_may_be_personal_is_not_counted(self, text, words):
        assert counted.normal(text) == words

    @given(st.text(max_size=100))
    def test_it_is_short_and_says_each_word_once(self, text):
        words = counted.normal(text)
        if words is not None:
            assert counted.SHORTEST <= len(words) <= counted.LONGEST
            assert "@" not in words
            assert len(words.split(" ")) == len(set(words.split(" ")))
