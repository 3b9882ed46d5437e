"""Search offers what people mean by what they have typed."""

from clkss.content.territories import rules
from clkss.content.territories import table
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import pytest


PATIENTLY = settings(deadline=None, database=None)

MUNICIPALITIES = list(table.codes("municipal"))
BARANGAYS = list(table.codes("barangay"))


def titles(text, **options):
    return [table.title(place.code) for place in table.search(text, **options)]


def test_quezon_offers_province_city_and_municipalities_before_barangays():
    found = table.search("quezon", limit=10)
    assert [place.level for place in found[:7]] == ["province"] + ["municipal"] * 6
    assert titles("quezon", limit=4) == [
        "Quezon, CALABARZON",
        "Quezon City, National Capital Region",
        "Quezon, Bukidnon, Northern Mindanao",
        "Quezon, Palawan, MIMAROPA Region",
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("panglao", "Panglao, Bohol, Central Visayas"),
        ("PANGLA", "Panglao, Bohol, Central Visayas"),
        ("panglao bohol", "Panglao, Bohol, Central Visayas"),
        ("bohol panglao", "Panglao, Bohol, Central Visayas"),
        ("Panglao, Bohol, Philippines", "Panglao, Bohol, Central Visayas"),
        ("danao panglao", "Danao, Panglao, Bohol, Central Visayas"),
        ("barangay danao panglao", "Danao, Panglao, Bohol, Central Visayas"),
        ("danao city", "Danao City, Cebu, Central Visayas"),
        ("bohol province", "Bohol, Central Visayas"),
        ("cebu", "Cebu, Central Visayas"),
        ("cebu city", "City of Cebu, Central Visayas"),
        ("davao", "City of Davao, Davao Region"),
        ("City of Mati Davao Oriental", "City of Mati, Davao Oriental, Davao Region"),
        ("lahug city of cebu", "Lahug, City of Cebu, Central Visayas"),
        (
            "poblacion bontoc",
            "Poblacion, Bontoc, Mountain Province, Cordillera Administrative Region",
        ),
        ("jose san antique", "San Jose, Antique, Western Visayas"),
        ("gen santos", "City of General Santos, SOCCSKSARGEN"),
        ("general santos", "City of General Santos, SOCCSKSARGEN"),
        ("sto. nino south cotabato", "Santo Niño, South Cotabato, SOCCSKSARGEN"),
        ("las pinas", "City of Las Piñas, National Capital Region"),
        ("muñoz", "Science City of Muñoz, Nueva Ecija, Central Luzon"),
        ("lapu lapu", "City of Lapu-Lapu, Central Visayas"),
        ("samal city", "Island Garden City of Samal, Davao del Norte, Davao Region"),
        ("metro manila", "National Capital Region"),
        ("ncr", "National Capital Region"),
        ("car", "Cordillera Administrative Region"),
        ("barmm", "Bangsamoro Autonomous Region in Muslim Mindanao"),
        ("region vii", "Central Visayas"),
        ("calabarzon", "CALABARZON"),
        ("philippines", "Philippines"),
        ("PH", "Philippines"),
        ("montalban", "Rodriguez, Rizal, CALABARZON"),
        ("compostela valley", "Davao de Oro, Davao Region"),
        ("0701233000", "Panglao, Bohol, Central Visayas"),
        ("0701233", "Panglao, Bohol, Central Visayas"),
        ("07", "Central Visayas"),
        ("0604500000", "Negros Occidental, Negros Island Region"),
    ],
)
def test_the_first_offer_is_what_is_meant(typed, first):
    assert titles(typed)[0] == first


def test_a_word_still_being_typed_finds_both_readings():
    found = titles("sta", limit=400)
    assert "Santa Cruz, Laguna, CALABARZON" in found
    assert any(title.startswith("Sta") for title in found)


def test_exact_names_come_before_beginnings_and_those_before_later_words():
    folded = [rules.fold(place.name) for place in table.search("manila", level="barangay")]
    ranks = [0 if name == "manila" else 1 if name.startswith("manila") else 2 for name in folded]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_the_more_populous_come_first_among_equals():
    populations = [place.population for place in table.search("san isidro", level="municipal")]
    assert len(populations) > 5
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize("text", ["", "   ", ".,-", "马尼拉", "zzzz", "san jose zzzz", "9" * 40])
def test_nothing_found_is_no_error(text):
    assert table.search(text) == []


@pytest.mark.parametrize("limit", [-1, 0])
def test_no_limit_left_finds_nothing(limit):
    assert table.search("san", limit=limit) == []


def test_search_and_names_refuse_what_does_not_exist():
    with pytest.raises(table.UnknownTerritory):
        table.search("san", within="0000000000")
    with pytest.raises(table.UnknownTerritory):
        table.by_name("Panglao", "0000000000")
    with pytest.raises(ValueError, match="Not a level"):
        table.search("san", level="village")
    with pytest.raises(ValueError, match="Not a level"):
        table.by_name("Panglao", level="village")


def test_ended_places_can_be_searched_within():
    assert titles("ampatuan", within="1903800000", limit=1)[0].startswith("Ampatuan, ")
    assert table.search("panglao", within="1903800000") == []


@PATIENTLY
@given(
    text=st.text(max_size=60)
    | st.text("abeginorstu 0123.,ñ'-", max_size=30)
    | st.lists(st.sampled_from(["san", "jose", "city", "of", "de", "b", "1", "sta"])).map(" ".join),
    limit=st.integers(-1, 50),
    level=st.none() | st.sampled_from(rules.LEVELS),
    within=st.none() | st.sampled_from(["PH", "0701200000", "0604500000", "1903800000"]),
)
def test_whatever_is_typed_results_keep_to_the_question(text, limit, level, within):
    found = table.search(text, limit, level, within)
    assert len(found) <= max(limit, 0)
    assert len({place.code for place in found}) == len(found)
    for place in found:
        assert table.is_current(place.code)
        assert level is None or place.level == level
        assert within is None or table.within(place.code, within)


def is_found_by_name_and_parent(code):
    place = table.get(code)
    asked = f"{place.name} {table.get(place.parent).name}"
    return code in [found.code for found in table.search(asked)]


@pytest.mark.parametrize("level", ["region", "province"])
def test_regions_and_provinces_are_found_by_their_name_and_parent(level):
    assert all(map(is_found_by_name_and_parent, table.codes(level)))


@PATIENTLY
@given(st.sampled_from(MUNICIPALITIES) | st.sampled_from(BARANGAYS))
def test_smaller_places_are_found_by_their_name_and_parent(code):
    assert is_found_by_name_and_parent(code)


@PATIENTLY
@given(st.sampled_from(BARANGAYS))
def test_a_title_finds_its_place_first(code):
    assert table.search(table.title(code), limit=1)[0].code == code


@PATIENTLY
@given(st.sampled_from(BARANGAYS), st.integers(1, 10))
def test_the_beginning_of_a_code_finds_what_begins_so(code, length):
    for place in table.search(code[: max(length, 4)], limit=50):
        assert place.code.startswith(code[: max(length, 4)]) or not place.code.isdigit()


def test_by_name_finds_the_exact_name_at_any_depth():
    assert [place.code for place in table.by_name("panglao", "0700000000")] == ["0701233000"]
    assert [place.code for place in table.by_name("DANAO", "0701233000")] == ["0701233003"]
    assert table.by_name("Dana", "0701233000") == []
    assert table.by_name("", "PH") == []
    assert table.by_name("Panglao", "0701233000") == []


def test_by_name_takes_a_city_with_and_without_the_word():
    for name in ("Davao", "Davao City", "City of Davao"):
        found = table.by_name(name, "1100000000", level="municipal")
        assert [place.code for place in found] == ["1130700000"]


def test_by_name_gives_all_of_the_name_the_highest_level_first():
    found = table.by_name("Quezon")
    assert [place.level for place in found[:2]] == ["province", "municipal"]
    assert {place.name for place in found} == {"Quezon", "Quezon City"}
    assert {place.level for place in table.by_name("Quezon", level="barangay")} == {"barangay"}


def test_a_former_name_counts_only_where_nobody_bears_it_today():
    assert [place.name for place in table.by_name("Montalban", "0405800000")] == ["Rodriguez"]
    assert {place.name for place in table.by_name("Magsaysay", "0200000000")} == {"Magsaysay"}


def test_by_name_looks_into_ended_parents():
    assert [place.code for place in table.by_name("La Carlota", "0604500000")] == ["1804516000"]


@PATIENTLY
@given(st.text(max_size=40))
def test_by_name_takes_any_text(text):
    assert all(place.name for place in table.by_name(text))
