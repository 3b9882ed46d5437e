"""News and events are written in the steps of all knowledge, without a script."""

from clkss.content.review.states import state_of
from io import BytesIO
from PIL import Image
from plone.app.textfield.value import RichTextValue
from tests.content.news.test_news import CONTRIBUTOR
from tests.content.news.test_news import write

import pytest
import transaction


TITLE = "form.widgets.IDublinCore.title"
SUMMARY = "form.widgets.IDublinCore.description"
TEXT = "form.widgets.IRichTextBehavior.text"
START = "form.widgets.IEventBasic.start"
END = "form.widgets.IEventBasic.end"
VENUE = "form.widgets.IEventLocation.location"
PICTURE = "form.widgets.ILeadImageBehavior.image"
THEMES = "form.widgets.IAbout.themes:list"

NEWS = {
    TITLE: "Fewer night boats",
    SUMMARY: "Panglao counted.",
    TEXT: "Counted in May.\nBy twelve people.\n\nThe fishers < 15 are at school.",
}
EVENT = {
    TITLE: "A walk for children",
    TEXT: "Come.",
    START: "2026-06-12T08:00",
    END: "2026-06-12T11:00",
    VENUE: "Plaza",
}


def fill(browser, values):
    for name, value in values.items():
        browser.getControl(name=name).value = value


def save(browser):
    browser.getControl(name="form.buttons.save", index=0).click()
    transaction.begin()


@pytest.fixture
def author(browse):
    return browse(CONTRIBUTOR)


@pytest.fixture
def add(site, author):
    def add(place, portal_type, values):
        author.open(f"{site.absolute_url()}/{place}/++add++{portal_type.replace(' ', '%20')}")
        fill(author, values)
        save(author)
        return author

    return add


def only(site, place):
    (item,) = site[place].objectValues()
    return item


class TestNews:
    def test_a_contributor_writes_it_in_paragraphs(self, site, add):
        browser = add("news", "News Item", {**NEWS, THEMES: ["education"]})
        item = only(site, "news")
        assert browser.url == f"{item.absolute_url()}/edit"
        assert item.title == "Fewer night boats"
        assert item.text.raw == (
            "<p>Counted in May.<br />By twelve people.</p><p>The fishers &lt; 15 are at school.</p>"
        )
        assert item.themes == ["education"]
        assert state_of(item) == "draft"
        assert browser.getControl(name=TEXT).value.replace("\r", "") == NEWS[TEXT]

    def test_the_same_form_sent_twice_writes_once(self, site, add, author):
        author.open(f"{site.absolute_url()}/news/++add++News%20Item")
        page = author.url
        fill(author, NEWS)
        save(author)
        author.goBack()
        assert author.url == page
        fill(author, NEWS)
        save(author)
        only(site, "news")

    def test_it_is_in_steps_and_needs_no_editor(self, site, author):
        author.open(f"{site.absolute_url()}/news/++add++News%20Item")
        for step in ("step-what", "step-where", "step-picture"):
            assert f'id="{step}"' in author.contents
        assert "tinymce" not in author.contents.lower()
        assert "pat-textareamimetypeselector" not in author.contents
        assert 'name="attachments"' not in author.contents

    def test_without_a_title_nothing_is_stored_and_nothing_is_lost(self, site, add):
        browser = add("news", "News Item", {**NEWS, TITLE: "", THEMES: ["education"]})
        assert browser.headers["Status"].startswith("422")
        assert 'href="#field-title"' in browser.contents
        assert browser.getControl(name=TEXT).value.replace("\r", "") == NEWS[TEXT]
        assert browser.getControl(name=SUMMARY).value == NEWS[SUMMARY]
        assert browser.getControl(name=THEMES).value == ["education"]
        assert not site.news.objectIds()

    def test_a_picture_is_drawn_anew_shown_and_taken_away(self, site, add):
        out = BytesIO()
        exif = Image.Exif()
        exif[0x010F] = "Camera of a private person"
        Image.new("RGB", (20, 20), "teal").save(out, "JPEG", exif=exif)
        browser = add("news", "News Item", NEWS)
        out.seek(0)
        browser.getControl(name=PICTURE).add_file(out, "image/jpeg", "walk.jpg")
        save(browser)
        item = only(site, "news")
        assert b"Camera of" not in item.image.data
        assert "@@images/image/mini" in browser.contents
        browser.getControl(name=f"{PICTURE}-remove").value = True
        save(browser)
        assert item.image is None

    def test_what_is_no_picture_is_refused_and_the_text_stays(self, site, add):
        browser = add("news", "News Item", NEWS)
        browser.getControl(name=TEXT).value = "Changed."
        browser.getControl(name=PICTURE).add_file(BytesIO(b"<svg/>"), "image/svg+xml", "x.svg")
        save(browser)
        assert browser.headers["Status"].startswith("422")
        assert browser.getControl(name=TEXT).value == "Changed."
        assert only(site, "news").text.raw.startswith("<p>Counted")

    def test_a_text_with_markup_stays_as_it_is_unless_it_is_changed(self, site, author):
        item = write(site, "news", "News Item")
        stored = item.text.raw
        author.open(f"{item.absolute_url()}/edit")
        assert author.getControl(name=TEXT).value == "<p>Counted in <b>May</b>.</p>"
        author.getControl(name=TITLE).value = "Fewer boats"
        save(author)
        assert item.title == "Fewer boats"
        assert item.text.raw == stored

    def test_nothing_that_is_typed_runs(self, site, add, browse):
        add("news", "News Item", {**NEWS, TEXT: '<script>alert("x")</script><b>bold</b>'})
        item = only(site, "news")
        author = browse(CONTRIBUTOR)
        author.open(f"{item.absolute_url()}/view")
        assert "alert(" not in author.contents
        assert "<b>bold</b>" in author.contents

    @pytest.mark.parametrize("person", [None, "member", "other.municipal.contributor"])
    def test_nobody_else_changes_a_draft(self, site, browse, person):
        item = write(site, "news", "News Item")
        browser = browse(person)
        browser.open(f"{item.absolute_url()}/edit")
        assert "Counted" not in browser.contents
        assert TEXT not in browser.contents

    def test_a_member_without_a_committee_is_told_whom_to_ask(self, site, browse):
        browser = browse("member")
        browser.open(f"{site.absolute_url()}/news/++add++News%20Item")
        assert browser.headers["Status"].startswith("403")
        browser = browse(None)
        browser.open(f"{site.absolute_url()}/news/++add++News%20Item")
        assert TEXT not in browser.contents


class TestEvents:
    def test_a_contributor_announces_one(self, site, add):
        browser = add("events", "Event", EVENT)
        event = only(site, "events")
        assert browser.url == f"{event.absolute_url()}/edit"
        assert event.start.isoformat().startswith("2026-06-12T08:00")
        assert event.end.isoformat().startswith("2026-06-12T11:00")
        assert event.location == "Plaza"
        assert browser.getControl(name=START).value == EVENT[START]

    def test_one_that_ends_before_it_begins_is_named_and_kept(self, site, add):
        browser = add("events", "Event", {**EVENT, END: "2026-06-11T11:00"})
        assert browser.headers["Status"].startswith("422")
        assert "It ends before it begins." in browser.contents
        assert 'href="#field-end"' in browser.contents
        assert browser.getControl(name=VENUE).value == "Plaza"
        assert browser.getControl(name=END).value == "2026-06-11T11:00"
        assert not site.events.objectIds()

    @pytest.mark.parametrize("said", ["soon", "2026-02-31T08:00", "2026-06-12T99:00", ""])
    def test_what_is_no_time_is_refused_in_words(self, site, add, said):
        browser = add("events", "Event", {**EVENT, START: said})
        assert browser.headers["Status"].startswith("422")
        assert 'href="#field-start"' in browser.contents
        assert not site.events.objectIds()

    def test_a_rule_by_which_it_comes_again_stays(self, site, add, author):
        add("events", "Event", EVENT)
        event = only(site, "events")
        event.recurrence = "RRULE:FREQ=WEEKLY;COUNT=3"
        event.text = RichTextValue("<p>Come.</p>", "text/html", "text/x-html-safe")
        transaction.commit()
        author.open(f"{event.absolute_url()}/edit")
        fill(author, {VENUE: "School"})
        save(author)
        assert event.location == "School"
        assert event.recurrence == "RRULE:FREQ=WEEKLY;COUNT=3"

    def test_submitted_it_waits_for_the_secretary(self, site, author):
        author.open(f"{site.absolute_url()}/events/++add++Event")
        fill(author, {**EVENT, SUMMARY: "A walk.", THEMES: ["education"]})
        author.getControl(name="form.buttons.submit").click()
        transaction.begin()
        assert only(site, "events").title == "A walk for children"
