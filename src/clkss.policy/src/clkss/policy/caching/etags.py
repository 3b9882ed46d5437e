"""Keeps pages made for one reader out of what all readers share."""

from Acquisition import aq_inner
from clkss.content.committees import clearances
from clkss.content.community.boards.content import IBoard
from clkss.content.community.boards.interfaces import IBoards
from clkss.content.community.discussion import store
from clkss.content.community.discussion.interfaces import IDiscussion
from clkss.content.frame.tokens import BROWSER
from plone.app.caching.interfaces import IETagValue
from plone.app.discussion.interfaces import IConversation
from Products.statusmessages.adapter import STATUSMESSAGEKEY
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface

import secrets


@adapter(Interface, Interface)
@implementer(IETagValue)
class Personal:
    """A part of the ETag that never comes twice where a page holds a form or a message.

    So such a page is neither found in memory nor answered with "not modified".

    :param published: what is shown.
    :param request: the request.
    """

    def __init__(self, published, request):
        self.request = request

    def __call__(self):
        annotations = IAnnotations(self.request)
        if (
            annotations.get(BROWSER)
            or annotations.get(STATUSMESSAGEKEY)
            or self.request.cookies.get(STATUSMESSAGEKEY)
        ):
            return secrets.token_hex(8)
        return ""


@adapter(Interface, Interface)
@implementer(IETagValue)
class Posts:
    """A part of the ETag of pages with posts, of which the catalog knows nothing.

    :param published: what is shown.
    :param request: the request.
    """

    def __init__(self, published, request):
        self.published = published

    def __call__(self):
        thing = aq_inner(getattr(self.published, "context", None) or self.published)
        if IBoard.providedBy(thing) or IBoards.providedBy(thing):
            return store.version()
        if IDiscussion(thing, None) is None:
            return ""
        return IConversation(thing).version()


@adapter(Interface, Interface)
@implementer(IETagValue)
class Day:
    """A part of the ETag of pages on which something takes turns day by day.

    :param published: what is shown.
    :param request: the request.
    """

    def __init__(self, published, request):
        self.request = request

    def __call__(self):
        return clearances.today().isoformat()
