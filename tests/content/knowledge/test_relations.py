"""Relations: named on one item, shown on both, to nobody who may not see the other end."""

from clkss.content.knowledge import finding
from clkss.content.knowledge import relations
from clkss.content.review import ladder
from clkss.content.review import workflow
from clkss.content.sheets import batch as batches
from io import BytesIO
from plone import api
from tests.content.knowledge.practices import practice as written

import pytest
import transaction


EDITOR = "national.editor"
AUTHOR = "barangay.contributor"


def practice(site, title, author=EDITOR, public=True):
    item = written(site, title, author)
    if public:
        ladder.act(item, workflow.SUBMIT, actor=author)
        ladder.act(item, workflow.PUBLISH, actor=author)
    return item


@pytest.fixture
def three(site):
    night, boats = practice(site, "Night classes"), practice(site, "Boats lent")
    secret = practice(site, "Not yet told", author=AUTHOR, public=False)
    relations.relate(night, [boats, secret])
    night.reindexObject()
    transaction.commit()
    return night, boats, secret


def test_both_ends_show_each_other(three, browse):
    night, boats, _secret = three
    reader = browse(None)
    reader.open(night.absolute_url())
    assert "Boats lent" in reader.contents
    reader.open(boats.absolute_url())
    assert "Night classes" in reader.contents


def test_a_visitor_learns_nothing_of_a_draft_that_is_named(three, browse):
    reader = browse(None)
    reader.open(three[0].absolute_url())
    assert "Not yet told" not in reader.contents
    assert three[2].getId() not in reader.contents


def test_its_author_sees_that_somebody_names_it(three, browse):
    author = browse(AUTHOR)
    author.open(f"{three[2].absolute_url()}/view")
    assert "Night classes" in author.contents


def test_what_is_gone_is_named_no_longer(three, site):
    night, boats, _secret = three
    with api.env.adopt_roles(["Manager"]):
        site["practices"].manage_delObjects([boats.getId()])
    assert [brain.Title for brain in relations.related(night)] == []


class TestForm:
    def edit(self, browse, item):
        browser = browse(EDITOR)
        browser.open(f"{item.absolute_url()}/edit")
        return browser

    def test_an_editor_adds_by_address_title_and_permanent_link(self, site, browse):
        with api.env.adopt_user(username=EDITOR):
            item = practice(site, "Draft of mine", public=False)
        others = [practice(site, title) for title in ("By address", "By title", "By link")]
        transaction.commit()
        browser = self.edit(browse, item)
        lines = [
            others[0].absolute_url(),
            "by TITLE",
            f"{site.absolute_url()}/permalink/{others[2].UID()}",
        ]
        name = "form.widgets.IRelatedItems.relatedItems-lines"
        browser.getControl(name=name).value = "\n".join(lines)
        browser.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        assert relations.named_uids(item) == tuple(other.UID() for other in others)
        browser = self.edit(browse, item)
        boxes = browser.getControl(name="form.widgets.IRelatedItems.relatedItems:list")
        boxes.value = [others[1].UID()]
        browser.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        assert relations.named_uids(item) == (others[1].UID(),)
        ask = site.portal_catalog.unrestrictedSearchResults
        assert ask(getRawRelatedItems=others[1].UID())
        assert not ask(getRawRelatedItems=others[0].UID())

    def test_a_line_that_means_nothing_is_named_and_kept(self, site, browse):
        item = practice(site, "Draft of mine", public=False)
        transaction.commit()
        browser = self.edit(browse, item)
        name = "form.widgets.IRelatedItems.relatedItems-lines"
        browser.getControl(name=name).value = "No such thing"
        browser.getControl(name="form.buttons.save", index=0).click()
        assert "is neither the address" in browser.contents
        assert browser.getControl(name=name).value.strip() == "No such thing"

    def test_two_of_one_title_are_not_guessed(self, site):
        first, second = practice(site, "Twice"), practice(site, "Twice")
        with api.env.adopt_user(username=EDITOR):
            assert sorted(finding.find("Twice")) == sorted([first.UID(), second.UID()])


def test_nobody_finds_by_title_what_they_may_not_see(three):
    with api.env.adopt_user(username="member"):
        assert finding.find("Not yet told") == []
        assert finding.find(three[2].absolute_url()) == []
        assert finding.find(three[2].UID()) == []


def sheet(*rows):
    lines = ["code,title,territories,related", *rows]
    return BytesIO("\n".join(lines).encode())


def test_a_sheet_names_items_by_code_also_those_of_a_later_sheet(site):
    rows = ("a-1,First,0701233003,a-2; b-1", "a-2,Second,0701233003,")
    first = batches.check(site, "practices", sheet(*rows), "a.csv", state="published")
    batches.apply(site, first)
    one, two = (batches.occupant(site, "practices", code) for code in ("a-1", "a-2"))
    assert relations.named_uids(one) == (two.UID(),)
    later = batches.check(site, "practices", sheet("b-1,Third,PH,"), "b.csv", state="published")
    batches.apply(site, later)
    three = batches.occupant(site, "practices", "b-1")
    assert relations.named_uids(one) == (two.UID(), three.UID())
    assert [brain.Title for brain in relations.related(three)] == ["First"]
    batches.undo(site, later)
    assert [brain.Title for brain in relations.related(one)] == ["Second"]
    batches.undo(site, first)
    assert not site.portal_catalog.unrestrictedSearchResults(portal_type="GoodPractice")
