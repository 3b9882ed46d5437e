"""Somebody looks for what was done in a province, looks at it in all shapes, and follows it."""

import feedparser
import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]


def main(visitor):
    return visitor.page.get_by_role("main")


def narrow(visitor, facet, value):
    """Choose a value of a facet, unfolding it where there is no room for open ones."""
    box = visitor.page.locator("details.clkss-facet").filter(
        has=visitor.page.get_by_role("heading", name=facet, exact=True, include_hidden=True)
    )
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    visitor.press(box.get_by_role("link", name=value, exact=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_finds_narrows_to_a_province_opens_and_follows(person, scripts):
    visitor = person(scripts=scripts)
    page = visitor.page
    visitor.go("/repository")
    page.get_by_label("Words to look for").fill("children")
    visitor.press(main(visitor).get_by_role("button", name="Find"))
    narrow(visitor, "Place", "Central Visayas")
    narrow(visitor, "Place", "Bohol")
    assert "SearchableText=children&territory=0701200000" in page.url
    chips = main(visitor).get_by_role("navigation", name="Chosen").get_by_role("link")
    assert chips.filter(has_text="Bohol, Central Visayas").count() == 1

    shapes = main(visitor).get_by_role("navigation", name="Show as")
    visitor.press(shapes.get_by_role("link", name="Table"))
    assert main(visitor).get_by_role("columnheader").count() == 5
    found = main(visitor).get_by_role("rowheader").get_by_role("link")
    titles = sorted(found.all_inner_texts())
    assert titles
    check(visitor, scripts, "search-table")

    visitor.press(shapes.get_by_role("link", name="Map"))
    places = main(visitor).locator(".clkss-ways").get_by_role("link")
    assert places.count() >= 1
    check(visitor, scripts, "search-map")
    # The picture and the list beside it lead to the same place.
    circle = page.locator("svg.clkss-circles a").first
    assert circle.get_attribute("href") in [each.get_attribute("href") for each in places.all()]
    if visitor.width < 1000:
        visitor.press(places.first)
    else:
        visitor.press(circle)
    assert "view=map" in page.url
    page.go_back()

    visitor.press(main(visitor).get_by_role("link", name="Show these results as a list"))
    check(visitor, scripts, "search-list")
    follow = page.get_by_role("region", name="Follow this search")
    feed = follow.get_by_role("link", name="RSS").get_attribute("href")
    answer = page.request.get(feed)
    assert answer.status == 200
    entries = feedparser.parse(answer.body()).entries
    assert sorted(entry.title for entry in entries) == titles

    visitor.press(main(visitor).get_by_role("heading", name=titles[0]).get_by_role("link"))
    assert page.url == next(entry.link for entry in entries if entry.title == titles[0])


def check(visitor, scripts, name):
    """Look at a page as axe does, which needs scripts."""
    if scripts:
        visitor.check(name)
    else:
        visitor.keep(f"{name}-no-scripts")


def test_takes_filters_off_one_by_one(person):
    visitor = person()
    page = visitor.page
    visitor.go("/repository?theme=education&theme=livelihood&territory=0700000000&view=table")
    chips = main(visitor).get_by_role("navigation", name="Chosen").get_by_role("link")
    assert chips.count() == 4  # three filters and "Clear all"
    for left in (2, 1):
        visitor.press(chips.filter(has_text=re.compile("Theme|Place")).first)
        assert main(visitor).locator(".clkss-chip").count() == left
        assert "view=table" in page.url


@pytest.mark.parametrize("path", ["/", "/repository"], ids=["front", "repository"])
def test_is_led_on_while_typing_and_finds_as_before_without(person, path):
    visitor = person()
    page = visitor.page
    visitor.go(path)
    field = main(visitor).locator("input[name=SearchableText]")
    field.focus()
    main(visitor).locator("input[role=combobox]").wait_for()
    field.press_sequentially("bohol", delay=20)
    options = main(visitor).get_by_role("listbox").get_by_role("option")
    place = options.filter(has_text="Bohol, Central Visayas").first
    place.wait_for()
    visitor.check(f"suggestions-{path.strip('/') or 'front'}")
    field.press("Escape")
    assert options.count() == 0
    field.press("ArrowDown")
    place.wait_for()
    while place.get_attribute("aria-selected") != "true":
        field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == place.get_attribute("id")
    with page.expect_navigation():
        field.press("Enter")
    assert page.url.endswith("/places/0701200000")
    page.go_back()
    field.fill("bohol")
    with page.expect_navigation():
        field.press("Enter")
    assert "/repository?SearchableText=bohol" in page.url


def test_finds_the_same_list_without_scripts(person):
    visitor = person(scripts=False)
    visitor.go("/repository")
    visitor.page.locator(".clkss-search-help summary").click()
    visitor.press(main(visitor).get_by_role("link", name="Look up the beginning"))
    field = main(visitor).get_by_role("searchbox")
    field.fill("bohol")
    with visitor.page.expect_navigation():
        field.press("Enter")
    visitor.press(main(visitor).get_by_role("link", name="Bohol, Central Visayas", exact=True))
    assert visitor.page.url.endswith("/places/0701200000")
