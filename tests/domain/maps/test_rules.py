"""Places on the outline of the country."""

from clkss.content.maps import rules
from clkss.content.maps.outline import philippines
from clkss.content.territories import table
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from xml.etree import ElementTree

import pytest


SVG = "{http://www.w3.org/2000/svg}"


def marks(*codes):
    for code in codes:
        place = table.get(code)
        yield rules.Mark(table.title(code), place.level, *(place.centroid or (None, None)))


class TestOutline:
    def test_it_is_small(self):
        assert len(philippines().path) <= 6_000

    @pytest.mark.parametrize("level", ["region", "province", "municipal"])
    def test_every_place_lies_on_the_sheet(self, level):
        outline = philippines()
        for code in table.codes(level):
            centroid = table.get(code).centroid
            if centroid is None:
                continue
            x, y = rules.position(outline, *centroid)
            assert 0 <= x <= outline.width, code
            assert 0 <= y <= outline.height, code


class TestSvg:
    def test_a_municipality_is_a_point_and_a_region_an_area(self):
        root = ElementTree.fromstring(rules.svg(philippines(), marks("0701233000", "0700000000")))
        radii = [float(circle.get("r")) for circle in root.iter(f"{SVG}circle")]
        assert radii == [34, 7]

    def test_its_title_names_the_places(self):
        root = ElementTree.fromstring(rules.svg(philippines(), marks("0701233000")))
        assert root.find(f"{SVG}title").text == "Panglao, Bohol, Central Visayas"

    def test_the_whole_country_has_no_point(self):
        root = ElementTree.fromstring(rules.svg(philippines(), marks("PH")))
        assert list(root.iter(f"{SVG}circle")) == []
        assert root.find(f"{SVG}path").get("fill") == rules.WHOLE

    @settings(deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=30))
    def test_a_name_cannot_become_markup(self, name):
        mark = rules.Mark(name, "municipal", 9.5, 123.7)
        root = ElementTree.fromstring(rules.svg(philippines(), [mark]))
        assert (root.find(f"{SVG}title").text or "") == name

    def test_a_place_beyond_the_sheet_is_shown_at_its_edge(self):
        assert rules.position(philippines(), 11.05, 114.29)[0] == rules.EDGE
