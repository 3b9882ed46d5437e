"""A visitor on a phone with slow data, and one at a desk."""

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]


def test_finds_narrows_and_goes_on_without_scripts(person):
    visitor = person(scripts=False)
    page = visitor.page
    visitor.go("/repository")
    visitor.keep("repository-no-scripts")
    everything = total(page)
    assert everything >= 17
    page.locator("summary", has_text="Theme").first.click()
    visitor.press(page.get_by_role("link", name=re.compile("Education")).first)
    narrowed = total(page)
    assert 0 < narrowed < everything
    assert "theme=education" in page.url
    page.get_by_label("Words to look for").fill("zzzznothing")
    visitor.press(page.get_by_role("button", name="Find"))
    visitor.keep("repository-nothing")
    assert page.get_by_role("main").get_by_role("link").count() >= 1


def test_reads_in_filipino(person):
    visitor = person(language="fil")
    visitor.go("/")
    visitor.check("front-filipino")
    assert visitor.page.locator("html").get_attribute("lang") in {"fil", "tl"}
    visitor.go("/repository")
    visitor.check("repository-filipino")


@pytest.mark.parametrize(
    "path",
    ["/", "/repository", "/committees", "/login", "/there-is-no-such-page"],
    ids=["front", "repository", "committees", "login", "missing"],
)
def test_every_page_can_be_used_by_everybody(person, path):
    visitor = person()
    visitor.go(path)
    visitor.check(f"page-{path.strip('/').replace('/', '-') or 'front'}")


def test_a_committee_and_its_ladder(person):
    visitor = person()
    visitor.go("/committees")
    visitor.press(visitor.page.get_by_role("main").get_by_role("link").first)
    visitor.check("committee")


def test_a_practice_of_the_brochure(person):
    visitor = person()
    visitor.go("/repository?SearchableText=Mongolia")
    visitor.press(visitor.page.locator("h2 a, h3 a", has_text="Mongolia").first)
    visitor.check("practice-brochure")
    assert "South-South Cooperation" in visitor.page.get_by_role("main").inner_text()


def total(page):
    """Return the number of results that the page names."""
    found = re.search(r"([\d,]+) results?\b", page.get_by_role("main").inner_text())
    return int(found.group(1).replace(",", "")) if found else 0
