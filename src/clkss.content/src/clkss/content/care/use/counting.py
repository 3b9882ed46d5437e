"""Counting a use: what a request must look like, and where its reader is from."""

from AccessControl import getSecurityManager
from clkss.content.care.use import rules
from clkss.content.care.use import store
from clkss.content.care.use.interfaces import IReaderPlace
from clkss.content.committees import clearances
from clkss.content.committees.rules import split_key
from clkss.content.territories import choice
from clkss.content.territories import table
from clkss.content.territories.rules import REGION
from zope.component import adapter
from zope.component import getAdapters
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest

import time


HEADERS = ("user-agent", "sec-purpose", "purpose", "x-moz", "sec-fetch-site")

_seen = rules.Seen()


def count(request, item: str, kind: str):
    """Count a use, unless it is a program's or the same browser's a moment ago.

    :param request: the request.
    :param item: UID of a published item.
    :param kind: one of :data:`clkss.content.care.use.rules.KINDS`.
    """
    if is_new(request, item, kind):
        use = rules.Use(item, clearances.today().isoformat(), kind, region_of(request))
        store.gathered.add(tuple(use))


def is_new(request, *what: str) -> bool:
    """Say whether a person does something that the same browser did not do a moment ago.

    :param request: the request.
    :param what: what is done.
    """
    headers = {name: request.getHeader(name) or "" for name in HEADERS}
    if not rules.is_person(request.get("REQUEST_METHOD", ""), headers):
        return False
    reader = getSecurityManager().getUser().getId() or request.getClientAddr() or ""
    return _seen.is_new(time.time(), reader, headers["user-agent"], *what)


def region_of(request) -> str:
    """Say from which region a reader is, as far as it is known.

    :param request: the request.
    :returns: code of a region, or nothing.
    """
    for _name, place in sorted(getAdapters((request,), IReaderPlace)):
        code = place.code()
        if code and table.exists(code):
            return table.at_level(code, REGION) or rules.UNKNOWN
    return rules.UNKNOWN


@adapter(IBrowserRequest)
@implementer(IReaderPlace)
class PlaceOfChoice:
    """The place that a reader chose in the browser.

    :param request: the request.
    """

    def __init__(self, request):
        self.request = request

    def code(self):
        """Give the code of a place, or nothing."""
        return choice.chosen(self.request)


@adapter(IBrowserRequest)
@implementer(IReaderPlace)
class PlaceOfCommittee:
    """The place of the committee on which a member serves.

    :param request: the request.
    """

    def __init__(self, request):
        self.request = request

    def code(self):
        """Give the code of a place, or nothing."""
        user_id = getSecurityManager().getUser().getId()
        held = clearances.clearances(user_id) if user_id else []
        return split_key(held[0].committee)[0] if held else None
