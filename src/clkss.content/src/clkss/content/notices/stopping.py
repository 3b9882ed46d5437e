"""The link in a mail that stops further ones: without an account, and only when a button says so.

The signature in the address is what allows it, so the form needs no token: whoever could have the
button pressed by somebody else would hold the link already. Mail programs press it by themselves
(RFC 8058), and have no session. Nothing is written but in the relational store.
"""

from clkss.content import _
from clkss.content.frame.keys import keys
from clkss.content.notices import rules
from clkss.content.notices import store
from clkss.content.notices.interfaces import ILetter
from functools import cached_property
from Products.Five.browser import BrowserView
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zope.component import queryUtility
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json


VIEW = "unsubscribe"


def address(site_url, mail):
    """Give the address that stops what a mail came from.

    :param site_url: address of the site.
    :param mail: id of the mail.
    """
    return f"{site_url}/{VIEW}/{rules.stop_token(keys()[0], mail)}"


@implementer(IPublishTraverse)
class Unsubscribe(BrowserView):
    """Shows a button; pressed, it stops the mails. Says nothing of who gets them."""

    page_title = _("title_unsubscribe", default="Stop mails")
    robots = "noindex"
    breadcrumbs = ()
    token = None

    def publishTraverse(self, request, name):
        """Take the token from the address.

        :raises NotFound: when there is more than a token.
        """
        if self.token is not None:
            raise NotFound(name)
        self.token = name
        return self

    def __call__(self):
        """Ask, or stop.

        :raises NotFound: when the site did not make the link, or has forgotten the mail.
        :raises MethodNotAllowed: when it is neither looked at nor pressed.
        """
        mail = rules.mail_of(keys(), self.token)
        self.row = mail and store.find(mail)
        if self.row is None or self.letter is None:
            raise NotFound(VIEW)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        # Not "no-referrer": then a browser would say of the form that it comes from nowhere, and
        # the frame would refuse it. Other sites do not learn the address this way either.
        self.request.response.setHeader("Referrer-Policy", "same-origin")
        self.is_stopped = self.row.stopped is not None
        method = self.request.get("REQUEST_METHOD")
        if method == "POST":
            self._stop()
        elif method not in ("GET", "HEAD"):
            raise MethodNotAllowed("Press the button.")
        return self.index()

    def _stop(self):
        if self.is_stopped:
            return
        store.stop(self.row.id)
        recipient = self.row.recipient.partition(":")[2]
        self.letter.stop(recipient, **json.loads(self.row.arguments))
        self.is_stopped = True

    @cached_property
    def letter(self):
        """What the mail was, if its recipient can stop such mails."""
        letter = queryUtility(ILetter, name=self.row.letter)
        return letter if letter is not None and letter.can_be_stopped else None

    def canonical_url(self):
        """One address for all links: search engines and shared links learn none of them."""
        return f"{self.context.absolute_url()}/{VIEW}"
