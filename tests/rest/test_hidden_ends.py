"""Plone's own services tell of relations and working copies only what the reader may see."""

from clkss.content.committees import clearances
from clkss.content.knowledge import copies
from clkss.content.knowledge import relations
from clkss.policy.demo.people import BONTOC
from plone import api
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
