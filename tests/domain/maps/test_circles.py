"""Numbers by place, drawn."""

from clkss.content.maps import circles
from clkss.content.maps.outline import philippines
from hypothesis import given
from hypothesis import strategies as st
from xml.etree import ElementTree

import pytest


SVG = "{http://www.w3.org/2000/svg}"

LATITUDES = st.floats(4, 22)
LONGITUDES = st.floats(114, 128)

BOHOL = circles.Circle("Bohol", 12, "https://clkss.example/repository?territory=07012", 9.8, 124.2)
CEBU = circles.Circle("Cebu", 3, "https://clkss.example/repository?a=1&b=2", 10.3, 123.7)


def drawn(found, window=None):
    outline = philippines()
    return ElementTree.fromstring(circles.drawing(outline, window or circles.whole(outline), found))


def test_each_circle_is_a_link_with_name_and_number():
    links = drawn([CEBU, BOHOL]).findall(f"{SVG}a")
    assert [link.find(f"{SVG}title").text for link in links] == ["Bohol: 12", "Cebu: 3"]
    assert [link.find(f"{SVG}text").text for link in links] == ["12", "3"]
    assert links[1].get("href") == CEBU.address


def test_more_is_larger_and_the_small_lie_above():
    large, small = (float(link.find(f"{SVG}circle").get("r")) for link in drawn([CEBU, BOHOL])[1:])
    assert large > small


def test_who_hears_the_page_hears_the_list_instead():
    picture = drawn([BOHOL])
    assert picture.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in picture.findall(f"{SVG}a")} == {"-1"}


def test_nothing_to_show_is_the_country():
    assert len(drawn([])) == 1


@given(title=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))))
def test_no_name_breaks_it(title):
    link = drawn([BOHOL._replace(title=title)]).find(f"{SVG}a")
    assert link.find(f"{SVG}title").text == f"{title}: 12"


@given(points=st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=20))
def test_a_part_of_the_country_holds_its_places(points):
    outline = philippines()
    window = circles.around(outline, points)
    assert window.width >= circles.NARROWEST
    assert 0.6 <= window.width / window.height <= 1.7
    for latitude, longitude in points:
        x, y = circles.position(outline, latitude, longitude)
        assert window.left - 0.2 <= x <= window.left + window.width + 0.2
        assert window.top - 0.2 <= y <= window.top + window.height + 0.2


@pytest.mark.parametrize("count", [1, 7, 12_345])
def test_circles_keep_their_size_however_near_one_looks(count):
    outline = philippines()
    near = circles.around(outline, [(9.8, 124.2)])
    radii = [
        float(drawn([BOHOL._replace(count=count)], window)[1].find(f"{SVG}circle").get("r"))
        / window.unit
        for window in (circles.whole(outline), near)
    ]
    assert radii[0] == pytest.approx(radii[1], rel=0.02)
    assert radii[0] >= circles.SMALLEST
