"""How the package's records become the table."""

from array import array
from clkss.content.territories import build
from clkss.content.territories import finding
from clkss.content.territories import origin
from clkss.content.territories import packing
from clkss.content.territories import rules
from clkss.content.territories import table
from importlib import resources

import pytest


REGIONS = [
    {"psgc_code": "0700000000", "name": "Region VII (Central Visayas)", "population": 30},
    {"psgc_code": "1300000000", "name": "National Capital Region (NCR)", "population": 12},
]
PROVINCES = [
    {"psgc_code": "0701200000", "name": "Bohol", "region_code": "0700000000", "population": 20},
    {
        "psgc_code": "0730699999",
        "name": "City of Cebu (Independent City)",
        "region_code": "0700000000",
        "is_pseudo": True,
    },
    {
        "psgc_code": "1300000000",
        "name": "National Capital Region (NCR)",
        "region_code": "1300000000",
        "is_pseudo": True,
    },
]
CITIES = [
    {
        "psgc_code": "0701233000",
        "name": "Panglao",
        "province_code": "0701200000",
        "region_code": "0700000000",
        "geographic_level": "Mun",
        "population": 20,
        "correspondence_code": "071233000",
    },
    {
        "psgc_code": "0730600000",
        "name": "City of Cebu",
        "province_code": "0730699999",
        "region_code": "0700000000",
        "geographic_level": "City",
        "city_class": "Highly Urbanized City",
        "population": 10,
        "correspondence_code": "072217000",
    },
    {
        "psgc_code": "1380600000",
        "name": "City of Manila",
        "province_code": "1300000000",
        "region_code": "1300000000",
        "geographic_level": "City",
        "city_class": "Highly Urbanized City",
        "population": 12,
    },
    {
        "psgc_code": "1380602000",
        "name": "Binondo",
        "province_code": "1300000000",
        "region_code": "1300000000",
        "geographic_level": "SubMun",
        "population": 12,
    },
]
BARANGAYS = [
    {
        "psgc_code": "0701233003",
        "name": "Danao*",
        "city_code": "0701233000",
        "population": 5,
        "area_km2": 3.0,
        "coordinate": {"latitude": 9.5, "longitude": 123.7},
        "coordinate_source": "hdx_exact_2023",
        "status": "Pob.",
        "old_names": "Danaw; Old Danao",
    },
    {
        "psgc_code": "0701233006",
        "name": "Looc",
        "city_code": "0701233000",
        "population": 15,
        "area_km2": 1.0,
        "coordinate": {"latitude": 9.9, "longitude": 124.1},
        "coordinate_source": "hdx_exact_2023",
    },
    {
        "psgc_code": "1380602001",
        "name": "Barangay 287",
        "city_code": "1380602000",
        "population": 12,
        "coordinate": {"latitude": 14.6, "longitude": 120.9},
        "coordinate_source": "fallback_unverified",
    },
]


@pytest.fixture
def places():
    return origin.read_records(REGIONS, PROVINCES, CITIES, BARANGAYS)


def test_pseudo_parents_are_left_out(places):
    assert "0730699999" not in places
    assert places["1300000000"].kind == "region"
    assert len(places) == 11


def test_places_get_their_true_parents(places):
    assert places["0701233000"].parent == "0701200000"
    assert places["0730600000"].parent == "0700000000"
    assert places["1380602000"].parent == "1380600000"
    assert places["PH"].population == 42
    origin.check(places)


def test_names_are_cleaned_and_old_ones_kept(places):
    danao = places["0701233003"]
    assert danao.name == "Danao"
    assert danao.former_names == ["Danaw", "Old Danao"]
    assert danao.other_names == ["Danao Poblacion"]
    assert places["0700000000"].name == "Central Visayas"
    assert "Region VII" in places["0700000000"].other_names
    assert "cebu" in places["0730600000"].other_names


def test_a_place_lies_in_the_middle_of_its_barangays_by_area(places):
    origin.locate(places)
    assert places["0701233000"].centroid == pytest.approx((9.6, 123.8))
    assert places["0700000000"].centroid == places["0701233000"].centroid


def test_a_point_nobody_verified_is_not_shown(places):
    origin.locate(places)
    assert places["1380602001"].centroid is None
    assert places["1380600000"].centroid is None


@pytest.mark.parametrize(
    ("code", "source", "trusted"),
    [
        ("1908822001", "hdx_exact_2023", False),
        ("1908822001", "hdx_name_parent_2023", True),
        ("1908703001", "hdx_exact_2023", True),
        ("0701233003", "hdx_exact_2023", True),
        ("0701233003", "fallback_unverified", False),
    ],
)
def test_points_taken_by_a_number_that_changed_are_not_trusted(code, source, trusted):
    point = {"latitude": 7.0, "longitude": 124.7}
    record = {"psgc_code": code, "coordinate": point, "coordinate_source": source}
    assert origin.is_trusted_point(record) is trusted


def test_ended_codes_come_from_old_spellings_and_from_the_list(places):
    lines = [
        "ended,successors,name,kind,reason",
        "17012*,07012*,,,moved",
        "0709900000,0701200000 0730600000,Old Cebu,province,split",
    ]
    ended, splits = origin.read_ended(lines, places)
    assert ended["0702217000"] == "0730600000"
    assert ended["1701233000"] == "0701233000"
    assert ended["1701200000"] == "0701200000"
    assert "0701233000" not in ended
    assert [(split.code, split.parent) for split in splits] == [("0709900000", "0700000000")]


def test_a_successor_that_does_not_exist_is_refused(places):
    lines = ["ended,successors,name,kind,reason", "0709900000,0709800000,X,province,split"]
    with pytest.raises(origin.BuildError, match="0709800000"):
        origin.read_ended(lines, places)


def test_a_living_place_cannot_have_ended(places):
    lines = ["ended,successors,name,kind,reason", "0701200000,0730600000,Bohol,province,split"]
    with pytest.raises(origin.BuildError, match="alive: 0701200000"):
        origin.read_ended(lines, places)


def test_a_broken_tree_is_refused_with_every_reason(places):
    places["0701233000"].parent = "0799999999"
    places["0701233006"].code = "0701299999"
    with pytest.raises(origin.BuildError) as refusal:
        origin.check(places)
    assert "0701233000: parent 0799999999 does not exist" in str(refusal.value)
    assert "0701299999: not a code" in str(refusal.value)


def test_a_packed_table_is_read_back(places):
    origin.locate(places)
    contents = build.make(places, {"0702217000": "0730600000"}, [], "2026-04-13", "test")
    data = packing.pack(contents)
    assert packing.pack(packing.unpack(data)) == data
    assert packing.unpack(data) == contents
    small = finding.Finder(packing.unpack(data))
    assert small.title("0701233003") == "Danao, Panglao, Bohol, Central Visayas"
    assert small.get("0702217000").successor == "0730600000"
    assert [place.code for place in small.search("danaw", 5, None, None)] == ["0701233003"]


def test_columns_of_every_width_survive():
    columns = {
        typecode: array(typecode, values)
        for typecode, values in {"B": [0, 255], "H": [1, 65535], "I": [7], "Q": [10**10]}.items()
    }
    contents = packing.Contents({"edition": "x"}, {**columns, "i": array("i", [-(2**31), 5])})
    assert packing.unpack(packing.pack(contents)) == contents


def test_other_bytes_are_refused():
    with pytest.raises(ValueError, match="Not a table"):
        packing.unpack(b"PK\x03\x04")


def test_numbers_in_names_are_ordered_as_numbers():
    names = ["Zone 10", "Zone 2", "Barangay 176-B", "Barangay 176-A", "City of Alaminos"]
    assert sorted(names, key=build.name_order) == [
        "City of Alaminos",
        "Barangay 176-A",
        "Barangay 176-B",
        "Zone 2",
        "Zone 10",
    ]


def test_the_table_is_small_and_states_its_licence():
    folder = resources.files("clkss.content.territories") / "data"
    assert len(folder.joinpath(table.FILE_NAME).read_bytes()) < 2_000_000
    assert "MIT License" in folder.joinpath("README.md").read_text(encoding="utf-8")


def test_every_named_region_exists():
    assert set(rules.REGION_NAMES) == set(table.codes("region"))


def test_the_table_is_what_its_source_gives(capsys):
    assert build.main(["--check"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_the_table_can_be_listed(capsys):
    assert build.main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 43767
    assert lines[0].startswith("PH\tPhilippines\tcountry")
