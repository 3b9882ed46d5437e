"""Levels, shapes of codes, and how names are compared."""

from clkss.content.territories import rules
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import pytest


PATIENTLY = settings(deadline=None, database=None)


def test_every_kind_has_a_level():
    assert set(rules.KIND_LEVELS.values()) == set(rules.LEVELS)


@pytest.mark.parametrize(
    ("territory", "committee"),
    [
        ("barangay", "barangay"),
        ("municipal", "municipal"),
        ("province", "provincial"),
        ("region", "regional"),
        ("country", "national"),
    ],
)
def test_territory_and_committee_levels_match(territory, committee):
    assert rules.committee_level(territory) == committee
    assert rules.territory_level(committee) == territory


def test_levels_climb_from_barangay_to_nation():
    climbed = ["barangay"]
    while above := rules.level_above(climbed[-1]):
        assert rules.level_below(above) == climbed[-1]
        assert rules.is_above(above, climbed[-1])
        assert not rules.is_above(climbed[-1], above)
        climbed.append(above)
    assert tuple(climbed) == rules.COMMITTEE_LEVELS
    assert rules.level_below("barangay") is None


def test_no_level_is_above_itself():
    assert not any(rules.is_above(level, level) for level in rules.COMMITTEE_LEVELS)


@pytest.mark.parametrize("word", ["", "Region", "province", "village"])
def test_a_word_that_is_no_committee_level_is_refused(word):
    with pytest.raises(ValueError, match="known are barangay, municipal, provincial"):
        rules.level_above(word)


def test_a_word_that_is_no_territory_level_is_refused():
    with pytest.raises(ValueError, match="Not a level: 'regional'"):
        rules.committee_level("regional")


@pytest.mark.parametrize("code", ["PH", "0701233000", "9999999999"])
def test_a_code_is_ten_digits_or_the_country(code):
    assert rules.valid_code_shape(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "ph",
        "701233000",
        "07012330000",
        "07012330 0",
        "٠٧٠١٢٣٣٠٠٠",
        "0701233000\n",
        None,
        701233000,
    ],
)
def test_anything_else_is_no_code(code):
    assert not rules.valid_code_shape(code)


def test_a_nine_digit_code_gets_a_third_digit_for_its_province():
    assert rules.ten_digits("071233000") == "0701233000"


@pytest.mark.parametrize("former", ["", "0701233000", "07123300x", "71233000"])
def test_only_nine_digits_are_spelled_with_ten(former):
    with pytest.raises(ValueError, match="nine-digit"):
        rules.ten_digits(former)


def test_a_moved_province_takes_its_places_along():
    moves = [("19066", "09066"), ("06045", "18045")]
    assert rules.rewrite_prefix("1906601000", moves) == "0906601000"
    assert rules.rewrite_prefix("0604516000", moves) == "1804516000"
    assert rules.rewrite_prefix("0701233000", moves) is None


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Panglao ", "panglao"),
        ("Las Piñas", "las pinas"),
        ("LAS PINÃS", "las pinas"),
        ("City of Davao", "davao city"),
        ("Davao City", "davao city"),
        ("Lahug, City of Cebu, Central Visayas", "lahug cebu city central visayas"),
        ("Province of Bohol", "bohol"),
        ("Municipality of Panglao", "panglao"),
        ("Sto. Niño", "santo nino"),
        ("Sta. Cruz", "santa cruz"),
        ("Gen. S.K. Pendatun", "general sk pendatun"),
        ("Lapu-Lapu", "lapu lapu"),
        ("T'bolok", "tbolok"),
        ("T’bolok", "tbolok"),
        ("Bgy. No. 42, Apaya", "barangay 42 apaya"),
        ("White Deer Pob.", "white deer poblacion"),
        ("Tondo I/II", "tondo i ii"),
        ("马尼拉", ""),
        (" .,-", ""),
    ],
)
def test_names_are_folded(typed, folded):
    assert rules.fold(typed) == folded


def test_the_word_being_typed_is_not_written_out():
    assert rules.fold("gen sta", typing=True) == "general sta"


def test_a_title_is_folded_part_by_part():
    assert rules.fold_parts("Lahug, City of Cebu,, Central Visayas") == [
        "lahug",
        "cebu city",
        "central visayas",
    ]


@pytest.mark.parametrize(
    ("text", "rest"),
    [("City of  Mati Davao Oriental", "mati davao oriental"), ("Mati", None), ("city of", None)],
)
def test_city_of_is_taken_off(text, rest):
    assert rules.without_city_of(text) == rest


@PATIENTLY
@given(st.text())
def test_folding_leaves_plain_words_and_folds_no_further(text):
    folded = rules.fold(text)
    assert folded == " ".join(folded.split())
    assert all(char in "abcdefghijklmnopqrstuvwxyz0123456789 " for char in folded)
    assert rules.fold(folded) == folded
