"""A visitor meets a word and learns what it means; a contributor adds what is missing."""

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]


def test_a_visitor_learns_what_a_word_means(person, width):
    visitor = person()
    page = visitor.page
    visitor.go("/glossary")
    visitor.check("glossary")
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="W").click()
    assert page.url.endswith("#letter-w")
    page.get_by_label("Words in the term or its definition").fill("kasambahay")
    visitor.press(page.get_by_role("main").get_by_role("button", name="Search"))
    visitor.check("glossary-found")
    visitor.press(page.locator("dl.clkss-glossary a").first)
    visitor.check("glossary-term")
    assert "kasambahay" in page.get_by_role("main").inner_text().lower()

    visitor.go("/repository?SearchableText=9231&kind=Resource:law")
    visitor.press(page.get_by_role("main").locator("h2 a, h3 a").first)
    visitor.check("law")
    word = page.locator("a.clkss-term").first
    assert len(word.get_attribute("title")) > 20
    title = word.inner_text()
    assert page.locator("a.clkss-term", has_text=re.compile(f"^{title}$")).count() == 1
    visitor.press(word)
    assert "/glossary/" in page.url


def test_a_contributor_adds_a_term_without_scripts(person, width):
    contributor = person("barangay.contributor", scripts=False)
    page = contributor.page
    for place in ("resources/++add++Resource", "case-studies/++add++CaseStudy"):
        assert contributor.go(f"/{place}") == 200
        contributor.keep(place.partition("/")[0] + "-form")
    contributor.go("/glossary")
    contributor.press(page.get_by_role("link", name="Add a term to the glossary"))
    page.get_by_label("Term in English").fill(f"Tide work {width}")
    page.get_by_label("In other languages").fill("kabulig")
    contributor.press(page.get_by_role("button", name="Save draft").first)
    assert "“kabulig”: Begin each line with the language" in page.content()
    page.get_by_label("In other languages").fill("Cebuano: kabulig")
    page.get_by_label("What it means", exact=True).fill("Work that follows the tide.")
    contributor.press(page.get_by_role("button", name="Save and submit"))
    assert "Submitted." in page.content()


@pytest.mark.parametrize(
    "place",
    ["resources/++add++Resource", "case-studies/++add++CaseStudy", "glossary/++add++GlossaryTerm"],
)
def test_everybody_can_use_the_forms(person, width, place):
    contributor = person("barangay.contributor")
    contributor.go(f"/{place}")
    contributor.check(place.partition("/")[0] + "-form")
