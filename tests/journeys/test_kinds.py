"""Every kind of knowledge is read and written by everybody, at both widths."""

import pytest


pytestmark = [pytest.mark.live, pytest.mark.browser]

KINDS = {
    "AdoptionNote": "adoption-notes",
    "CaseStudy": "case-studies",
    "Commitment": "commitments",
    "Exchange": "exchanges",
    "GlossaryTerm": "glossary",
    "Partner": "partners",
    "Programme": "programmes",
    "Resource": "resources",
    "Service": "services",
}

PLONES = {"News Item": "news", "Event": "events"}


def first(page, kind):
    """Open the newest item of a kind from the list of the repository."""
    page.get_by_role("main").locator(".clkss-hit h3 a, .clkss-hit h2 a").first.click()
    page.wait_for_load_state()


def test_a_visitor_reads_one_of_each_kind(person, width):
    visitor = person()
    for kind in (*KINDS, *PLONES):
        if kind == "AdoptionNote":
            continue
        assert visitor.go(f"/repository?portal_type={kind.replace(' ', '+')}") == 200
        first(visitor.page, kind)
        visitor.check(f"read-{kind.lower().replace(' ', '-')}")


def test_a_contributor_finds_the_form_of_each_kind(person, width):
    contributor = person("municipal.contributor")
    assert contributor.go("/write") == 200
    contributor.check("write")
    for kind, folder in {**KINDS, **PLONES}.items():
        if kind == "AdoptionNote":
            continue
        assert contributor.go(f"/{folder}/++add++{kind.replace(' ', '%20')}") == 200
        contributor.check(f"form-{kind.lower().replace(' ', '-')}")


def test_somebody_elsewhere_tells_that_they_tried_a_practice(person, width):
    contributor = person("other.municipal.contributor")
    page = contributor.page
    contributor.go("/repository?portal_type=GoodPractice&SearchableText=Night+classes")
    first(page, "GoodPractice")
    contributor.press(page.get_by_role("link", name="We tried this, too"))
    contributor.check("form-adoption")
    page.get_by_label("In one line").fill(f"Bontoc tried it, too, at {width}")
    contributor.press(page.get_by_role("button", name="Save draft").first)
    assert page.get_by_label("In one line").input_value() == f"Bontoc tried it, too, at {width}"
