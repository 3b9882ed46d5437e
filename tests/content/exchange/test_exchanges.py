"""Offers and requests: written, checked once, matched, imported."""

from clkss.content.exchange import matching
from clkss.content.review import ladder
from clkss.content.review import workflow
from clkss.content.review.states import state_of
from clkss.content.sheets import batch as batches
from importlib import resources
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import transaction


AUTHOR = "municipal.contributor"


def exchange(site, kind, title, public=True, **fields):
    values = {
        "description": "In short.",
        "language": "en",
        "owner_committee": "0701233000",
        "territories": ["0701233000"],
        "themes": ["education", "south-south-cooperation"],
        "stage": "open",
        "contact": "The municipal hall",
        **fields,
    }
    with api.env.adopt_user(username=AUTHOR):
        item = createContentInContainer(
            site["exchanges"], "Exchange", title=title, exchange_kind=kind, **values
        )
    if public:
        ladder.act(item, workflow.SUBMIT, actor=AUTHOR)
        ladder.act(item, workflow.PUBLISH, actor="municipal.secretary")
    transaction.commit()
    return item


class TestReview:
    def test_one_check_is_enough(self, site):
        assert state_of(exchange(site, "offer", "Late classes")) == workflow.PUBLISHED

    def test_whom_to_ask_is_needed_while_it_is_open(self, site):
        item = exchange(site, "offer", "Late classes", public=False, contact="")
        with api.env.adopt_user(username=AUTHOR):
            assert [name for name, _said in ladder.missing(item)] == ["contact"]
            item.stage = "completed"
            assert ladder.missing(item) == []


class TestMatching:
    def test_a_request_is_shown_the_offers_that_fit(self, site, browse):
        asked = exchange(site, "request", "Wanted: classes")
        exchange(site, "offer", "Late classes")
        exchange(site, "offer", "Elsewhere", themes=["mining-quarrying"])
        exchange(site, "offer", "Over already", stage="completed")
        assert [brain.Title for brain in matching.matches(asked)] == ["Late classes"]
        reader = browse(None)
        reader.open(asked.absolute_url())
        assert "Offers that fit this request" in reader.contents
        assert "Late classes" in reader.contents

    def test_a_draft_is_shown_to_nobody_else(self, site, browse):
        asked = exchange(site, "request", "Wanted: classes")
        exchange(site, "offer", "Still a secret", public=False)
        for person in (None, "other.municipal.contributor", "member"):
            reader = browse(person)
            reader.open(asked.absolute_url())
            assert "Still a secret" not in reader.contents


class TestForm:
    def test_promises_are_rows(self, site, browse):
        author = browse(AUTHOR)
        author.open(f"{site.absolute_url()}/exchanges/++add++Exchange")
        author.getControl(name="form.widgets.title").value = "Late classes"
        author.getControl(name="form.widgets.commitments.0.what").value = "Host six"
        author.getControl(name="form.buttons.save", index=0).click()
        assert "Nothing is saved yet" in author.contents
        assert author.getControl(name="form.widgets.commitments.0.what").value == "Host six"
        author.getControl(name="form.widgets.commitments.0.who").value = "The school"
        author.getControl(name="form.widgets.commitments.0.due").value = "2027-06"
        author.getControl(name="form.widgets.commitments.0.state").value = ["to-do"]
        author.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        (item,) = site["exchanges"].objectValues()
        assert item.commitments == [
            {"what": "Host six", "who": "The school", "due": "2027-06", "state": "to-do"}
        ]


def test_the_sheet_of_the_demo_comes_in_and_goes(site, browse):
    source = resources.files("clkss.policy.demo") / "exchanges.csv"
    with source.open("rb") as stream:
        batch = batches.check(site, "exchanges", stream, "exchanges.csv", state="published")
        assert batch.get_problems() == []
        batches.apply(site, batch)
    transaction.commit()
    found = api.content.find(portal_type="Exchange", countries="HT")
    assert found
    reader = browse(None)
    for brain in api.content.find(portal_type="Exchange"):
        reader.open(brain.getURL())
        assert brain.Title in reader.contents.replace("&#x27;", "'").replace("&#39;", "'")
    batches.undo(site, batch)
    assert not api.content.find(portal_type="Exchange")


@pytest.mark.parametrize("column", ["exchange_kind", "stage", "people_trained", "commitments"])
def test_a_wrong_cell_is_named(site, column):
    from io import BytesIO

    sheet = f"code,title,territories,{column}\nx-1,Something,PH,perhaps not\n"
    batch = batches.check(site, "exchanges", BytesIO(sheet.encode()), "x.csv")
    assert {problem.column for problem in batch.get_problems()} == {column}
