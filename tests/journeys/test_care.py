"""A reader says what is wrong; an editor hears it, settles it, and looks at what else is amiss."""

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]


def test_a_reader_says_what_is_wrong_and_an_editor_settles_it(person, width):
    reader = person(scripts=False)
    page = reader.page
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    reader.go("/repository?SearchableText=Mongolia")
    reader.press(page.locator("h2 a, h3 a", has_text="Mongolia").first)
    item = page.url
    page.get_by_text("Something wrong here?").scroll_into_view_if_needed()
    reader.press(page.get_by_role("link", name=re.compile("Something wrong here")))
    page.get_by_label("It is out of date").check()
    page.get_by_label("In a few words").fill(f"The project ended, seen at {width} pixels.")
    reader.press(page.get_by_role("button", name="Send"))
    assert "Thank you" in page.get_by_role("main").inner_text()
    assert any("/use.gif?uid=" in url for url in asked)

    looking = person()
    looking.go(f"{item}/@@something-wrong")
    looking.check("something-wrong")

    editor = person("national.editor")
    editor.go("/my-work")
    editor.check("my-work-notes")
    editor.go(f"{item}/@@notes")
    note = editor.page.locator("li", has_text=f"seen at {width} pixels")
    editor.check("notes")
    note.get_by_label(re.compile("What was done")).fill("The dates are corrected.")
    editor.press(note.get_by_role("button", name="Mended"))
    assert "The dates are corrected." in editor.page.get_by_role("main").inner_text()
    editor.go(item)
    editor.check("item-of-an-editor")


def test_an_editor_looks_at_the_health_of_knowledge(person):
    editor = person("national.editor")
    editor.go("/my-work")
    editor.press(editor.page.get_by_role("link", name="All lists"))
    editor.check("health")
    for name in ("overdue", "twins", "broken", "notes", "searches"):
        editor.go(f"/knowledge-health?list={name}")
        editor.check(f"health-{name}")
