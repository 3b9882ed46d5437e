"""Those who run a programme tell how it goes; whoever sees the programme reads it."""

from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.knowledge import copies
from clkss.content.review import ladder
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from io import BytesIO
from PIL import Image
from plone import api
from plone.dexterity.utils import createContentInContainer
from tests.content.repository import conftest as given
from tests.content.review import oracle

import pytest
import transaction


EVERYBODY = (None, "admin", *(person.id for person in PEOPLE))

CLIMB = (
    ("barangay.contributor", "submit"),
    ("barangay.secretary", "endorse"),
    ("municipal.secretary", "endorse"),
    ("provincial.secretary", "endorse"),
    ("regional.secretary", "endorse"),
    ("national.editor", "publish"),
    ("national.editor", "retire"),
)


def differences(site, ask, expected):
    found = []
    for person in EVERYBODY:
        with acting_as(site, person):
            answer = bool(ask())
        if answer is not expected(person):
            found.append((person, answer))
    return found


@pytest.fixture
def programme_in(site):
    """Bring a programme of the barangay with one update to a state."""

    def programme_in(state):
        with acting_as(site, "barangay.contributor"):
            item = createContentInContainer(
                site.programmes, "Programme", **given.COMPLETE["Programme"]
            )
            createContentInContainer(
                item, "ProgrammeUpdate", title="Updatecanary", date="2026-05", text="A story."
            )
        for person, action in CLIMB[: STATES.index(state)]:
            ladder.act(item, action, actor=person)
        transaction.commit()
        return item

    return programme_in


@pytest.fixture
def published(programme_in):
    return programme_in("published")


def tell(browser, programme, title="Back in class", **values):
    browser.open(f"{programme.absolute_url()}/++add++ProgrammeUpdate")
    browser.getControl(name="form.widgets.title").value = title
    for name, value in values.items():
        browser.getControl(name=f"form.widgets.{name}").value = value
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()


def updates(programme):
    transaction.begin()
    return [each for each in programme.objectValues() if each.portal_type == "ProgrammeUpdate"]


@pytest.mark.parametrize("state", STATES)
class TestWho:
    def test_tells_how_it_goes(self, site, programme_in, state):
        programme = programme_in(state)
        (update,) = updates(programme)
        for item in (programme, update):
            assert (
                differences(
                    site,
                    lambda item=item: api.user.has_permission(
                        "clkss: Add Programme Update", obj=item
                    ),
                    lambda person: oracle.tells(person, state),
                )
                == []
            )

    def test_reads_and_finds_it(self, site, programme_in, state):
        (update,) = updates(programme_in(state))
        assert (
            differences(
                site,
                lambda: api.user.has_permission("View", obj=update),
                lambda person: oracle.sees(person, state),
            )
            == []
        )
        assert (
            differences(
                site,
                lambda: site.portal_catalog(portal_type="ProgrammeUpdate"),
                lambda person: oracle.sees(person, state),
            )
            == []
        )


class TestTelling:
    def test_it_is_on_the_page_at_once_the_latest_first(self, site, browse, published):
        browser = browse("barangay.secretary")
        browser.open(published.absolute_url())
        browser.getLink("Tell how it goes").click()
        tell(browser, published, "A hundred are back", date="2026-11-21", text="One.\n\nTwo.")
        assert "Your update is on the page" in browser.contents
        visitor = browse(None)
        visitor.open(published.absolute_url())
        page = visitor.contents
        assert page.index("A hundred are back") < page.index("Updatecanary")
        assert "<p>One.</p>" in page
        assert 'datetime="2026-11-21"' in page
        assert "++add++ProgrammeUpdate" not in page
        assert "take-away" not in page

    def test_its_own_address_leads_to_it(self, site, browse, published):
        (update,) = updates(published)
        visitor = browse(None)
        visitor.open(update.absolute_url())
        assert visitor.url.startswith(f"{published.absolute_url()}/view")

    def test_today_is_offered(self, site, browse, published):
        browser = browse("barangay.contributor")
        tell(browser, published)
        assert {each.date for each in updates(published)} == {
            "2026-05",
            clearances.today().isoformat(),
        }

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"title": ""}, 'href="#field-title"'),
            ({"date": "last May"}, "Write the date as 2026"),
            ({"title": "x" * 5000}, 'href="#field-title"'),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, site, browse, published, values, said):
        browser = browse("barangay.contributor")
        tell(browser, published, **{"text": "A long story.", **values})
        assert len(updates(published)) == 1
        assert browser.headers["Status"].startswith("422")
        assert said in browser.contents
        assert browser.getControl(name="form.widgets.text").value == "A long story."

    def test_a_double_click_tells_once(self, site, browse, published):
        browser, again = browse("barangay.contributor"), browse("barangay.contributor")
        for each in (browser, again):
            each.open(f"{published.absolute_url()}/++add++ProgrammeUpdate")
            each.getControl(name="form.widgets.title").value = "Back in class"
        again.getControl(name="submission").value = browser.getControl(name="submission").value
        for each in (browser, again):
            each.getControl(name="form.buttons.save").click()
        assert len(updates(published)) == 2

    def test_a_picture_needs_words_and_loses_its_place(self, site, browse, published):
        picture = Image.new("RGB", (40, 20), "red")
        exif = Image.Exif()
        exif[0x010F] = "CANARY-CAMERA"
        out = BytesIO()
        picture.save(out, "JPEG", exif=exif)
        browser = browse("barangay.contributor")
        for words in ("", "A red field."):
            browser.open(f"{published.absolute_url()}/++add++ProgrammeUpdate")
            browser.getControl(name="form.widgets.title").value = "With a picture"
            browser.getControl(name="form.widgets.image_alt").value = words
            browser.getControl(name="form.widgets.image").add_file(
                BytesIO(out.getvalue()), "image/jpeg", "photo.jpg"
            )
            browser.getControl(name="form.buttons.save").click()
            if not words:
                assert "Say what the picture shows" in browser.contents
                assert "Choose them again" in browser.contents
                assert "photo.jpg" in browser.contents
        (told,) = [each for each in updates(published) if each.title == "With a picture"]
        assert b"CANARY" not in told.image.data
        assert 'alt="A red field."' in browser.contents

    def test_it_is_changed_and_taken_away_by_another_of_them(self, site, browse, published):
        (update,) = updates(published)
        browser = browse("municipal.secretary")
        browser.open(f"{update.absolute_url()}/edit")
        browser.getControl(name="form.widgets.title").value = "Better said"
        browser.getControl(name="form.buttons.save").click()
        assert updates(published)[0].title == "Better said"
        browser.open(f"{update.absolute_url()}/@@take-away")
        assert len(updates(published)) == 1, "asking takes nothing away"
        browser.getControl("Take away").click()
        assert updates(published) == []

    def test_without_the_token_nothing_happens(self, site, browse, published):
        (update,) = updates(published)
        browser = browse("barangay.contributor")
        browser.post(
            f"{published.absolute_url()}/++add++ProgrammeUpdate",
            "form.widgets.title=Forged&form.widgets.date=2026&form.buttons.save=1",
        )
        browser.post(
            f"{update.absolute_url()}/edit",
            "form.widgets.title=Forged&form.widgets.date=2026&form.buttons.save=1",
        )
        browser.post(f"{update.absolute_url()}/@@take-away", "x=1")
        assert [each.title for each in updates(published)] == ["Updatecanary"]

    @pytest.mark.parametrize("person", [None, "member", "other.barangay.contributor"])
    def test_others_get_no_form(self, site, browse, published, person):
        (update,) = updates(published)
        browser = browse(person)
        for path in ("++add++ProgrammeUpdate",):
            browser.open(f"{published.absolute_url()}/{path}")
            assert "form.widgets.text" not in browser.contents
        for path in ("edit", "@@take-away"):
            browser.open(f"{update.absolute_url()}/{path}")
            assert "form.widgets.text" not in browser.contents
            assert "Take away</button>" not in browser.contents

    def test_an_author_who_left_tells_no_more(self, site, browse, published):
        clearances.revoke("barangay.contributor", DANAO.barangay)
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(f"{published.absolute_url()}/++add++ProgrammeUpdate")
        assert "form.widgets.text" not in browser.contents

    def test_a_reviewer_keeps_no_part_in_a_draft_that_was_returned(self, site, programme_in):
        programme = programme_in("municipal_review")
        with acting_as(site, "municipal.secretary"):
            told = createContentInContainer(
                programme, "ProgrammeUpdate", title="By the reviewer", date="2026"
            )
        ladder.act(programme, "return", "How many?", actor="municipal.secretary")
        with acting_as(site, "municipal.secretary"):
            assert not api.user.has_permission("View", obj=told)
            assert not api.user.has_permission("clkss: Add Programme Update", obj=told)

    def test_what_a_working_copy_tells_comes_in_with_it(self, site, published):
        with acting_as(site, "barangay.contributor"):
            copy = copies.begin(published)
        given.tell(copy, "Told in the copy")
        given.tell(published, "Told meanwhile")
        for person, action in given.way_up("Programme"):
            ladder.act(copy, action, actor=person)
        transaction.commit()
        assert {each.title for each in updates(published)} == {
            "Updatecanary",
            "Told in the copy",
            "Told meanwhile",
        }

    def test_twenty_updates_leave_room_for_files(self, site, published):
        from plone.namedfile.file import NamedBlobFile

        with acting_as(site, "national.editor"):
            for number in range(21):
                createContentInContainer(
                    published, "ProgrammeUpdate", title=f"Number {number}", date="2026"
                )
            upload = NamedBlobFile(data=b"%PDF-1.7", filename="report.pdf")
            createContentInContainer(
                published, "File", title="report", file=upload, checkConstraints=False
            )


class TestTheAudit:
    def test_it_says_who_did_what(self, site, browse, published, monkeypatch):
        seen = []
        monkeypatch.setattr(audit, "record", lambda what, *args, **more: seen.append(what))
        tell(browse("barangay.contributor"), published)
        (told,) = [each for each in updates(published) if each.title == "Back in class"]
        browser = browse("barangay.contributor")
        browser.open(f"{told.absolute_url()}/edit")
        browser.getControl(name="form.widgets.title").value = "Better said"
        browser.getControl(name="form.buttons.save").click()
        browser.open(f"{told.absolute_url()}/@@take-away")
        browser.getControl("Take away").click()
        assert [each for each in seen if each.startswith("programme.")] == [
            "programme.update-added",
            "programme.update-changed",
            "programme.update-removed",
        ]
