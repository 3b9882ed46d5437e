"""Secretaries, editors and administrators at work."""

from pathlib import Path

import pytest
import re


pytestmark = [pytest.mark.live, pytest.mark.browser]

SHEET = "code,title,summary,language,countries,territories,themes\n"


def test_a_secretary_manages_who_serves(person, width):
    secretary = person("municipal.secretary")
    secretary.go("/committees/0701233000")
    secretary.check("committee-secretary")
    secretary.press(secretary.page.get_by_role("link", name=re.compile("people|serves", re.I)).last)
    secretary.check("committee-people")


def test_a_secretary_of_panglao_cannot_manage_bontoc(person):
    secretary = person("municipal.secretary")
    secretary.go("/committees/1404404000/@@people")
    assert "Add" not in secretary.page.get_by_role("main").inner_text()


def test_an_editor_imports_a_sheet_with_faults(person, width, tmp_path):
    editor = person("national.editor")
    page = editor.page
    editor.go("/imports")
    editor.check("imports")
    sheet = tmp_path / "faulty.csv"
    sheet.write_text(
        SHEET + f"j-{width}-1,Right,Short,en,,0701233003,education\n"
        f"j-{width}-2,Wrong place,Short,en,,9999999999,education\n"
        f"j-{width}-3,Wrong theme,Short,en,,0701233003,no-such-theme\n",
        encoding="utf-8",
    )
    page.get_by_label("What the sheet holds").select_option(label="Good practices")
    page.locator("input[type=file]").set_input_files(Path(sheet))
    editor.press(page.get_by_role("button", name="Check the sheet"))
    editor.check("imports-faults")
    text = page.get_by_role("main").inner_text()
    assert "9999999999" in text
    assert "no-such-theme" in text


def test_a_member_without_committee_is_told_what_to_do(person):
    member = person("member")
    member.go("/my-work")
    member.check("my-work-member")
    assert "Ask the secretary" in member.page.get_by_role("main").inner_text()
    assert member.go("/imports") in {200, 401, 403}
    assert member.page.locator("input[type=file]").count() == 0


def test_an_administrator_sees_plone_s_own_pages(person):
    administrator = person("admin")
    administrator.go("/@@overview-controlpanel")
    administrator.keep("controlpanel")
    assert not administrator.complaints
    administrator.go("/++add++Document")
    administrator.page.wait_for_load_state("networkidle")
    administrator.keep("add-document")
    assert not administrator.complaints
