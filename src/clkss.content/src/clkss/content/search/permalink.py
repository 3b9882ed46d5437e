"""Links that outlive a move: ``/permalink/<uid>``."""

from plone import api
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import re


_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)


@implementer(IPublishTraverse)
class Permalink(BrowserView):
    """Sends the reader to where a thing is today.

    What somebody may not see is answered like what is not there.
    """

    uid = None

    def publishTraverse(self, request, name):
        """Take the UID from the address.

        :raises NotFound: when there is more than a UID.
        """
        if self.uid is not None or _UID.fullmatch(name) is None:
            raise NotFound(name)
        self.uid = name
        return self

    def __call__(self):
        """Redirect.

        :raises NotFound: when there is no such thing for this reader.
        """
        brains = api.content.find(UID=self.uid) if self.uid else []
        if len(brains) != 1:
            raise NotFound("permalink")
        self.request.response.redirect(brains[0].getURL(), status=302)
        return ""


class GuardedResolveUID(ResolveUIDView):
    """Plone's own links by UID, which would tell everybody the address of a draft."""

    def __call__(self):
        """Redirect.

        :raises NotFound: when there is no such thing for this reader.
        """
        if not isinstance(self.uuid, str) or not api.content.find(UID=self.uuid):
            raise NotFound("resolveuid")
        return super().__call__()
