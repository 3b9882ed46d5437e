"""Choosing places in a form, without scripts."""

from clkss.content.territories.widget import TerritoryFieldWidget
from lxml import html
from plone import api
from urllib.parse import urlsplit
from z3c.form.interfaces import IDataConverter
from zope.schema import TextLine

import json
import pytest
import transaction


DANAO = "0701233003"
DANAO_OF_CEBU = "0702223000"
PANGLAO = "0701233000"
SIQUIJOR_UNTIL_2024 = "0706100000"

TITLE = "form.widgets.IBasic.title"
STORY = "form.widgets.story"
PLACES = "form.widgets.ITerritories.territories"
SEEN = "form.widgets.seen"


def search(browser, text, name=PLACES):
    browser.getControl(name=f"{name}-text").value = text
    browser.getControl(name=f"{name}-search").click()


def page(browser):
    return html.fromstring(browser.contents)


def text_of(browser):
    return " ".join(page(browser).text_content().split())


def boxes(browser, name=PLACES):
    """Return code and tick of every box in the order of the page."""
    found = page(browser).xpath(
        "//input[@type='checkbox' or @type='radio'][@name=$name or @name=$names]"
        "[not(ancestor::template)]",
        name=name,
        names=f"{name}:list",
    )
    return [(box.get("value"), box.get("checked") is not None) for box in found]


def notes_of(portal):
    transaction.begin()
    return {brain.getId: brain.getObject() for brain in api.content.find(portal_type="PlaceNote")}


@pytest.fixture
def form(live_notes, liza):
    """Liza has opened the form and typed a title, nothing else."""
    liza.open(f"{live_notes.absolute_url()}/++add++PlaceNote")
    liza.getControl(name=TITLE).value = "Children back at school"
    return liza


class TestLizaOfDanao:
    """A contributor of the barangay Danao of Panglao."""

    def test_finds_her_barangay_and_her_title_is_still_there(self, form):
        search(form, "danao panglao")
        assert (DANAO, False) in boxes(form)
        assert form.getControl(name=TITLE).value == "Children back at school"

    def test_is_not_scolded_for_what_she_has_not_filled_in_yet(self, form):
        search(form, "danao")
        assert "Required input is missing" not in form.contents
        assert "There were some errors" not in form.contents
        assert 'aria-invalid="true"' not in form.contents

    def test_saves_nothing_by_searching(self, form, live_notes):
        form.getControl(name=STORY).value = "Ten children of net menders."
        search(form, "danao")
        assert notes_of(live_notes) == {}
        assert urlsplit(form.url).path.endswith("/++add++PlaceNote")

    def test_comes_to_the_places_found(self, form):
        search(form, "danao")
        assert 'formaction="' in form.contents
        assert '++add++PlaceNote#form-widgets-ITerritories-territories-found"' in form.contents
        assert 'id="form-widgets-ITerritories-territories-found"' in form.contents

    def test_sees_at_most_twenty_with_their_levels(self, form):
        search(form, "danao")
        assert len(boxes(form)) == 20
        assert "Danao City, Cebu, Central Visayas" in form.contents
        assert "City or municipality" in form.contents
        assert "Barangay" in form.contents

    def test_ticks_saves_and_it_is_stored(self, form, live_notes):
        search(form, "danao panglao")
        form.getControl(name=f"{PLACES}:list").getControl(value=DANAO).selected = True
        form.getControl(name=STORY).value = "Ten children of net menders."
        form.getControl(name="form.buttons.save").click()
        (note,) = notes_of(live_notes).values()
        assert note.territories == [DANAO]
        assert note.title == "Children back at school"
        assert "Danao, Panglao, Bohol, Central Visayas" in form.contents

    def test_keeps_what_she_ticked_while_she_searches_on(self, form):
        search(form, "danao panglao")
        form.getControl(name=f"{PLACES}:list").getControl(value=DANAO).selected = True
        search(form, "danao city")
        assert boxes(form)[0] == (DANAO, True)
        assert (DANAO_OF_CEBU, False) in boxes(form)
        assert [code for code, _ticked in boxes(form)].count(DANAO) == 1

    def test_unticks_the_only_place_to_remove_it(self, form, live_notes, liza):
        note = api.content.create(
            live_notes, "PlaceNote", "note", title="A note", story="x", territories=[DANAO]
        )
        note.manage_setLocalRoles("liza", ["Editor"])
        note.reindexObjectSecurity()
        transaction.commit()
        liza.open(f"{note.absolute_url()}/edit")
        assert boxes(liza) == [(DANAO, True)]
        liza.getControl(name=f"{PLACES}:list").getControl(value=DANAO).selected = False
        search(liza, "")
        assert boxes(liza) == []
        liza.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert note.territories == []

    def test_who_typed_a_name_and_chose_nothing_is_told_so(self, form, live_notes):
        form.getControl(name=STORY).value = "Ten children."
        form.getControl(name=f"{PLACES}-text").value = "danao panglao"
        form.getControl(name="form.buttons.save").click()
        assert "Choose one of the places found for “danao panglao”" in text_of(form)
        assert (DANAO, False) in boxes(form)
        assert form.getControl(name=STORY).value == "Ten children."
        assert notes_of(live_notes) == {}

    def test_who_misspells_is_told_and_loses_nothing(self, form):
        search(form, "dxnao <b>")
        assert "No other place is called “dxnao <b>”" in text_of(form)
        assert boxes(form) == []
        assert form.getControl(name=TITLE).value == "Children back at school"

    def test_who_searches_for_nothing_is_asked_for_a_name(self, form):
        search(form, "  ")
        assert "Type the beginning of a name first." in form.contents


class TestWhoeverSendsSomethingElse:
    def post(self, browser, portal, places):
        browser.open(f"{portal.absolute_url()}/++add++PlaceNote")
        token = browser.getControl(name="_authenticator", index=0).value
        browser.post(
            f"{portal.absolute_url()}/++add++PlaceNote",
            f"{TITLE}=T&{STORY}=S&_authenticator={token}&form.buttons.save=Save&{places}",
        )

    @pytest.mark.parametrize("code", ["9999999999", "%3Cscript%3E", "0701233003%00"])
    def test_an_unknown_code_is_refused_with_the_reason(self, liza, live_notes, code):
        self.post(liza, live_notes, f"{PLACES}:list={code}")
        assert "No place has the code" in text_of(liza)
        assert not page(liza).xpath("//*[@class='invalid-feedback']//script")
        assert notes_of(live_notes) == {}

    def test_a_code_that_ended_is_refused_and_the_new_one_named(self, liza, live_notes):
        self.post(liza, live_notes, f"{PLACES}:list={SIQUIJOR_UNTIL_2024}")
        assert "is no longer in use" in liza.contents
        assert "(1806100000)" in liza.contents
        assert notes_of(live_notes) == {}

    def test_the_same_place_twice_is_one_place(self, liza, live_notes):
        self.post(liza, live_notes, f"{PLACES}:list={DANAO}&{PLACES}:list={DANAO}")
        (note,) = notes_of(live_notes).values()
        assert note.territories == [DANAO]


class TestARecordWithACodeThatEnded:
    def test_can_be_edited_and_keeps_it(self, live_notes, liza):
        note = api.content.create(
            live_notes,
            "PlaceNote",
            "old",
            title="Old",
            story="x",
            territories=[SIQUIJOR_UNTIL_2024],
        )
        note.manage_setLocalRoles("liza", ["Editor"])
        note.reindexObjectSecurity()
        transaction.commit()
        liza.open(f"{note.absolute_url()}/edit")
        assert boxes(liza) == [(SIQUIJOR_UNTIL_2024, True)]
        search(liza, "danao panglao")
        liza.getControl(name=f"{PLACES}:list").getControl(value=DANAO).selected = True
        liza.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert note.territories == [SIQUIJOR_UNTIL_2024, DANAO]


class TestAFieldForOnePlace:
    def test_offers_no_place_first(self, form):
        assert boxes(form, SEEN) == [("", True)]

    def test_takes_the_one_that_is_chosen(self, form, live_notes):
        search(form, "panglao", SEEN)
        assert (PANGLAO, False) in boxes(form, SEEN)
        form.getControl(name=SEEN).value = [PANGLAO]
        form.getControl(name=STORY).value = "Seen."
        form.getControl(name="form.buttons.save").click()
        (note,) = notes_of(live_notes).values()
        assert note.seen == PANGLAO

    def test_can_be_emptied(self, form, live_notes):
        search(form, "panglao", SEEN)
        form.getControl(name=SEEN).value = [PANGLAO]
        search(form, "danao", SEEN)
        assert (PANGLAO, True) in boxes(form, SEEN)
        form.getControl(name=SEEN).value = [""]
        form.getControl(name=f"{SEEN}-text").value = ""
        form.getControl(name=STORY).value = "Seen."
        form.getControl(name="form.buttons.save").click()
        (note,) = notes_of(live_notes).values()
        assert note.seen is None

    def test_looks_apart_from_the_other_search_in_the_form(self, form):
        search(form, "panglao", SEEN)
        assert boxes(form, PLACES) == []


class TestAPlainTextFieldThatHoldsACode:
    @pytest.fixture
    def converter(self, portal):
        field = TextLine(__name__="territory", title="Place", required=False)
        request = portal.REQUEST
        return IDataConverter(TerritoryFieldWidget(field, request))

    def test_may_use_the_widget_as_well(self, converter):
        assert converter.toWidgetValue(DANAO) == (DANAO,)
        assert converter.toFieldValue((DANAO,)) == DANAO

    def test_is_empty_without_a_place(self, converter):
        assert converter.toWidgetValue(None) == ()
        assert converter.toFieldValue(()) is None


class TestTheWidgetForScripts:
    @pytest.fixture
    def root(self, form):
        return page(form).get_element_by_id("form-widgets-ITerritories-territories-places")

    def test_says_whom_to_ask(self, root, live_notes):
        assert root.get("data-service") == f"{live_notes.absolute_url()}/@territories"

    def test_brings_its_words(self, root):
        words = json.loads(root.get("data-words"))
        assert set(words) == {"levels", "found", "none", "added", "failed"}
        assert words["levels"]["barangay"] == "Barangay"
        assert "{n}" in words["found"]
        assert "{title}" in words["added"]

    def test_loads_a_versioned_module_and_has_nothing_inline(self, root, live_notes):
        (script,) = root.xpath(".//script")
        start = f"{live_notes.absolute_url()}/++theme++clkss/js/combobox.js?v="
        assert script.get("src").startswith(start)
        assert script.get("type") == "module"
        assert not script.text
        assert not root.xpath(".//@style | .//@onclick")

    def test_brings_a_box_to_copy(self, root):
        (box,) = root.xpath(".//template//input")
        assert box.get("name") == f"{PLACES}:list"
        assert box.get("checked") is None

    def test_every_field_and_group_has_a_label(self, form):
        search(form, "danao")
        whole = page(form)
        root = whole.get_element_by_id("form-widgets-ITerritories-territories-places")
        for field in root.xpath(".//input[@type!='hidden'][not(ancestor::template)]"):
            assert whole.xpath("//label[@for=$id]", id=field.get("id"))
        for group in root.xpath(".//*[@role='group']"):
            assert whole.xpath("//*[@id=$id]", id=group.get("aria-labelledby"))
        ids = whole.xpath("//@id")
        assert len(ids) == len(set(ids))
