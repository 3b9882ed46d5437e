"""A comment is seen by whoever sees what it comments on; the catalog knows none."""

from clkss.content.review import ladder
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from plone import api
from plone.app.discussion.interfaces import IConversation
from zope.component import createObject

import pytest


CANARY = "canarycomment"


@pytest.fixture
def comment_on(portal):
    """Comment on a practice, as an administrator."""

    def comment_on(practice):
        with acting_as(portal, "admin"):
            comment = createObject("plone.Comment")
            comment.text = f"Have you seen the {CANARY}?"
            conversation = IConversation(practice)
            return conversation[conversation.addComment(comment)]

    return comment_on


def found(portal, person):
    with acting_as(portal, person):
        return [brain.getPath() for brain in api.content.find(SearchableText=CANARY)]


class TestComments:
    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize(
        "person",
        [None, "member", "other.barangay.secretary", "barangay.secretary", "national.editor"],
    )
    def test_who_sees_the_practice_and_nobody_else_sees_the_comment(
        self, portal, practice_in, comment_on, state, person
    ):
        practice = practice_in(state)
        comment = comment_on(practice)
        with acting_as(portal, person):
            sees = bool(api.user.has_permission("View", obj=practice))
            for permission in ("View", "Access contents information"):
                assert bool(api.user.has_permission(permission, obj=comment)) is sees
        assert not found(portal, person)

    def test_a_comment_goes_from_sight_with_its_practice(self, portal, practice_in, comment_on):
        practice = practice_in("published")
        comment = comment_on(practice)
        with acting_as(portal, None):
            assert api.user.has_permission("View", obj=comment)
        ladder.act(practice, "retire", actor="national.editor")
        with acting_as(portal, None):
            assert not api.user.has_permission("View", obj=comment)
