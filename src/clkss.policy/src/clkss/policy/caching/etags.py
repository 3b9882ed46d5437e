"""Keeps pages made for one reader out of what all readers share."""

from clkss.content.committees import clearances
from clkss.content.frame.tokens import BROWSER
from plone.app.caching.interfaces import IETagValue
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
class Day:
    """A part of the ETag of pages on which something takes turns day by day.

    :param published: what is shown.
    :param request: the request.
    """

    def __init__(self, published, request):
        self.request = request

    def __call__(self):
        return clearances.today().isoformat()
