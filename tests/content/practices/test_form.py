"""A contributor writes a practice in a browser."""

from clkss.content.knowledge import naming
from clkss.content.review import ladder
from clkss.content.review.states import state_of
from io import BytesIO
from PIL import Image
from webtest import Upload

import re
import transaction


ADD = "/practices/++add++GoodPractice"

PARTS = {
    "form.widgets.description": "Children came back to school.",
    "form.widgets.background": "Forty children fished at night.",
    "form.widgets.action": "The school moved its classes.",
    "form.widgets.achievements": "Thirty-one came back.",
    "form.widgets.sustainability": "The barangay pays the teacher.",
    "form.widgets.lessons_learned": "Talk with the boat owners first.",
    "form.widgets.necessary_conditions": "A teacher free in the evening.",
}


def practices(site):
    transaction.begin()
    return list(site.practices.objectValues())


def only_practice(site):
    (practice,) = practices(site)
    return practice


def save(browser, name="form.buttons.save"):
    browser.getControl(name=name, index=0).click()


def write(browser, site, title="Night classes", **values):
    browser.open(site.absolute_url() + ADD)
    browser.getControl(name="form.widgets.title").value = title
    for name, value in values.items():
        browser.getControl(name=name).value = value


def picture_with_place():
    picture = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (9.0, 34.0, 0.0)}
    exif[0x010F] = "CANARY-CAMERA"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


class TestADraft:
    def test_a_title_is_enough(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        save(browser)
        practice = only_practice(site)
        assert practice.title == "Night classes"
        assert practice.owner_committee == "0701233003"
        assert state_of(practice) == "draft"
        assert practice.UID()
        assert practice.Creator() == "barangay.contributor"
        assert browser.url == practice.absolute_url() + "/edit"
        assert "Your draft is saved" in browser.contents

    def test_its_address_is_the_title_and_four_characters(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, "Night classes: for “fishing” children!")
        save(browser)
        found = only_practice(site).getId()
        assert re.fullmatch(r"night-classes-for-fishing-children-[2-9a-z]{4}", found)

    def test_going_on_writing_keeps_what_was_written(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **PARTS)
        browser.getControl(name="form.widgets.themes:list").value = ["education"]
        save(browser)
        browser.getControl(name="form.widgets.title").value = "Evening classes"
        browser.getControl(name="form.widgets.partners").value = "School\nCooperative"
        save(browser)
        practice = only_practice(site)
        assert practice.title == "Evening classes"
        assert practice.background == "Forty children fished at night."
        assert practice.themes == ["education"]
        assert practice.partners == ["School", "Cooperative"]

    def test_without_a_title_nothing_is_saved_and_nothing_is_lost(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, "", **{"form.widgets.action": "A long story."})
        save(browser)
        assert practices(site) == []
        assert browser.headers["Status"].startswith("422")
        assert 'role="alert"' in browser.contents
        assert 'href="#field-title"' in browser.contents
        assert browser.getControl(name="form.widgets.action").value == "A long story."

    def test_a_wrong_date_is_explained_at_its_field(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **{"form.widgets.period_start": "last May"})
        save(browser)
        assert practices(site) == []
        assert "Write the date as 2026, 2026-11 or 2026-11-21." in browser.contents
        assert 'id="error-period_start"' in browser.contents

    def test_a_double_click_writes_once(self, site, browse):
        browser, again = browse("barangay.contributor"), browse("barangay.contributor")
        write(browser, site)
        submission = browser.getControl(name="submission").value
        write(again, site)
        again.getControl(name="submission").value = submission
        save(browser)
        save(again)
        practice = only_practice(site)
        assert again.url == practice.absolute_url() + "/edit"
        assert practice.getId() == naming.name_for("Night classes", submission)

    def test_a_title_of_5000_characters_is_refused(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, "x" * 5000)
        save(browser)
        assert practices(site) == []
        assert browser.headers["Status"].startswith("422")

    def test_emoji_and_right_to_left_text_are_kept(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, "مدرسة ليلية 🎣")
        save(browser)
        assert only_practice(site).title == "مدرسة ليلية 🎣"


class TestSubmitting:
    def test_all_that_is_missing_is_named_and_the_draft_is_kept(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        save(browser, "form.buttons.submit")
        assert state_of(only_practice(site)) == "draft"
        for field in ("description", "territories", "themes", "background", "lessons_learned"):
            assert f'<a href="#field-{field}"' in browser.contents
        assert "Your draft is saved" in browser.contents

    def test_a_complete_practice_is_submitted(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **PARTS)
        browser.getControl(name="form.widgets.themes:list").value = ["education"]
        browser.getControl(name="form.widgets.countries:list").value = ["PH"]
        save(browser, "form.buttons.submit")
        assert state_of(only_practice(site)) == "barangay_review"
        assert "Submitted." in browser.contents
        assert "Review by the barangay committee" in browser.contents


class TestWhoMayWrite:
    def test_a_member_without_a_committee_is_told_whom_to_ask(self, site, browse):
        browser = browse("member")
        browser.open(site.absolute_url() + ADD)
        assert browser.headers["Status"].startswith("403")
        assert "Ask the secretary of the committee of your place." in browser.contents

    def test_a_visitor_is_asked_to_sign_in(self, site, browse):
        browser = browse(None)
        browser.open(site.absolute_url() + ADD)
        assert "form.widgets.background" not in browser.contents

    def test_who_writes_for_two_committees_is_asked_for_which(self, site, browse):
        from clkss.content.committees import clearances

        clearances.grant("barangay.contributor", "0701233000", "contributor")
        transaction.commit()
        browser = browse("barangay.contributor")
        write(browser, site)
        browser.getControl(name="form.widgets.IReviewed.owner_committee:list").value = [
            "0701233000"
        ]
        save(browser)
        assert only_practice(site).owner_committee == "0701233000"

    def test_a_committee_that_is_not_mine_is_refused(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        token = browser.getControl(name="clkss_token", index=0).value
        browser.post(
            site.absolute_url() + ADD,
            "form.widgets.title=Foreign&form.buttons.save=1&form.widgets.language:list=en"
            f"&form.widgets.IReviewed.owner_committee:list=1404404016&clkss_token={token}",
        )
        assert practices(site) == []
        assert browser.headers["Status"].startswith("422")


class TestTheToken:
    def test_a_form_without_a_token_writes_nothing(self, site, browse):
        browser = browse("barangay.contributor")
        browser.post(site.absolute_url() + ADD, "form.widgets.title=Forged&form.buttons.save=1")
        assert practices(site) == []

    def test_a_session_that_ended_keeps_the_text_and_writes_nothing(self, site, browse):
        browser = browse(None)
        browser.post(
            site.absolute_url() + ADD,
            "form.widgets.title=Night&form.widgets.action=A+long+story+of+many+hours"
            "&form.buttons.save=1",
        )
        assert practices(site) == []
        assert "A long story of many hours" in browser.contents
        assert browser.getControl(name="__ac_password")


class TestMeanwhile:
    def test_a_change_by_somebody_else_is_not_overwritten(self, site, browse):
        browser, other = browse("barangay.contributor"), browse("barangay.contributor")
        write(browser, site)
        save(browser)
        other.open(browser.url)
        other.getControl(name="form.widgets.action").value = "By the other."
        save(other)
        browser.getControl(name="form.widgets.action").value = "By me."
        save(browser)
        assert only_practice(site).action == "By the other."
        assert browser.headers["Status"].startswith("422")
        assert browser.getControl(name="form.widgets.action").value == "By me."
        save(browser)
        assert only_practice(site).action == "By me.", "the second time it is meant"

    def test_a_practice_that_moved_on_keeps_the_text_and_is_not_changed(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **PARTS)
        browser.getControl(name="form.widgets.themes:list").value = ["education"]
        browser.getControl(name="form.widgets.countries:list").value = ["PH"]
        save(browser)
        ladder.act(only_practice(site), "submit", actor="barangay.contributor")
        transaction.commit()
        browser.getControl(name="form.widgets.action").value = "Too late."
        save(browser)
        assert only_practice(site).action == "The school moved its classes."
        assert "no longer yours to change" in browser.contents
        assert browser.getControl(name="form.widgets.action").value == "Too late."


class TestFiles:
    def attach(self, browser, data, name, kind="application/octet-stream"):
        # webtest takes several files only as a list of uploads
        browser.getControl(name="attachments")._control.value = [Upload(name, data, kind)]

    def test_a_file_is_attached_and_taken_away(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        self.attach(browser, b"%PDF-1.4 canary", "report.pdf")
        save(browser)
        (item,) = only_practice(site).objectValues()
        assert (item.portal_type, item.title) == ("File", "report.pdf")
        assert item.file.contentType == "application/pdf"
        browser.getControl(name="remove:list").value = [item.getId()]
        save(browser)
        assert list(only_practice(site).objectIds()) == []

    def test_a_page_with_scripts_is_refused_whatever_its_name(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **{"form.widgets.action": "A long story."})
        self.attach(browser, b"<html><script>alert(1)</script>", "report.pdf")
        save(browser)
        assert practices(site) == []
        assert "Attach PDF, Word" in browser.contents
        assert browser.getControl(name="form.widgets.action").value == "A long story."

    def test_a_picture_is_stored_without_place_and_camera(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **{"form.widgets.image_alt": "A red field."})
        browser.getControl(name="form.widgets.image").add_file(
            BytesIO(picture_with_place()), "image/jpeg", "photo.jpg"
        )
        save(browser)
        stored = only_practice(site).image.data
        assert b"CANARY" not in stored
        assert not Image.open(BytesIO(stored)).getexif()

    def test_a_picture_needs_words(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        browser.getControl(name="form.widgets.image").add_file(
            BytesIO(picture_with_place()), "image/jpeg", "photo.jpg"
        )
        save(browser)
        assert practices(site) == []
        assert "Say what the picture shows" in browser.contents

    def test_a_picture_stays_until_it_is_taken_away(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site, **{"form.widgets.image_alt": "A red field."})
        browser.getControl(name="form.widgets.image").add_file(
            BytesIO(picture_with_place()), "image/jpeg", "photo.jpg"
        )
        save(browser)
        save(browser)
        assert only_practice(site).image is not None
        browser.getControl(name="form.widgets.image-remove").value = ["1"]
        save(browser)
        assert only_practice(site).image is None
