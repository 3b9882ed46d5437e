"""``/people``: the directory, the page of a person, and one's own pages below it."""

from clkss.content.people import rules
from clkss.content.people import standing
from clkss.content.people import store
from clkss.content.people.account import Address
from clkss.content.people.account import Confirm
from clkss.content.people.directory import Directory
from clkss.content.people.editing import Edit
from clkss.content.people.leaving import Delete
from clkss.content.people.own import Agreeing
from clkss.content.people.own import Data
from clkss.content.people.own import DataFile
from clkss.content.people.own import Own
from clkss.content.people.own import OwnPhoto
from clkss.content.people.person import Person
from clkss.content.people.person import Photo
from clkss.content.signin.factor import confirming
from Products.Five.browser import BrowserView
from types import MappingProxyType
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


ME = "me"

OWN = MappingProxyType(
    {
        (): Own,
        ("edit",): Edit,
        ("address",): Address,
        ("address", "confirm"): Confirm,
        ("photo",): OwnPhoto,
        ("data",): Data,
        ("data.json",): DataFile,
        ("notice",): Agreeing,
        ("delete",): Delete,
    }
)
"""Pages below ``/people/me``, by what follows."""

OTHERS = MappingProxyType({(): Person, ("photo",): Photo})
"""Pages below ``/people/<id>``, by what follows."""


@implementer(IPublishTraverse)
class People(BrowserView):
    """Leads to a page; whoever serves nowhere finds nothing about anybody but themselves.

    A profile that does not exist and one that may not be seen answer alike.
    """

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take what follows in the address.

        :param request: the request.
        :param name: a part of the address.
        """
        self.path.append(name)
        return self

    def __call__(self):
        """Answer with the page that the address names.

        :raises NotFound: when there is none.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not self.path:
            return Directory(self.context, self.request)()
        first, *rest = self.path
        if first == ME:
            page = OWN.get(tuple(rest))
            if page is not None:
                answer = confirming.ask_first(self.context, self.request)
                return page(self.context, self.request)() if answer is None else answer
        elif rules.is_public_id(first) and standing.serves_on(standing.user_id()):
            page = OTHERS.get(tuple(rest))
            profile = store.by_public(first) if page is not None else None
            if profile is not None and standing.serves_on(profile.person):
                return page(self.context, self.request, profile)()
        raise NotFound("people")
