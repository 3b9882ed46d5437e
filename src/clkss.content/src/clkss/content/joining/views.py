"""``/join``: the form for visitors, the link in the mail, and one's own committees for members."""

from clkss.content.joining.asking import Ask
from clkss.content.joining.asking import Sent
from clkss.content.joining.confirming import Confirm
from clkss.content.joining.mine import Mine
from clkss.content.people import standing
from clkss.content.signin.factor import confirming
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Join(BrowserView):
    """Leads to the page that the address names."""

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
        """Answer with the page.

        :raises NotFound: when there is none.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        match self.path:
            case []:
                if standing.user_id() is None:
                    return Ask(self.context, self.request)()
                answer = confirming.ask_first(self.context, self.request)
                return Mine(self.context, self.request)() if answer is None else answer
            case ["sent"]:
                return Sent(self.context, self.request)()
            case ["confirm", token]:
                return Confirm(self.context, self.request, token)()
        raise NotFound("join")


class Register(BrowserView):
    """Plone's own way to sign up leads to ours."""

    def __call__(self):
        self.request.response.redirect(f"{self.context.absolute_url()}/join", status=303)
        return ""
