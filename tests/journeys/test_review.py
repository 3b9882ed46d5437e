"""The pages of reviewers and knowledge editors, at both widths."""

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]


def test_an_editor_keeps_a_practice_current(person, width):
    editor = person("national.editor")
    page = editor.page
    editor.go("/repository?portal_type=GoodPractice&b_size=5")
    editor.press(page.get_by_role("main").locator("h2 a, h3 a").first)
    editor.check("practice-editor")
    address = page.url.removesuffix("/view")
    for name in ("criteria", "review-due", "review-history", "review-act?action=retire"):
        assert editor.go(f"{address}/@@{name}") == 200
        editor.check("editor-" + re.sub(r"\W.*", "", name.replace("-", "_")))
    editor.go("/practices/@@clkss-subjects")
    editor.check("subjects")


def test_a_form_with_errors_leads_to_its_fields(person, width):
    contributor = person("barangay.contributor")
    page = contributor.page
    contributor.go("/practices/++add++GoodPractice")
    page.get_by_label("Began", exact=False).first.fill("last May")
    contributor.press(page.get_by_role("button", name="Save draft").first)
    contributor.check("form-errors")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.url.endswith("#field-title")
