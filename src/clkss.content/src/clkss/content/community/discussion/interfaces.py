"""What a thing says of itself so that it can be discussed."""

from plone.app.discussion.interfaces import IComment
from plone.app.discussion.interfaces import IConversation
from zope.interface import Attribute
from zope.interface import Interface


class IDiscussion(Interface):
    """The discussion of a thing; an adapter of each kind that can be discussed.

    Whoever may see the thing reads the discussion; whoever also may reply to it writes.
    """

    is_open = Attribute("Whether it takes posts now.")
    is_public = Attribute("Whether visitors read it: then its title may stand in a mail.")
    board = Attribute("UID of the board it belongs to; empty for what belongs to none.")
    path = Attribute("Path below the item's address of the page that shows the posts.")
    answered_by = Attribute("Id of the post that is the answer; 0 without one.")
    asked_by = Attribute("The account that asked; empty where nobody did.")
    parts = Attribute("Number of numbered parts of the thing to which a post can refer; often 0.")
    can_be_answered = Attribute("Whether a post can be marked as the answer at all.")


class IPost(IComment):
    """Marks a post kept by :mod:`clkss.content.community.discussion.conversation`."""


class IPosts(IConversation):
    """Marks our conversations."""


class IPostEvent(Interface):
    """Something happened to a post, in the running transaction."""

    post = Attribute("The post.")
    thing = Attribute("What it is about.")


class IPostAdded(IPostEvent):
    """A post was written."""


class IPostChanged(IPostEvent):
    """A post was reworded, or its state changed."""
