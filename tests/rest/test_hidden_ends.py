"""Plone's own services tell of relations and working copies only what the reader may see."""

from clkss.content.committees import clearances
from clkss.content.knowledge import copies
from clkss.content.knowledge import relations
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import BONTOC
from plone import api
from plone.testing.zope import Browser
from tests.content.repository import conftest as given

import pytest
import transaction


AUTHOR = "barangay.contributor"
SECRET = "A shelter that nobody knows yet"


@pytest.fixture
def hidden(functional_portal, rest):
    """A draft."""
    item = given.written(functional_portal, "Service", title=SECRET)
    transaction.commit()
    return item


@pytest.fixture
def shown(functional_portal, rest):
    """Something that everybody reads."""
    item = given.published(functional_portal, "Partner")
    transaction.commit()
    return item


def path_of(item):
    return "/".join(item.getPhysicalPath()[2:])


def relate(item, other):
    relations.relate(item, [other])
    transaction.commit()


@pytest.mark.parametrize("person", [None, "member", "other.barangay.contributor"])
class TestWhoMayNotSeeADraft:
    @pytest.mark.parametrize("ways", ["{}", "@search?fullobjects=1&UID={}", "{}/@@view"])
    def test_learns_nothing_from_what_names_it(self, rest, hidden, shown, person, ways):
        relate(shown, hidden)
        asked = shown.UID() if "UID" in ways else path_of(shown)
        answer = rest(person)("GET", ways.format(asked))
        assert answer.status == 200
        assert SECRET not in answer.body
        assert hidden.getId() not in answer.body

    def test_learns_nothing_from_what_it_names(self, rest, hidden, shown, person):
        relate(hidden, shown)
        for way in (
            f"@linkintegrity?uids={shown.UID()}",
            f"{path_of(shown)}/@@delete_confirmation_info",
        ):
            answer = rest(person)("GET", way)
            assert answer.status == 200
            assert SECRET not in answer.body
            assert hidden.getId() not in answer.body

    def test_does_not_ask_for_relations_by_themselves(self, rest, hidden, shown, person):
        relate(shown, hidden)
        for query in ("", f"?target={hidden.UID()}", "?relation=relatedItems", "?onlyBroken=true"):
            answer = rest(person)("GET", f"@relations{query}")
            assert answer.status in (401, 403)
            assert hidden.getId() not in answer.body


def test_who_may_see_both_ends_reads_both(rest, hidden, shown):
    relate(shown, hidden)
    answer = rest(AUTHOR)("GET", path_of(shown))
    assert [each["title"] for each in answer.json["relatedItems"]] == [SECRET]
    relate(hidden, shown)
    answer = rest(AUTHOR)("GET", f"@linkintegrity?uids={shown.UID()}")
    assert SECRET in answer.body


def test_a_working_copy_stays_with_the_committee_that_answers_for_it(rest, shown):
    clearances.grant(AUTHOR, BONTOC.barangay, "contributor")
    with api.env.adopt_user(username=AUTHOR):
        copy = copies.begin(shown)
    transaction.commit()
    answer = rest(AUTHOR)("PATCH", path_of(copy), {"owner_committee": BONTOC.barangay})
    assert answer.status == 400
    transaction.begin()
    assert copy.owner_committee == shown.owner_committee
    assert rest(AUTHOR)("PATCH", path_of(copy), {"title": "Renamed"}).status == 204


def test_a_form_neither_shows_nor_drops_what_its_author_may_not_see(
    functional_portal, functional, rest
):
    hidden = given.written(
        functional_portal, "Service", author="other.barangay.contributor", title=SECRET
    )
    item = given.written(functional_portal, "Partner")
    relate(item, hidden)
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {AUTHOR}:{PASSWORD}")
    browser.addHeader("Accept", "text/html")
    browser.open(f"{item.absolute_url()}/edit")
    assert SECRET not in browser.contents
    assert hidden.getId() not in browser.contents
    browser.getControl(name="form.widgets.title").value = "Said better"
    browser.getControl(name="form.buttons.save", index=0).click()
    transaction.begin()
    assert item.title == "Said better"
    assert list(relations.named_uids(item)) == [hidden.UID()]


def test_a_uid_alone_tells_nothing(functional_portal, rest, hidden):
    with acting_as(functional_portal, AUTHOR):
        practice = api.content.create(functional_portal.practices, "GoodPractice", title=SECRET)
    transaction.commit()
    for person in (None, "member", "other.barangay.contributor"):
        for uid in (hidden.UID(), practice.UID(), "0" * 32):
            for way, accept in (
                (f"@linkintegrity?uids={uid}", "application/json"),
                (f"adoption-notes/++add++AdoptionNote?practice={uid}", "text/html"),
            ):
                answer = rest(person)("GET", way, Accept=accept)
                assert SECRET not in answer.body
                assert hidden.getId() not in answer.body
                assert practice.getId() not in answer.body
                if "@link" in way:
                    assert (answer.status, answer.json) == (200, [])
