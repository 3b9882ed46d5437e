"""Discussion of knowledge: only what is published takes posts."""

from clkss.content.community.discussion.interfaces import IDiscussion
from clkss.content.review.content import IReviewed
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from Products.Five.browser import BrowserView
from zope.component import adapter
from zope.interface import implementer
from zope.viewlet.interfaces import IViewlet


@adapter(IReviewed)
@implementer(IDiscussion)
class DiscussionOfKnowledge:
    """What a reviewed item says of its discussion.

    :param item: the item.
    """

    board = ""
    path = ""
    parts = 0
    answered_by = 0
    asked_by = ""
    can_be_answered = False

    def __init__(self, item):
        self.is_open = self.is_public = state_of(item) == PUBLISHED


@implementer(IViewlet)
class NoComments(BrowserView):
    """Stands in the place of Plone's form for comments, which knows no limits and no moderators.

    :param context: the content.
    :param request: the request.
    :param view: the view that is drawn.
    :param manager: the viewlet's manager.
    """

    def __init__(self, context, request, view, manager=None):
        super().__init__(context, request)
        self.__parent__ = view

    def update(self):
        """Do nothing: a form that is posted is not looked at."""

    def render(self):
        """Draw nothing."""
        return ""
