"""Choosing places with scripts: typing, arrow keys, Enter."""

from playwright.sync_api import expect

import pytest
import re


DANAO = "0701233003"
BOHOL = "0701200000"

PLACES = "#form-widgets-ITerritories-territories"
SEEN = "#form-widgets-seen"

pytestmark = pytest.mark.browser


@pytest.fixture
def form(phone):
    """Liza has opened the form and typed a title."""
    phone.problems = []
    phone.on("pageerror", lambda error: phone.problems.append(str(error)))
    phone.goto("++add++PlaceNote")
    phone.fill("#form-widgets-IBasic-title", "Children back at school")
    return phone


def option(form, field=PLACES):
    return form.locator(f"{field}-list [role=option]")


class TestLizaOnHerPhone:
    def test_types_and_chooses_with_the_keyboard_alone(self, form):
        field = form.locator(PLACES)
        field.press_sequentially("danao pangl")
        expect(option(form)).to_have_count(1)
        expect(field).to_have_attribute("aria-expanded", "true")
        field.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        expect(form.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
        expect(form.locator(f"#{active}")).to_have_text(
            "Danao, Panglao, Bohol, Central Visayas Barangay"
        )
        field.press("Enter")
        box = form.get_by_label("Danao, Panglao, Bohol, Central Visayas")
        expect(box).to_be_checked()
        expect(field).to_have_value("")
        expect(field).to_have_attribute("aria-expanded", "false")
        expect(form.locator(f"{PLACES}-places [role=status]")).to_have_text(
            "Chosen: Danao, Panglao, Bohol, Central Visayas"
        )
        assert form.url.endswith("/++add++PlaceNote")
        assert form.problems == []

    def test_needs_no_button_while_the_service_answers(self, form):
        expect(form.locator(f"{PLACES}-places button")).to_be_hidden()

    def test_what_she_chose_is_stored(self, form):
        form.locator(PLACES).press_sequentially("danao pangl")
        option(form).first.click()
        form.fill("#form-widgets-story", "Ten children of net menders.")
        form.locator("#form-buttons-save").click()
        form.wait_for_url(re.compile("(?!.*add)"))
        expect(form.locator(".clkss-territories-list")).to_contain_text("Danao, Panglao, Bohol")

    def test_hears_how_many_were_found_and_when_there_is_none(self, form):
        field = form.locator(PLACES)
        status = form.locator(f"{PLACES}-places [role=status]")
        field.press_sequentially("danao")
        expect(status).to_have_text("Places found: 8. Choose with the arrow keys and Enter.")
        field.fill("zzzzzz")
        expect(status).to_have_text("No place is called so.")
        expect(option(form)).to_have_count(0)

    def test_goes_round_the_list_and_leaves_it_with_escape(self, form):
        field = form.locator(PLACES)
        field.press_sequentially("danao")
        expect(option(form)).to_have_count(8)
        field.press("ArrowUp")
        expect(option(form).last).to_have_attribute("aria-selected", "true")
        field.press("ArrowDown")
        expect(option(form).first).to_have_attribute("aria-selected", "true")
        field.press("Escape")
        expect(option(form)).to_have_count(0)
        expect(field).to_have_value("danao")
        assert field.get_attribute("aria-activedescendant") is None

    def test_chooses_the_same_place_only_once(self, form):
        for _time in range(2):
            form.locator(PLACES).press_sequentially("danao pangl")
            option(form).first.click()
        expect(form.locator(f"{PLACES}-places input[value='{DANAO}']")).to_have_count(1)

    def test_one_place_takes_the_turn_of_the_other(self, form):
        for text in ("danao pangl", "bohol"):
            form.locator(SEEN).press_sequentially(text)
            option(form, SEEN).first.click()
        expect(form.locator(f"{SEEN}-places input:checked")).to_have_value(BOHOL)

    def test_sees_everything_without_scrolling_sideways(self, form):
        form.locator(PLACES).press_sequentially("danao")
        expect(option(form)).to_have_count(8)
        box = form.locator(f"{PLACES}-list").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360

    def test_where_the_service_fails_the_button_searches(self, form):
        form.route("**/@territories?*", lambda route: route.abort())
        form.locator(PLACES).press_sequentially("danao pangl")
        expect(form.locator(f"{PLACES}-places [role=status]")).to_contain_text("does not answer")
        form.locator(f"{PLACES}-places button").click()
        expect(form.locator(f"{PLACES}-found")).to_be_visible()
        form.get_by_label("Danao, Panglao, Bohol, Central Visayas").check()
        expect(form.locator("#form-widgets-IBasic-title")).to_have_value("Children back at school")


class TestLizaWithoutScripts:
    @pytest.fixture
    def plain(self, chromium, served_notes, sign_in):
        context = chromium.new_context(
            viewport={"width": 360, "height": 740},
            java_script_enabled=False,
            extra_http_headers=sign_in,
        )
        page = context.new_page()
        page.goto(f"{served_notes}/++add++PlaceNote")
        yield page
        context.close()

    def test_comes_back_to_the_places_found(self, plain):
        plain.fill("#form-widgets-IBasic-title", "Children back at school")
        plain.fill(PLACES, "danao pangl")
        plain.locator(f"{PLACES}-places button").click()
        expect(plain.locator(f"{PLACES}-found")).to_be_in_viewport()
        expect(plain.locator(f"{PLACES}-found")).to_be_focused()
        plain.keyboard.press("Tab")
        plain.keyboard.press("Space")
        expect(plain.get_by_label("Danao, Panglao, Bohol, Central Visayas")).to_be_checked()
        expect(plain.locator("#form-widgets-IBasic-title")).to_have_value("Children back at school")
