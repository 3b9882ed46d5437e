"""The first story: from a barangay to a visitor.

A contributor of Danao writes up a good practice; it climbs the ladder; the national knowledge
editor publishes it; a visitor finds it, reads it on a phone and shares it.
"""

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]

PARTS = {
    "1. Background": "Children gathered shells at low tide instead of going to school.",
    "2. Action": "The school moved lessons to follow the tide table.",
    "3. Achievements": "In a year 31 of 40 children came back to school.",
    "4. Sustainability": "The barangay pays the teacher from its own budget.",
    "5. Lessons learned": "Talk with the boat owners first.",
    "6. Necessary conditions": "A school within walking distance.",
}

REVIEWERS = (
    "barangay.secretary",
    "municipal.secretary",
    "provincial.secretary",
    "regional.secretary",
)


def write(contributor, title):
    """Write up a practice and submit it; return its address."""
    page = contributor.page
    contributor.go("/my-work")
    contributor.press(page.get_by_role("main").get_by_role("link", name="Write a good practice"))
    page.get_by_label("Title", exact=False).first.fill(title)
    page.get_by_label("In short").fill("The tide table decides when school begins.")
    contributor.check("form-empty")
    contributor.press(page.get_by_role("button", name="Save draft").first)
    for label, text in PARTS.items():
        page.get_by_label(label, exact=False).first.fill(text)
    page.get_by_label("Education", exact=True).check()
    box = page.locator("input[role=combobox]").first
    box.fill("danao panglao")
    page.get_by_role("option", name=re.compile("Danao, Panglao")).first.click()
    contributor.check("form-filled")
    contributor.press(page.get_by_role("button", name="Save and submit"))
    return page.url


def act(reviewer, title, button, comment=""):
    """Open what waits in "My work" and take one step on the ladder."""
    page = reviewer.page
    reviewer.go("/my-work")
    reviewer.check(f"my-work-{reviewer.name}")
    reviewer.press(page.get_by_role("link", name=title).first)
    reviewer.keep(f"review-{reviewer.name}")
    reviewer.press(page.get_by_role("button", name=button, exact=False).first)
    if comment:
        page.get_by_role("textbox", name=re.compile("comment|changed", re.I)).fill(comment)
    reviewer.check(f"act-{button.lower()}-{reviewer.name}")
    reviewer.press(page.get_by_role("main").get_by_role("button", name=button, exact=False).first)


def test_from_a_barangay_to_a_visitor(person, width):
    title = f"School by the tide table {width}"
    contributor = person("barangay.contributor")
    write(contributor, title)
    assert "Review by the barangay committee" in contributor.page.content()

    visitor = person()
    visitor.go(f"/repository?SearchableText=tide+table+{width}")
    assert title not in visitor.page.content()

    secretary = person("barangay.secretary")
    act(secretary, title, "Return", "Please say who keeps the tide table.")
    contributor.go("/my-work")
    assert "Please say who keeps the tide table." in contributor.page.content()
    contributor.check("my-work-returned")
    contributor.press(contributor.page.get_by_role("link", name=title).first)
    contributor.press(contributor.page.get_by_role("button", name="Submit", exact=False).first)
    contributor.press(
        contributor.page.get_by_role("main").get_by_role("button", name="Submit").first
    )

    for name in REVIEWERS:
        act(person(name), title, "Endorse")
    editor = person("national.editor")
    act(editor, title, "Publish")
    assert "Published" in editor.page.content()

    visitor.go("/")
    visitor.check("front")
    visitor.page.get_by_role("searchbox").first.fill(f"tide table {width}")
    visitor.press(visitor.page.get_by_role("button", name="Search").first)
    visitor.check("repository-found")
    visitor.press(visitor.page.locator("h2 a, h3 a", has_text=title).first)
    visitor.check("practice")
    text = visitor.page.get_by_role("main").inner_text()
    assert "In a year 31 of 40 children came back to school." in text
    assert "Danao, Panglao, Bohol, Central Visayas" in text
    facebook = visitor.page.get_by_role("link", name=re.compile("Facebook"))
    assert facebook.get_attribute("href").startswith("https://www.facebook.com/sharer")
    permanent = visitor.page.locator("a[href*='/permalink/']").first.get_attribute("href")
    assert visitor.go(permanent) == 200
    assert title in visitor.page.content()


def test_a_contributor_saves_a_draft_without_scripts_and_loses_nothing(person, width):
    contributor = person("barangay.contributor", scripts=False)
    page = contributor.page
    contributor.go("/practices/++add++GoodPractice")
    page.get_by_label("1. Background", exact=False).first.fill("Written on a slow phone.")
    contributor.press(page.get_by_role("button", name="Save draft").first)
    contributor.keep("form-error")
    assert "Written on a slow phone." in page.content()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("Title", exact=False).first.fill(f"A draft by hand {width}")
    contributor.press(page.get_by_role("button", name="Save draft").first)
    contributor.go("/my-work")
    assert f"A draft by hand {width}" in page.content()


def test_an_expired_session_costs_no_word(person, width):
    contributor = person("other.barangay.contributor")
    page = contributor.page
    contributor.go("/practices/++add++GoodPractice")
    page.get_by_label("Title", exact=False).first.fill(f"Kept over the night {width}")
    page.get_by_label("1. Background", exact=False).first.fill("Long text.")
    contributor.context.clear_cookies()
    contributor.press(page.get_by_role("button", name="Save draft").first)
    contributor.check("session-expired")
    kept = page.content()
    assert f"Kept over the night {width}" in kept or "Long text." in kept
