"""Codes that ended stay known and lead to what lives."""

from clkss.content.territories import rules
from clkss.content.territories import table

import pytest


MAGUINDANAO = "1903800000"
DEL_NORTE = "1908700000"
DEL_SUR = "1908800000"
BANGSAMORO = "1900000000"
NEGROS_ISLAND = "1800000000"


@pytest.fixture(scope="module")
def ended():
    loaded = table._table()
    return [f"{number:010d}" for number in loaded._ended] + list(loaded._splits)


def test_all_ended_codes_lead_to_living_ones(ended):
    assert len(ended) == 8223
    for code in ended:
        living = table.successor(code)
        assert table.exists(code)
        assert not table.is_current(code)
        assert table.is_current(living)
        assert table.successor(living) is None
        assert table.current(code) == living
        assert all(map(table.is_current, table.successors(code)))
        assert table.ancestors_and_self(code)[:2] == (code, living)
        assert table.parents(code)[-1] == "PH"
        assert table.children(code) == ()


def test_no_code_both_lives_and_ended(ended):
    assert len(set(ended)) == len(ended)
    assert set(ended).isdisjoint(table.codes())


@pytest.mark.parametrize(
    ("ended", "living", "name"),
    [
        ("1906600000", "0906600000", "Sulu"),
        ("0604500000", "1804500000", "Negros Occidental"),
        ("0604516000", "1804516000", "City of La Carlota"),
        ("0704600000", "1804600000", "Negros Oriental"),
        ("0706100000", "1806100000", "Siquijor"),
        ("0630200000", "1830200000", "City of Bacolod"),
        ("1102402000", "1130700000", "City of Davao"),
        ("1303900000", "1380600000", "City of Manila"),
        ("1903801000", "1908801000", "Ampatuan"),
        ("1500000000", "1900000000", "Bangsamoro Autonomous Region in Muslim Mindanao"),
    ],
)
def test_a_moved_place_is_shown_under_its_old_code(ended, living, name):
    place = table.get(ended)
    assert place.code == ended
    assert place.successor == living
    assert place.name == name
    assert place[1:-1] == table.get(living)[1:-1]
    assert table.successors(ended) == (living,)
    assert table.title(ended) == table.title(living)
    assert table.level(ended) == table.level(living)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("06045", "18045"),
        ("06302", "18302"),
        ("07046", "18046"),
        ("07061", "18061"),
        ("19066", "09066"),
    ],
)
def test_a_moved_province_takes_all_its_places_along(old, new):
    living = [code for code in table.codes() if code.startswith(new)]
    assert living
    for code in living:
        assert table.current(rules.rewrite_prefix(code, [(new, old)])) == code


def test_records_under_an_old_code_are_found_in_the_new_region():
    assert table.ancestors_and_self("0604516000") == (
        "0604516000",
        "1804516000",
        "1804500000",
        NEGROS_ISLAND,
        "PH",
    )
    assert table.within("0604516000", NEGROS_ISLAND)
    assert table.within("0604516000", "0604500000")
    assert table.within("1804516000", "0604500000")
    assert not table.within("0604516000", "0600000000")


def test_a_split_province_belongs_to_the_region_and_names_its_parts():
    place = table.get(MAGUINDANAO)
    assert place.name == "Maguindanao"
    assert place.level == place.kind == "province"
    assert place.parent == place.successor == BANGSAMORO
    assert place.population is place.centroid is None
    assert table.successors(MAGUINDANAO) == (DEL_NORTE, DEL_SUR)
    assert table.parents(MAGUINDANAO) == (BANGSAMORO, "PH")
    assert table.ancestors_and_self(MAGUINDANAO) == (MAGUINDANAO, BANGSAMORO, "PH")
    assert (
        table.title(MAGUINDANAO) == "Maguindanao, Bangsamoro Autonomous Region in Muslim Mindanao"
    )
    assert table.level(MAGUINDANAO) == "province"


def test_a_split_province_holds_its_parts_and_nothing_else():
    assert table.within(DEL_NORTE, MAGUINDANAO)
    assert table.within("1908801000", MAGUINDANAO)
    assert table.within(MAGUINDANAO, MAGUINDANAO)
    assert not table.within(BANGSAMORO, MAGUINDANAO)
    assert not table.within("1900700000", MAGUINDANAO)
    assert not table.within(MAGUINDANAO, DEL_NORTE)
    inside = set(table.codes(within=MAGUINDANAO))
    assert inside == {*table.codes(within=DEL_NORTE), *table.codes(within=DEL_SUR)}


def test_nine_digit_codes_reach_the_place_of_today():
    assert table.current(rules.ten_digits("071233003")) == "0701233003"
    assert table.current(rules.ten_digits("112402000")) == "1130700000"
