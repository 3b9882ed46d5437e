"""Other places tell that they tried a practice."""

from clkss.content.practices.adoption import notes
from clkss.content.review import ladder
from clkss.content.review import workflow
from clkss.content.review.states import state_of
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import transaction


EDITOR = "national.editor"
BONTOC = "other.municipal.contributor"


@pytest.fixture
def practice(site):
    with api.env.adopt_user(username=EDITOR):
        item = createContentInContainer(
            site["practices"],
            "GoodPractice",
            title="Night classes",
            description="In short.",
            language="en",
            source="ILO, 2010",
            territories=["0701233003"],
            themes=["education"],
            background="Before.",
            action="Done.",
            achievements="Came of it.",
        )
    ladder.act(item, workflow.SUBMIT, actor=EDITOR)
    ladder.act(item, workflow.PUBLISH, actor=EDITOR)
    transaction.commit()
    return item


def tell(browse, practice, title="In Bontoc 12 of 20 came back"):
    author = browse(BONTOC)
    author.open(practice.absolute_url())
    author.getLink("We tried this, too").click()
    author.getControl(name="form.widgets.title").value = title
    author.getControl(name="form.widgets.result:list").value = ["partly"]
    author.getControl(name="form.widgets.outcome").value = "Twelve of twenty."
    author.getControl(name="form.buttons.save", index=0).click()
    transaction.begin()
    return author


def test_a_contributor_elsewhere_tells_and_their_secretary_publishes(site, practice, browse):
    tell(browse, practice)
    (note,) = site["adoption-notes"].objectValues()
    assert note.owner_committee == "1404404000"
    with api.env.adopt_user(username=BONTOC):
        assert [name for name, _said in ladder.missing(note)] == ["territories"]
        note.territories = ["1404404000"]
        note.reindexObject()
    ladder.act(note, workflow.SUBMIT, actor=BONTOC)
    assert state_of(note) == workflow.MUNICIPAL_REVIEW
    ladder.act(note, workflow.PUBLISH, actor="other.municipal.secretary")
    transaction.commit()
    reader = browse(None)
    reader.open(practice.absolute_url())
    assert "12 of 20 came back" in reader.contents
    assert "It worked in part" in reader.contents
    reader.getLink("12 of 20 came back").click()
    assert "Twelve of twenty." in reader.contents
    assert "Night classes" in reader.contents
    assert notes.adopted_uids(site.portal_catalog) == {practice.UID()}


def test_a_draft_is_nobody_elses(site, practice, browse):
    tell(browse, practice)
    for person in (None, "member", "municipal.contributor", EDITOR):
        reader = browse(person)
        reader.open(practice.absolute_url())
        assert "12 of 20" not in reader.contents
    assert notes.adopted_uids(site.portal_catalog) == set()


def test_a_note_without_a_practice_asks_for_one(site, browse):
    author = browse(BONTOC)
    author.open(f"{site.absolute_url()}/adoption-notes/++add++AdoptionNote")
    assert "A note belongs to a practice" in author.contents
    author.open(f"{site.absolute_url()}/adoption-notes/++add++AdoptionNote?practice={'0' * 32}")
    assert "A note belongs to a practice" in author.contents


@pytest.mark.parametrize("person", [None, "member"])
def test_who_writes_for_no_committee_is_not_asked(practice, browse, person):
    reader = browse(person)
    reader.open(practice.absolute_url())
    assert "We tried this, too" not in reader.contents
