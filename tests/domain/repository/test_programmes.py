"""For whom a programme is, and with what means."""

from clkss.content.repository.programmes import rules
from clkss.content.sheets.rules import Unreadable
from hypothesis import given
from hypothesis import strategies as st
from itertools import product

import contextlib
import pytest


GIRLS_AND_BOYS = [
    {"sex": "girls", "age": "10-14", "target": 120, "reached": 80},
    {"sex": "boys", "age": "15-17", "target": 60, "reached": 45},
]

COUNTS = st.none() | st.integers(0, 10_000)


def group_row(sex, age):
    return st.fixed_dictionaries(
        {"sex": st.just(sex), "age": st.just(age), "target": COUNTS, "reached": COUNTS}
    )


PARTS = st.lists(
    st.sampled_from(list(product(("girls", "boys"), rules.AGES[:-1]))), unique=True
).flatmap(lambda groups: st.tuples(*(group_row(*group) for group in groups)).map(list))

ANY_ROWS = st.lists(st.sampled_from(list(product(rules.SEXES, rules.AGES))), unique=True).flatmap(
    lambda groups: st.tuples(*(group_row(*group) for group in groups)).map(list)
)


def reasons(read, cell):
    with pytest.raises(Unreadable) as caught:
        read(cell)
    return [reason for reason, _detail in caught.value.reasons]


class TestTheCellOfBeneficiaries:
    def test_as_people_write_it(self):
        assert rules.read_beneficiaries("girls 10-14: 120/80; boys 15-17: 60/45") == GIRLS_AND_BOYS

    @pytest.mark.parametrize(
        ("cell", "row"),
        [
            ("Girls 10–14: 1,200/80", ("girls", "10-14", 1200, 80)),
            ("girls 10-14: 120/", ("girls", "10-14", 120, None)),
            ("girls 10-14: /80", ("girls", "10-14", None, 80)),
            ("girls 10-14: 120", ("girls", "10-14", 120, None)),
            ("girls: 120/80", ("girls", "all", 120, 80)),
            ("18+: 20/4", ("all", "18+", 20, 4)),
            ("all: 500/400", ("all", "all", 500, 400)),
            (": 500/400", ("all", "all", 500, 400)),
            ("boys 5-9: 0/0", ("boys", "5-9", 0, 0)),
        ],
    )
    def test_in_short(self, cell, row):
        assert rules.read_beneficiaries(cell) == [
            dict(zip(("sex", "age", "target", "reached"), row, strict=True))
        ]

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ("girls 10-14", ["beneficiaries_form"]),
            ("girls of 10-14: 1/2", ["beneficiaries_form"]),
            ("girls 10-14: 1/2/3", ["beneficiaries_form"]),
            ("men 10-14: 1/2", ["beneficiaries_sex"]),
            ("girls 10-13: 1/2", ["beneficiaries_age"]),
            ("girls 10-14: many/2", ["beneficiaries_number"]),
            ("girls 10-14: 1/-2", ["beneficiaries_number"]),
            ("girls 10-14: 1.5/2", ["beneficiaries_number"]),
            ("girls 10-14: /", ["beneficiaries_no_number"]),
            ("girls 10-14: 1/2; girls 10-14: 1/2", ["beneficiaries_twice"]),
            ("girls 10-14: 5/2; girls: 4/2", ["beneficiaries_too_small"]),
            ("girls: 5/2; all: 4/2", ["beneficiaries_too_small"]),
        ],
    )
    def test_what_is_wrong(self, cell, expected):
        assert reasons(rules.read_beneficiaries, cell) == expected

    def test_all_that_is_wrong_is_named_at_once(self):
        cell = "men 10-13: many/2; girls"
        assert reasons(rules.read_beneficiaries, cell) == [
            "beneficiaries_sex",
            "beneficiaries_age",
            "beneficiaries_number",
            "beneficiaries_form",
        ]

    def test_there_may_be_sixty(self):
        cell = ";".join(["girls 10-14: 1/1"] * 61)
        assert reasons(rules.read_beneficiaries, cell) == ["too_many"]

    @given(st.text(max_size=80))
    def test_anything_else_is_refused_in_words_or_read(self, cell):
        with contextlib.suppress(Unreadable):
            assert rules.beneficiary_problems(rules.read_beneficiaries(cell)) == []

    @given(PARTS)
    def test_what_is_written_is_read_again(self, rows):
        rows = [row for row in rows if row["target"] is not None or row["reached"] is not None]
        shown = {None: ""}
        cell = "; ".join(
            f"{row['sex']} {row['age']}: {shown.get(row['target'], row['target'])}"
            f"/{shown.get(row['reached'], row['reached'])}"
            for row in rows
        )
        assert rules.read_beneficiaries(cell) == rows


class TestAddingUp:
    def test_by_sex_by_age_and_together(self):
        figures = rules.Figures(GIRLS_AND_BOYS, "target")
        assert figures.number("girls", "all") == 120
        assert figures.number("all", "15-17") == 60
        assert figures.number("all", "all") == 180

    def test_nothing_said_is_not_nought(self):
        figures = rules.Figures(GIRLS_AND_BOYS, "target")
        assert figures.number("girls", "0-4") is None
        assert figures.number("all", "0-4") is None
        assert rules.Figures([], "target").number("all", "all") is None

    def test_what_is_said_of_all_stands(self):
        rows = [*GIRLS_AND_BOYS, {"sex": "all", "age": "all", "target": 400, "reached": None}]
        assert rules.Figures(rows, "target").number("all", "all") == 400
        assert rules.Figures(rows, "reached").number("all", "all") == 125

    def test_nobody_is_counted_twice(self):
        rows = [
            {"sex": "girls", "age": "all", "target": 10, "reached": None},
            {"sex": "all", "age": "10-14", "target": 8, "reached": None},
        ]
        assert rules.Figures(rows, "target").number("all", "all") == 10

    @given(PARTS)
    def test_parts_add_up_whichever_way(self, rows):
        for count in rules.COUNTS:
            said = [row[count] for row in rows if row[count] is not None]
            total = rules.Figures(rows, count).number("all", "all")
            assert total == (sum(said) if said else None)

    @given(ANY_ROWS)
    def test_a_total_is_never_less_than_its_parts(self, rows):
        if any(reason == rules.TOO_SMALL for _row, reason in rules.beneficiary_problems(rows)):
            return
        for count in rules.COUNTS:
            figures = rules.Figures(rows, count)
            total = figures.number("all", "all")
            for sex, age in product(rules.SEXES, rules.AGES):
                part = figures.number(sex, age)
                assert part is None or part <= total


class TestTheCellOfTheBudget:
    @pytest.mark.parametrize(
        ("cell", "row"),
        [
            ("DOLE: 1200000", ("DOLE", 1_200_000, "")),
            ("DOLE: ₱ 1,200,000.00", ("DOLE", 1_200_000, "")),
            ("DOLE: PHP 1,200,000", ("DOLE", 1_200_000, "")),
            ("DOLE: 1 200 000 pesos", ("DOLE", 1_200_000, "")),
            ("Barangay: in kind", ("Barangay", None, "in kind")),
            ("School: 2 teachers", ("School", None, "2 teachers")),
            ("DOLE: 1200000 | for nets", ("DOLE", 1_200_000, "for nets")),
            ("ILO: see https://ilo.example", ("ILO", None, "see https://ilo.example")),
        ],
    )
    def test_as_people_write_it(self, cell, row):
        assert rules.read_budget(cell) == [
            dict(zip(("source", "amount", "note"), row, strict=True))
        ]

    def test_several(self):
        assert [row["source"] for row in rules.read_budget("DOLE: 12; Barangay: in kind")] == [
            "DOLE",
            "Barangay",
        ]

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            ("1200000", ["budget_form"]),
            (": 1200000", ["budget_form"]),
            ("DOLE:", ["budget_form"]),
            ("DOLE: 1200000.50", ["budget_amount"]),
            ("DOLE: 1.200.000", ["budget_amount"]),
            ("DOLE: much | for nets", ["budget_amount"]),
            (f"{'x' * 301}: 12", ["part_too_long"]),
            (f"DOLE: {'x' * 301}", ["part_too_long"]),
            ("DOLE; Barangay", ["budget_form", "budget_form"]),
        ],
    )
    def test_what_is_wrong(self, cell, expected):
        assert reasons(rules.read_budget, cell) == expected

    def test_amounts_add_up_and_kind_does_not(self):
        rows = rules.read_budget("DOLE: 1200000; Barangay: in kind; ILO: 800000")
        assert rules.budget_total(rows) == 2_000_000
        assert rules.budget_total(rules.read_budget("Barangay: in kind")) is None

    @given(st.text(max_size=80))
    def test_anything_else_is_refused_in_words_or_read(self, cell):
        with contextlib.suppress(Unreadable):
            assert rules.budget_problems(rules.read_budget(cell)) == []


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "number"),
        [("120", 120), ("1,200", 1200), ("1 200 000", 1_200_000), ("0", 0), (" 7 ", 7)],
    )
    def test_as_people_write_them(self, text, number):
        from clkss.content.knowledge.rules import whole_number

        assert whole_number(text) == number

    @pytest.mark.parametrize("text", ["", "12,00", "1.5", "-3", "many", "٣", "9" * 16])
    def test_what_is_none(self, text):
        from clkss.content.knowledge.rules import whole_number

        assert whole_number(text) is None
