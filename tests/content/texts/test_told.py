"""Editors see beside each file how far its reading is."""

from clkss.content.testing import documents
from clkss.content.testing.people import PASSWORD
from clkss.content.texts import told
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import State
from plone.testing.zope import Browser

import pytest


@pytest.fixture
def page(functional):
    """Show a page of an item to somebody; ``None`` for a visitor."""

    def page(item, name, person):
        browser = Browser(functional["app"])
        browser.addHeader("Accept", "text/html")
        if person:
            browser.addHeader("Authorization", f"Basic {person}:{PASSWORD}")
        browser.open(f"{item.absolute_url()}/{name}")
        return browser.contents

    return page


def test_every_state_and_every_note_has_its_words():
    assert set(told._STATES) == set(State) - {State.REFUSED}
    assert set(told._NOTES) == set(Note) - {Note.KIND}


@pytest.mark.parametrize("name", ["view", "edit"])
def test_the_editor_is_told(page, practice, attach, work, name):
    item = practice()
    attach(item, documents.docx("Moneylender"), "report.docx")
    assert "Its text is still to be read." in page(item, name, "national.editor")
    work()
    assert "Its text is searched." in page(item, name, "national.editor")


def test_the_author_is_told_why_a_file_cannot_be_read(page, practice, attach, work):
    item = practice("draft")
    attach(item, b"%PDF-1.7 no PDF", "broken.pdf")
    work()
    html = page(item, "edit", "national.secretary")
    assert "It is damaged; its text cannot be searched." in html


def test_a_reader_is_not_bothered(page, practice, attach, work):
    item = practice()
    attach(item, b"%PDF-1.7 no PDF", "broken.pdf")
    work()
    html = page(item, "view", None)
    assert "broken.pdf" in html
    assert "It is damaged" not in html
