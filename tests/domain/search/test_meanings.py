"""Forms of words, synonyms, and names of terms."""

from clkss.content.search import meanings
from clkss.content.search import stems
from clkss.content.search.meanings import Meanings
from clkss.content.search.meanings import Value
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pathlib import Path

import pytest


WORDS = st.text("abcdefghinmoprstu", min_size=1, max_size=12)

BUILT_IN = Path(meanings.__file__).with_name("data") / "synonyms.txt"


class TestForms:
    @pytest.mark.parametrize(
        ("word", "other"),
        [
            ("policies", "policy"),
            ("children", "child"),
            ("inspections", "inspection"),
            ("labour", "labor"),
            ("organisation", "organizations"),
            ("programme", "programs"),
        ],
    )
    def test_english_forms_share_a_stem(self, word, other):
        assert stems.stem(word) == stems.stem(other)

    @pytest.mark.parametrize(
        ("word", "other"),
        [
            ("batang", "bata"),
            ("bata", "batang"),
            ("nagmimina", "pagmimina"),
            ("pangingisda", "mangingisda"),
            ("pagmimina", "mina"),
            ("mina", "minahan"),
            ("tubuhan", "tubo"),
            ("tubo", "tubuhan"),
            ("tumutulong", "tulong"),
            ("tulong", "tumutulong"),
        ],
    )
    def test_filipino_forms_are_proposed_from_each_other(self, word, other):
        assert other in stems.filipino(word)

    @settings(deadline=None)
    @given(WORDS)
    def test_no_word_is_its_own_other_form(self, word):
        assert word not in stems.filipino(word)
        assert all(stems.filipino(word))

    @settings(deadline=None)
    @given(WORDS)
    def test_every_form_begins_as_the_word_may(self, word):
        for begin in stems.beginnings(word):
            assert any(
                stems.IRREGULAR.get(spelled, spelled).startswith(begin)
                for spelled in stems.spellings(word)
            )


class TestNames:
    @pytest.mark.parametrize(
        ("title", "names"),
        [
            ("Children in mining and quarrying", {"mining", "quarrying"}),
            ("Livelihood of families", {"livelihood"}),
            ("Participation of children", {"participation"}),
            ("Street children", {"street children", "street"}),
            ("Mga batang lansangan", {"lansangan"}),
            ("Social dialogue: employers and workers", {"social dialogue", "employers"}),
        ],
    )
    def test_a_term_is_called_by_what_tells_it_from_others(self, title, names):
        assert {" ".join(name) for name in meanings.names(title)} >= names

    def test_nobody_calls_a_theme_children(self):
        for title in ("Participation of children", "Children in agriculture", "Street children"):
            assert ("children",) not in meanings.names(title)

    def test_a_proper_name_is_not_taken_apart(self):
        title = "Department of Labor and Employment (DOLE)"
        found = {" ".join(name) for name in meanings.names(title, whole=True)}
        assert found == {"dole", "department of labor and employment"}


class TestGroups:
    def test_the_built_in_groups_can_be_read(self):
        lines = BUILT_IN.read_text(encoding="utf-8").splitlines()
        assert meanings.problems(lines) == []
        assert len(meanings.groups(lines)) > 100

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("nets", meanings.ALONE),
            ("nets | ", meanings.EMPTY),
            ("| nets", meanings.EMPTY),
            (" | ".join(["a"] * 25), meanings.TOO_MANY),
            ("a | " + "b" * 600, meanings.TOO_MANY),
        ],
    )
    def test_what_is_no_group_is_named_with_its_line(self, line, reason):
        assert meanings.problems(["", "# a remark", line]) == [(3, reason)]

    @settings(deadline=None)
    @given(st.lists(st.text(max_size=60), max_size=6))
    def test_no_text_breaks_them(self, lines):
        meanings.problems(lines)
        found = Meanings(meanings.groups(lines), [], {})
        for line in lines:
            found.of(meanings.phrase(line))


class TestMeaning:
    GROUPS = [
        [("domestic", "worker"), ("kasambahay",), ("domestic", "work")],
        [("work",), ("trabaho",)],
    ]
    CALLED = [(("domestic", "work"), Value("sector", "domestic-work"))]
    PROPER = {("bohol",): (Value("territory", "0701200000"),)}

    def of(self, *said):
        return Meanings(self.GROUPS, self.CALLED, self.PROPER).of(said)

    def test_a_phrase_leads_to_the_others_and_to_what_they_name(self):
        (found,) = self.of("child", "domestic", "workers")
        assert (found.start, found.end) == (1, 3)
        assert found.phrases == (("kasambahay",), ("domestic", "work"))
        assert found.values == (Value("sector", "domestic-work"),)

    def test_a_part_of_a_phrase_is_not_the_phrase(self):
        assert self.of("domestic") == []

    def test_a_proper_name_is_itself_and_no_form_of_it(self):
        assert self.of("bohol")[0].values == (Value("territory", "0701200000"),)
        assert self.of("bohols") == []

    def test_words_that_mean_nothing_more_are_left_alone(self):
        assert self.of("a", "net", "for", "fathers") == []
