"""An editor writes an issue in a form that needs no script and loses nothing."""

from clkss.content.newsletter import rules
from clkss.content.testing.people import acting_as
from DateTime import DateTime
from plone import api
from tests.content.given import RETIRE
from tests.content.newsletter.conftest import EDITOR
from zExceptions import Unauthorized

import pytest
import transaction


@pytest.fixture
def write(browse):
    """Open the form of an issue as an editor."""

    def write(issue):
        browser = browse(EDITOR)
        browser.open(f"{issue.absolute_url()}/@@compose")
        return browser

    return write


def order(issue):
    transaction.begin()
    return [item for item, _line in issue.pairs()]


def test_begins_with_a_button_chooses_moves_and_leaves_out(site, browse, practice, act):
    one, two, three = (practice(title=f"Practice {number}") for number in range(3))
    hidden = practice("draft", title="Hidden away")
    browser = browse(EDITOR)
    browser.open(f"{site.absolute_url()}/newsletters")
    browser.getControl("Begin a new issue").click()
    assert "What is new:" in browser.getControl(name="title").value
    assert "Hidden away" not in browser.contents
    browser.getControl(name="introduction").value = "Hello.\n\nRead on."
    browser.getControl(name="add").value = [one.UID(), two.UID()]
    browser.getControl(name="address").value = f"{three.absolute_url()}/view"
    browser.getControl(name="action", index=0).click()
    transaction.begin()
    (issue,) = site.newsletters.objectValues()
    assert issue.introduction == "Hello.\n\nRead on."
    assert set(order(issue)) == {one.UID(), two.UID(), three.UID()}
    assert order(issue)[-1] == three.UID()
    browser.getControl(name=f"line-{three.UID()}").value = "Read this first."
    browser.getControl(name=f"order-{three.UID()}").value = "1"
    browser.getControl(name="action", index=0).click()
    # "1" twice: who was first stays first.
    assert order(issue)[1] == three.UID()
    browser.getControl("Move up", index=0).click()
    assert order(issue)[0] == three.UID()
    assert issue.pairs()[0][1] == "Read this first."
    browser.getControl(name="keep").value = [three.UID(), two.UID()]
    browser.getControl(name="action", index=0).click()
    assert order(issue) == [three.UID(), two.UID()]
    assert hidden.UID() not in browser.contents


def test_what_is_wrong_is_named_at_its_field_and_nothing_is_lost(write, practice, issue):
    item, other = practice(), practice(title="Another")
    made = issue(items=[item])
    browser = write(made)
    long = "x" * (rules.LONGEST_LINE + 1)
    browser.getControl(name="title").value = " "
    browser.getControl(name="month").value = "November"
    browser.getControl(name="introduction").value = "Changed."
    browser.getControl(name=f"line-{item.UID()}").value = long
    browser.getControl(name="add").value = [other.UID()]
    browser.getControl(name="address").value = "https://elsewhere.example/x"
    browser.getControl(name="action", index=0).click()
    assert browser.headers["Status"].startswith("422")
    for said in (
        "Give the issue a title.",
        "Write year and month",
        "Shorten the line",
        "This is no address of a published item",
    ):
        assert browser.contents.count(said) >= 2 or said == "Write year and month", said
    assert browser.getControl(name="introduction").value == "Changed."
    assert browser.getControl(name=f"line-{item.UID()}").value == long
    assert browser.getControl(name="add").value == [other.UID()]
    assert browser.getControl(name="address").value == "https://elsewhere.example/x"
    transaction.begin()
    assert made.title == "What is new"
    assert order(made) == [item.UID()]


def test_two_editors_do_not_write_over_each_other_unawares(write, practice, issue):
    made = issue(items=[practice()])
    first, second = write(made), write(made)
    first.getControl(name="title").value = "First"
    first.getControl(name="action", index=0).click()
    second.getControl(name="title").value = "Second"
    second.getControl(name="action", index=0).click()
    assert "Somebody else has saved this issue meanwhile" in second.contents
    transaction.begin()
    assert made.title == "First"
    assert second.getControl(name="title").value == "Second"
    second.getControl(name="action", index=0).click()
    transaction.begin()
    assert made.title == "Second"


@pytest.mark.parametrize("what", ["draft", "retired"])
def test_what_is_not_public_cannot_be_added(write, practice, issue, what):
    item = practice(what, title="Hidden away")
    made = issue(items=[practice()])
    browser = write(made)
    for spelled in (item.absolute_url(), item.UID(), f"/permalink/{item.UID()}"):
        browser.getControl(name="address").value = spelled
        browser.getControl(name="action", index=0).click()
        assert "This is no address of a published item" in browser.contents
        assert "Hidden away" not in browser.contents
    assert len(order(made)) == 1


def test_an_item_that_was_taken_back_is_marked(write, practice, issue, act):
    item = practice()
    made = issue(items=[item])
    act(item, RETIRE)
    assert "Not public now: it will be left out" in write(made).contents


def test_new_is_what_came_since_the_last_issue(site, write, practice, issue):
    old = practice(title="Old one")
    with acting_as(site, "admin"):
        old.setEffectiveDate(DateTime() - 40)
        old.setModificationDate(DateTime() - 40)
        old.reindexObject(idxs=["effective", "modified"])
        # Reindexing dates it anew.
        old.setModificationDate(DateTime() - 40)
        site.portal_catalog.catalog_object(old, idxs=["modified"], update_metadata=0)
    transaction.commit()
    new = practice(title="New one")
    browser = write(issue())
    assert "New one" in browser.contents
    assert "Old one" not in browser.contents
    issue("sent", items=[new])
    latest = practice(title="Latest one")
    browser = write(issue(title="The next"))
    assert "Latest one" in browser.contents
    assert f'value="{latest.UID()}"' in browser.contents


class TestMyWork:
    def test_reminds_editors_when_a_month_has_passed(self, site, browse, practice, issue):
        browser = browse(EDITOR)
        url = f"{site.absolute_url()}/my-work"
        made = issue("sent", items=[practice()])
        browser.open(url)
        assert "It is time for the next issue" not in browser.contents
        with acting_as(site, "admin"):
            made.setEffectiveDate(DateTime() - 32)
            made.reindexObject(idxs=["effective"])
        transaction.commit()
        browser.open(url)
        assert "It is time for the next issue" in browser.contents
        draft = issue(title="The next one")
        browser.open(url)
        assert draft.absolute_url() in browser.contents

    @pytest.mark.parametrize("person", ["member", "national.secretary", "barangay.contributor"])
    def test_says_nothing_to_others(self, site, browse, issue, person):
        issue(title="Hidden away")
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/my-work")
        assert "Hidden away" not in browser.contents
        assert "next issue" not in browser.contents


def test_the_address_of_a_draft_is_not_guessed(issue):
    first, second = issue(), issue()
    assert first.getId() != second.getId()
    assert first.getId().startswith("2026-11-")


def test_nothing_else_lies_among_the_issues(site):
    with acting_as(site, EDITOR), pytest.raises(Unauthorized):
        api.content.create(site.newsletters, "Document", title="x")
