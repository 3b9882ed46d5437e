"""An author takes files and pictures of a published item away in its working copy."""

from clkss.content.knowledge import copies
from clkss.content.knowledge import withdrawn
from clkss.content.testing.people import acting_as
from io import BytesIO
from PIL import Image
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from tests.content.knowledge.test_copies import AUTHOR
from tests.content.knowledge.test_copies import begin
from tests.content.knowledge.test_copies import climb
from tests.content.knowledge.test_copies import published as written

import pytest
import transaction


published = written


def attach(item, name):
    with api.env.adopt_roles(["Manager"]):
        file = NamedBlobFile(b"%PDF-1.7 all of it", filename=name)
        made = api.content.create(item, "File", title=name, file=file)
    transaction.commit()
    return made


def names(item):
    return sorted(file.title for file in withdrawn.files_of(item))


@pytest.fixture
def with_files(published):
    """A published practice with two files and a picture."""
    buffer = BytesIO()
    Image.new("RGB", (30, 20), "navy").save(buffer, "PNG")
    published.image = NamedBlobImage(buffer.getvalue(), "image/png", "class.png")
    published.image_alt = "A class at night"
    attach(published, "plan.pdf")
    attach(published, "old-report.pdf")
    return published


@pytest.fixture
def tick(with_files, browse):
    """Open the form of a copy, tick what is to go, save; the browser."""

    def tick(copy, *titles, **fields):
        browser = browse(AUTHOR)
        browser.open(f"{copy.absolute_url()}/edit")
        uids = [each.UID() for each in with_files.objectValues() if each.title in titles]
        browser.getControl(name="remove:list").value = uids
        for name, value in fields.items():
            browser.getControl(name=name.replace("__", ".")).value = value
        browser.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        return browser

    return tick


def test_a_file_goes_only_when_the_copy_is_published(with_files, tick, browse):
    copy = begin(with_files)
    tick(copy, "old-report.pdf")
    assert names(with_files) == ["old-report.pdf", "plan.pdf"]
    reader = browse(None)
    reader.open(with_files.absolute_url())
    assert "old-report.pdf" in reader.contents
    climb(copy)
    transaction.commit()
    assert names(with_files) == ["plan.pdf"]
    reader.open(with_files.absolute_url())
    assert "old-report.pdf" not in reader.contents


def test_who_reviews_sees_which_file_goes_and_which_comes(with_files, tick, browse):
    copy = begin(with_files)
    tick(copy, "old-report.pdf")
    attach(copy, "new-report.pdf")
    author = browse(AUTHOR)
    author.open(f"{copy.absolute_url()}/view")
    assert "plan.pdf" in author.contents
    assert "old-report.pdf" not in author.contents
    author.open(f"{copy.absolute_url()}/@@review-compare")
    assert "Attached files" in author.contents
    assert "<del>" in author.contents
    climb(copy)
    assert names(with_files) == ["new-report.pdf", "plan.pdf"]


def test_she_changes_her_mind(with_files, tick):
    copy = begin(with_files)
    tick(copy, "old-report.pdf", "plan.pdf")
    browser = tick(copy, "plan.pdf")
    (kept,) = browser.getControl(name="remove:list").value
    assert api.content.get(UID=kept).title == "plan.pdf"
    climb(copy)
    assert names(with_files) == ["old-report.pdf"]


def test_what_was_ticked_stays_ticked_when_the_form_cannot_be_saved(with_files, tick):
    copy = begin(with_files)
    browser = tick(copy, "plan.pdf", form__widgets__title="")
    assert browser.headers["Status"].startswith("422")
    assert len(browser.getControl(name="remove:list").value) == 1
    assert [file.title for file in withdrawn.remaining(copy)] == ["plan.pdf", "old-report.pdf"]


def test_a_file_that_took_its_place_meanwhile_stays(with_files, tick):
    copy = begin(with_files)
    tick(copy, "old-report.pdf")
    (old,) = [each for each in with_files.objectValues() if each.title == "old-report.pdf"]
    name = old.getId()
    with_files._delObject(name)
    assert attach(with_files, "old-report.pdf").getId() == name
    climb(copy)
    assert names(with_files) == ["old-report.pdf", "plan.pdf"]


def test_throwing_the_copy_away_takes_no_file(with_files, tick):
    copy = begin(with_files)
    tick(copy, "plan.pdf")
    with acting_as(api.portal.get(), AUTHOR):
        copies.discard(copy)
    assert names(with_files) == ["old-report.pdf", "plan.pdf"]


def test_only_files_of_what_the_copy_revises_can_be_named(with_files, published):
    copy = begin(with_files)
    withdrawn.withdraw(copy, {with_files.UID(), "0" * 32, "plan.pdf"})
    assert len(withdrawn.remaining(copy)) == 2


def test_the_picture_goes_too(with_files, tick):
    copy = begin(with_files)
    tick(copy, **{"form__widgets__image-remove": True, "form__widgets__image_alt": ""})
    assert with_files.image is not None
    climb(copy)
    assert with_files.image is None
    assert not with_files.image_alt


def test_the_picture_stays_where_the_copy_left_it_alone(with_files):
    copy = begin(with_files)
    climb(copy)
    assert with_files.image.filename == "class.png"
