"""A post: a comment that the catalog does not know, with its earlier wordings and its files."""

from Acquisition import aq_base
from clkss.content.community.discussion import rules
from clkss.content.community.discussion.interfaces import IPost
from clkss.content.community.discussion.interfaces import IPostAdded
from clkss.content.community.discussion.interfaces import IPostChanged
from clkss.content.frame.uncatalogued import Uncatalogued
from clkss.content.review.workflow import COMMENT_WORKFLOW
from plone.app.discussion.comment import Comment
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(IPost)
class Post(Uncatalogued, Comment):
    """A comment as :mod:`plone.app.discussion` knows it.

    It is in no catalog: a board with many writers would have them wait for each other, and nothing
    that is not in the catalog can be found there by somebody who may not see it. Nobody holds a
    role on it: its author is ``author_username``, and only our own views and services ask.
    """

    earlier = ()
    """Earlier wordings: pairs of seconds since the epoch and text, the latest last."""

    files = ()
    """Attached files, ``NamedBlobFile``."""

    mentions = ()
    """Pairs of a handle and the account that it stands for."""

    about = 0
    """Number of the part of the thing to which it refers; 0 for the whole."""

    edited = None
    """Seconds since the epoch, where it was reworded."""

    def __init__(self):
        super().__init__()
        self.__dict__.pop("__ac_local_roles__", None)
        self._owner = None

    @classmethod
    def of_comment(cls, comment):
        """Make a post of a comment that somebody else's code wrote.

        :param comment: the comment, not stored yet.
        """
        post = cls()
        for name in (
            "title",
            "text",
            "mime_type",
            "creator",
            "author_username",
            "in_reply_to",
            "creation_date",
            "modification_date",
        ):
            setattr(post, name, getattr(comment, name, None))
        return post

    @property
    def number(self):
        """Its id, an integer."""
        return self.comment_id

    @property
    def state(self):
        """One of :data:`clkss.content.community.discussion.rules.STATES`."""
        history = getattr(aq_base(self), "workflow_history", None) or {}
        entries = history.get(COMMENT_WORKFLOW, ())
        return entries[-1]["review_state"] if entries else rules.PUBLISHED


class PostEvent(ObjectEvent):
    """Something happened to a post.

    :param post: the post, where it is.
    :param thing: what it is about.
    """

    def __init__(self, post, thing):
        super().__init__(post)
        self.post = post
        self.thing = thing


@implementer(IPostAdded)
class PostAdded(PostEvent):
    """A post was written."""


@implementer(IPostChanged)
class PostChanged(PostEvent):
    """A post was reworded, or its state changed."""
