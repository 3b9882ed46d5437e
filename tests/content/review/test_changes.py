"""After an item left its author's hands, what it said before is kept."""

from clkss.content.review import ladder
from clkss.content.review.changes import changes_of
from clkss.content.testing.people import acting_as
from clkss.policy.testing.settling import settle
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    settle(functional_portal)
    return functional_portal


@pytest.fixture
def practice(site):
    with acting_as(site, "admin"):
        item = api.content.create(
            site.practices, "GoodPractice", title="Night classes", action="As it was."
        )
    transaction.commit()
    return item


def change(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    notify(ObjectModifiedEvent(item))
    transaction.commit()


def complete(item):
    parts = (
        "description",
        "background",
        "achievements",
        "sustainability",
        "lessons_learned",
        "necessary_conditions",
    )
    change(item, themes=["education"], countries=["PH"], **dict.fromkeys(parts, "Something."))


class TestChanges:
    def test_the_writing_of_a_draft_is_its_authors_affair(self, site, practice):
        change(practice, action="Otherwise.")
        assert changes_of(practice) == []

    def test_a_reviewers_change_keeps_what_was_said(self, site, practice):
        with acting_as(site, "admin"):
            complete(practice)
            ladder.act(practice, "submit")
            transaction.commit()
        with acting_as(site, "national.editor"):
            change(practice, action="Better said.", themes=["education", "livelihood"])
            page = practice.restrictedTraverse("@@review-history")()
        (kept,) = changes_of(practice)
        assert kept["actor"] == "national.editor"
        assert kept["before"] == {"action": "As it was.", "themes": ["education"]}
        assert "As it was." in page

    def test_a_savepoint_and_a_second_event_change_nothing_in_that(self, site, practice):
        with acting_as(site, "admin"):
            complete(practice)
            ladder.act(practice, "submit")
            transaction.commit()
            practice.action = "Better said."
            transaction.savepoint()
            notify(ObjectModifiedEvent(practice))
            transaction.savepoint()
            practice.background = "Also better."
            notify(ObjectModifiedEvent(practice))
            transaction.commit()
        assert [sorted(kept["before"]) for kept in changes_of(practice)] == [
            ["action"],
            ["action", "background"],
        ]

    def test_an_event_without_a_change_keeps_nothing(self, site, practice):
        with acting_as(site, "admin"):
            complete(practice)
            ladder.act(practice, "submit")
            transaction.commit()
            notify(ObjectModifiedEvent(practice))
        assert changes_of(practice) == []

    def test_files_follow_a_draft_to_its_new_owner(self, site, practice):
        with acting_as(site, "admin"):
            upload = NamedBlobFile(data=b"%PDF-1.7", filename="canaryfile.pdf")
            createContentInContainer(
                practice, "File", title="canaryfile", file=upload, checkConstraints=False
            )
            change(practice, owner_committee="0701233003")
        seen = {}
        for step, owner in enumerate(("0701233003", "1404404016")):
            with acting_as(site, "admin"):
                change(practice, owner_committee=owner)
            for person in ("barangay.secretary", "other.barangay.secretary"):
                with acting_as(site, person):
                    seen[step, person] = len(api.content.find(SearchableText="canaryfile"))
        assert seen == {
            (0, "barangay.secretary"): 1,
            (0, "other.barangay.secretary"): 0,
            (1, "barangay.secretary"): 0,
            (1, "other.barangay.secretary"): 1,
        }
