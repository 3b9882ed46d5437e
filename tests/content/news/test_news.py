"""News and events: one check, places, subjects, pages, sheets."""

from clkss.content.exceptions import Refused
from clkss.content.review import ladder
from clkss.content.review import workflow
from clkss.content.review.states import state_of
from clkss.content.sheets import batch as batches
from io import BytesIO
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobImage

import pytest
import re
import transaction


CONTRIBUTOR = "municipal.contributor"
SECRETARY = "municipal.secretary"
OTHERS = (
    "other.municipal.contributor",
    "other.municipal.secretary",
    "barangay.contributor",
    "member",
)

COLUMNS = "code,title,summary,text,territories,themes,start,end,location,source"
EVENTS = "\n".join(
    [
        COLUMNS,
        "e-1,World Day in Panglao,A walk.,Come.,0701233000,education,"
        "2026-06-12 08:00,2026-06-12 11:00,Plaza,Municipal order 4",
        "e-2,Training,Two days.,,0701233000,,2026-07-01,2026-07-02,,",
    ]
)


def write(site, place, portal_type, **fields):
    with api.env.adopt_user(username=CONTRIBUTOR):
        item = createContentInContainer(
            site[place],
            portal_type,
            title="Fewer night boats",
            description="Panglao counted.",
            owner_committee="0701233000",
            territories=["0701233000"],
            themes=["education"],
            text=RichTextValue("<p>Counted in <b>May</b>.</p>", "text/html", "text/x-html-safe"),
            **fields,
        )
    transaction.commit()
    return item


class TestNews:
    def test_the_address_of_a_draft_is_not_guessed(self, site):
        item = write(site, "news", "News Item")
        assert re.fullmatch(r"fewer-night-boats-[2-9a-z]{4}", item.getId())

    def test_the_secretary_of_the_municipality_publishes_alone(self, site, browse):
        item = write(site, "news", "News Item")
        assert state_of(item) == workflow.DRAFT
        ladder.act(item, workflow.SUBMIT, actor=CONTRIBUTOR)
        assert state_of(item) == workflow.MUNICIPAL_REVIEW
        with pytest.raises(Refused):
            ladder.act(item, workflow.ENDORSE, actor=SECRETARY)
        ladder.act(item, workflow.PUBLISH, actor=SECRETARY)
        transaction.commit()
        reader = browse(None)
        reader.open(item.absolute_url())
        assert "Counted in <b>May</b>" in reader.contents
        assert "Panglao" in reader.contents
        assert "Education" in reader.contents

    @pytest.mark.parametrize("person", OTHERS)
    @pytest.mark.parametrize("state", [workflow.DRAFT, workflow.MUNICIPAL_REVIEW])
    def test_nobody_elsewhere_sees_what_is_not_published(self, site, browse, person, state):
        item = write(site, "news", "News Item")
        if state != workflow.DRAFT:
            ladder.act(item, workflow.SUBMIT, actor=CONTRIBUTOR)
            transaction.commit()
        browser = browse(person)
        browser.open(item.absolute_url())
        assert "Counted" not in browser.contents
        assert "Fewer night boats" not in browser.contents

    def test_a_picture_loses_where_it_was_taken(self, site):
        from PIL import Image

        out = BytesIO()
        exif = Image.Exif()
        exif[0x010F] = "Camera of a private person"
        Image.new("RGB", (20, 20), "teal").save(out, "JPEG", exif=exif)
        picture = NamedBlobImage(out.getvalue(), "image/jpeg", "walk.jpg")
        item = write(site, "news", "News Item", image=picture, image_caption="A walk")
        assert b"Camera of" not in item.image.data


class TestEvents:
    def test_a_sheet_makes_events_that_everybody_finds(self, site, browse):
        batch = batches.check(site, "events", BytesIO(EVENTS.encode()), "e.csv", state="published")
        assert not batch.get_problems()
        batches.apply(site, batch)
        transaction.commit()
        found = api.content.find(portal_type="Event", territories="0700000000")
        assert sorted(brain.Title for brain in found) == ["Training", "World Day in Panglao"]
        reader = browse(None)
        reader.open(next(b.getURL() for b in found if b.Title.startswith("World")))
        assert "Plaza" in reader.contents
        assert "Municipal order 4" in reader.contents
        assert "Cite and share" in reader.contents
        batches.undo(site, batch)
        assert not api.content.find(portal_type="Event")

    def test_an_event_that_ends_before_it_begins_is_named(self, site):
        sheet = EVENTS.replace("2026-06-12 11:00", "2026-06-11 11:00").replace("2026-07-02", "soon")
        batch = batches.check(site, "events", BytesIO(sheet.encode()), "e.csv")
        assert [(p.row, p.column, p.reason) for p in batch.get_problems()] == [
            (2, "end", "ends_before_start"),
            (3, "end", "not_a_moment"),
        ]
