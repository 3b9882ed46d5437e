"""A visitor goes from the front page to a theme, from there to a place, and up to its province."""

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]


def heading(visitor):
    return visitor.page.get_by_role("heading", level=1).inner_text()


def test_goes_from_a_theme_to_a_place_and_to_its_province(person):
    visitor = person(scripts=False)
    main = visitor.page.get_by_role("main")
    visitor.go("/")
    visitor.press(main.get_by_role("link", name=re.compile("^Education")).first)
    assert heading(visitor) == "Education"
    visitor.keep("theme")
    visitor.press(main.get_by_role("link", name=re.compile("^Central Visayas")).first)
    visitor.press(main.get_by_role("link", name=re.compile("^Bohol")).first)
    visitor.press(main.get_by_role("link", name=re.compile("^Panglao")).first)
    assert heading(visitor) == "Panglao"
    assert "Nothing is published" not in main.inner_text()
    visitor.press(main.get_by_role("link", name="Bohol", exact=True).first)
    assert heading(visitor) == "Bohol"


def test_finds_a_place_by_its_name_without_scripts(person):
    visitor = person(scripts=False)
    visitor.go("/places")
    visitor.page.get_by_label("Name of a place").fill("danao panglao")
    visitor.press(visitor.page.get_by_role("main").get_by_role("button", name="Find"))
    visitor.keep("places-found")
    visitor.press(visitor.page.get_by_role("link", name=re.compile("^Danao, Panglao, Bohol")))
    assert heading(visitor) == "Danao"


@pytest.mark.parametrize(
    "path",
    [
        *("/themes", "/themes/education", "/places", "/places/0701233003", "/places/0701200000"),
        *("/places/PH", "/places/1404404016", "/places/1380600000", "/countries", "/countries/BR"),
        *("/countries/group:mekong", "/places/nowhere"),
    ],
)
def test_every_page_can_be_used_by_everybody(person, path):
    visitor = person()
    assert visitor.go(path) == (404 if path.endswith("nowhere") else 200)
    visitor.check(f"page{re.sub('[^a-z0-9]', '-', path.lower())}")


def test_reads_about_a_place_in_filipino(person):
    visitor = person(language="fil")
    visitor.go("/places/0701233000")
    visitor.check("place-filipino")
