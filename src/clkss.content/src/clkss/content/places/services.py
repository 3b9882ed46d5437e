"""Themes over REST: what they are called, what they mean, how much is known of each."""

from AccessControl import getSecurityManager
from clkss.content.frame.headers import add_vary
from clkss.content.places.meaning import meaning
from clkss.content.places.themes import names_of
from clkss.content.places.themes import Themes
from clkss.content.search import answers
from clkss.content.subjects.vocabularies import added
from functools import cached_property
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NAME = "@themes"


@implementer(IPublishTraverse)
class ThemesGet(Service):
    """``GET @themes`` and ``GET @themes/<token>``; numbers are of what the person may see."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take what follows the name of the service.

        :param request: the request.
        :param name: a part of the address.
        """
        self.path.append(name)
        return self

    def reply(self):
        """Answer with one theme, or with all of them by name."""
        answer = self._theme() if self.path else self._themes()
        response = self.request.response
        is_visitor = getSecurityManager().getUser().getId() is None
        response.setHeader(
            "Cache-Control", answers.FOR_EVERYBODY if is_visitor else answers.FOR_ONE
        )
        add_vary(response, "Accept", "Accept-Language", "Cookie", "Authorization")
        return answer

    @cached_property
    def _pages(self):
        return Themes(self.context, self.request)

    @cached_property
    def _ours(self):
        return {term.token: term.definition for term in added("themes")}

    def _themes(self):
        listed = self._pages.listed()
        return {
            "@id": f"{self.context.absolute_url()}/{NAME}",
            "items": [self._item(token, title) for token, title in listed],
            "items_total": len(listed),
        }

    def _theme(self):
        token = self.path[0]
        titles = dict(self._pages.listed())
        if len(self.path) > 1 or token not in titles:
            raise NotFound("/".join(self.path))
        return self._item(token, titles[token])

    def _item(self, token, title):
        term = meaning(self.request, title, *names_of(self.context, token))
        definition = term["text"] if term else self._ours.get(token)
        return {
            "@id": f"{self.context.absolute_url()}/{NAME}/{token}",
            "token": token,
            "title": title,
            "definition": definition or None,
            "term": term and {"@id": term["url"], "title": term["title"]},
            "count": self._pages.counted.get(token, 0),
            "page": self._pages.address(token),
        }
