"""A member follows a search by mail, changes how often, and gives it up; no script is needed."""

import pytest


pytestmark = [pytest.mark.live, pytest.mark.browser]


def test_follows_changes_pauses_and_gives_up(person):
    member = person("barangay.contributor", scripts=False)
    page = member.page
    main = page.get_by_role("main")
    member.go("/repository?theme=education")
    follow = page.get_by_role("region", name="Follow this search")
    name = f"School {member.width}"
    follow.get_by_label("Name of the search").fill(name)
    follow.get_by_label("How often").select_option("Every day")
    member.press(follow.get_by_role("button", name="Follow by mail"))
    assert page.url.endswith("/my-searches")
    assert main.get_by_role("heading", name=name).is_visible()
    member.go("/repository?theme=education")
    assert follow.get_by_text("You follow this search.").is_visible()

    member.press(page.get_by_role("link", name="My searches").first)
    form = main.get_by_role("form", name=name)
    form.get_by_label("How often").select_option("Every week")
    member.press(form.get_by_role("button", name="Save"))
    assert form.get_by_label("How often").input_value() == "weekly"
    member.press(form.get_by_role("button", name="Pause"))
    assert main.get_by_role("heading", name=f"{name} paused").is_visible()
    member.keep("my-searches-paused")
    member.go("/my-work")
    assert main.get_by_role("link", name=name).is_visible()
    member.go("/my-searches")
    member.press(form.get_by_role("button", name="Delete"))
    assert main.get_by_text("You follow nothing yet.").is_visible()


def test_the_pages_are_for_everybody(person):
    member = person("municipal.secretary")
    main = member.page.get_by_role("main")
    member.go("/my-searches")
    member.check("my-searches-none")
    member.go("/repository?theme=livelihood")
    member.check("repository-follow")
    member.press(main.get_by_role("button", name="Follow by mail"))
    member.check("my-searches")
    member.press(main.get_by_role("button", name="Delete"))
