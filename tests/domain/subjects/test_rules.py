"""Terms that editors add, and the countries."""

from clkss.content.subjects import countries
from clkss.content.subjects import rules

import pytest


class TestLines:
    def test_three_parts(self):
        assert rules.parse_line("salt-making | Salt making | Paggawa ng asin") == (
            "salt-making",
            "Salt making",
            "Paggawa ng asin",
            "",
        )

    def test_a_definition_may_follow(self):
        term = rules.parse_line("song | Song | Awit | Words that are sung | by many")
        assert term == ("song", "Song", "Awit", "Words that are sung | by many")

    def test_a_list_with_definitions_asks_for_one(self):
        lines = ["song | Song | Awit", "film | Film | Pelikula | Moving pictures"]
        assert rules.problems(lines, frozenset()) == []
        assert rules.problems(lines, frozenset(), defined=True) == [(1, rules.NO_DEFINITION)]

    def test_the_filipino_title_may_be_left_out(self):
        assert rules.parse_line("salt|Salt").filipino == "Salt"

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (["salt|Salt", "", "  "], []),
            (["Salt making|Salt"], [(1, rules.BAD_TOKEN)]),
            (["salt"], [(1, rules.NO_TITLE)]),
            (["", "fishing|Fishing"], [(2, rules.TAKEN)]),
            (["salt|Salt", "salt|Again"], [(2, rules.TAKEN)]),
            (["-|"], [(1, rules.BAD_TOKEN), (1, rules.NO_TITLE)]),
        ],
    )
    def test_problems(self, lines, expected):
        assert rules.problems(lines, frozenset({"fishing"})) == expected


class TestCountries:
    def test_every_member_of_a_group_is_a_country(self):
        for code in countries.codes():
            for member in countries.get(code).members:
                assert not countries.get(member).is_group

    def test_there_are_249_countries_and_kosovo(self):
        assert sum(not countries.get(code).is_group for code in countries.codes()) == 250

    def test_the_philippines_come_first(self):
        assert countries.codes()[0] == "PH"
        assert countries.title("PH", "tl") == "Pilipinas"

    def test_an_unknown_code_is_unknown(self):
        assert not countries.exists("ZZ")
        assert not countries.exists(None)
