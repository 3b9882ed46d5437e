"""A working copy changes what is published without the public seeing it early."""

from clkss.content.exceptions import Refused
from clkss.content.knowledge import copies
from clkss.content.review import ladder
from clkss.content.review import workflow
from clkss.content.review.changes import changes_of
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


AUTHOR = "municipal.contributor"
SECRETARIES = ("municipal.secretary", "provincial.secretary", "regional.secretary")


def climb(item, author=AUTHOR):
    ladder.act(item, workflow.SUBMIT, actor=author)
    ladder.act(item, workflow.ENDORSE, actor="municipal.secretary")
    ladder.act(item, workflow.ENDORSE, actor="provincial.secretary")
    ladder.act(item, workflow.PUBLISH, actor="regional.secretary")


@pytest.fixture
def published(site):
    with api.env.adopt_user(username=AUTHOR):
        item = createContentInContainer(
            site["practices"],
            "GoodPractice",
            title="Night classes",
            description="In short.",
            language="en",
            owner_committee="0701233000",
            territories=["0701233003"],
            themes=["education"],
            contact="The school",
            background="Forty children fished at night.",
            action="Classes moved.",
            achievements="31 came back.",
            sustainability="Stays.",
            lessons_learned="Learned.",
            necessary_conditions="Needed.",
        )
    climb(item)
    transaction.commit()
    return item


def begin(item, actor=AUTHOR):
    with api.env.adopt_user(username=actor):
        copy = copies.begin(item)
    transaction.commit()
    return copy


def say(item, **fields):
    for name, value in fields.items():
        setattr(item, name, value)
    notify(ObjectModifiedEvent(item))
    transaction.commit()


class TestACopy:
    def test_the_public_sees_the_old_text_until_the_new_one_is_published(self, published, browse):
        copy = begin(published)
        say(copy, achievements="33 came back.")
        reader = browse(None)
        reader.open(published.absolute_url())
        assert "31 came back" in reader.contents
        reader.open(copy.absolute_url())
        assert "33 came back" not in reader.contents
        climb(copy)
        transaction.commit()
        reader.open(published.absolute_url())
        assert "33 came back" in reader.contents
        assert state_of(published) == workflow.PUBLISHED
        assert copies.working_copy(published) is None

    def test_address_uid_owner_and_history_stay(self, published, site):
        before = (published.UID(), published.owner_committee, len(history_of(published)))
        copy = begin(published)
        say(copy, title="Night classes, five years on")
        climb(copy)
        assert (published.UID(), published.owner_committee) == before[:2]
        assert len(history_of(published)) > before[2]
        assert published.title == "Night classes, five years on"
        assert [brain.Title for brain in api.content.find(UID=before[0])] == [published.title]
        assert len(site["practices"].objectIds()) == 1
        assert changes_of(published)[-1]["before"]["title"] == "Night classes"

    def test_a_correction_made_meanwhile_is_kept(self, published):
        copy = begin(published)
        say(copy, achievements="33 came back.")
        say(published, contact="The school, 038 500 0000")
        climb(copy)
        assert published.contact == "The school, 038 500 0000"
        assert published.achievements == "33 came back."

    def test_what_editors_gave_meanwhile_is_kept(self, published):
        copy = begin(published)
        published.featured = True
        say(copy, achievements="33 came back.")
        climb(copy)
        assert published.featured is True

    def test_it_is_thrown_away_by_its_author_alone(self, published, site):
        copy = begin(published)
        with api.env.adopt_user(username="municipal.secretary"), pytest.raises(Refused):
            copies.discard(copy)
        with api.env.adopt_user(username=AUTHOR):
            assert copies.discard(copy) == published
        assert len(site["practices"].objectIds()) == 1
        assert begin(published) is not None

    @pytest.mark.parametrize(
        "person", ["other.municipal.contributor", "other.national.monitor", "member"]
    )
    def test_nobody_else_begins_one(self, published, person):
        with api.env.adopt_user(username=person), pytest.raises(Refused):
            copies.begin(published)

    def test_there_is_only_one(self, published):
        begin(published)
        with api.env.adopt_user(username=AUTHOR), pytest.raises(Refused):
            copies.begin(published)


class TestPages:
    def test_the_author_begins_compares_and_submits(self, published, browse):
        author = browse(AUTHOR)
        author.open(published.absolute_url())
        author.getLink("Change what is published").click()
        author.getControl("Begin a working copy").click()
        author.getControl(name="form.widgets.achievements").value = "33 came back."
        author.getControl(name="form.buttons.save", index=0).click()
        author.getLink("Home").click()
        author.open(f"{published.absolute_url()}/view")
        author.getLink("the working copy").click()
        author.getLink("What is changed in it").click()
        assert "<del>31</del><ins>33</ins> came back." in author.contents

    def test_a_visitor_learns_nothing_of_a_copy(self, published, browse):
        copy = begin(published)
        reader = browse(None)
        for view in ("", "/@@working-copy", "/@@review-compare", "/@@copy-notice"):
            reader.open(published.absolute_url() + view)
            assert copy.getId() not in reader.contents
        reader.open(f"{copy.absolute_url()}/@@copy-notice")
        assert "working copy of" not in reader.contents

    def test_the_history_is_compared_in_words(self, published, browse):
        say(published, contact="The school, 038 500 0000")
        editor = browse("national.editor")
        editor.open(f"{published.absolute_url()}/@@review-compare")
        assert "<ins>, 038 500 0000</ins>" in editor.contents
