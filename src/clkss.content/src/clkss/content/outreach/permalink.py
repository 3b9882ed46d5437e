"""Links that outlive a move: ``/permalink/<uid>``."""

from clkss.content import _
from clkss.content.outreach import register
from clkss.content.search import rules as search
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import re


_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)


@implementer(IPublishTraverse)
class Permalink(BrowserView):
    """Sends the reader to where a thing is today.

    What was public and is no longer is gone (410); of it nothing is said but its kind. What
    somebody may not see otherwise is answered like what is not there.
    """

    gone = ViewPageTemplateFile("templates/gone.pt")
    page_title = _("title_gone", default="This is no longer here")
    page_description = ""
    robots = "noindex"
    breadcrumbs = ()
    uid = None
    entry = None

    def publishTraverse(self, request, name):
        """Take the UID from the address.

        :raises NotFound: when there is more than a UID.
        """
        if self.uid is not None or _UID.fullmatch(name) is None:
            raise NotFound(name)
        self.uid = name
        return self

    def __call__(self):
        """Redirect, or say that it is gone.

        :raises NotFound: when there is and was no such thing for this reader.
        """
        brains = api.content.find(UID=self.uid) if self.uid else []
        if len(brains) == 1:
            self.request.response.redirect(brains[0].getURL(), status=302)
            return ""
        self.entry = register.once_public(self.uid) if self.uid else None
        if self.entry is None:
            raise NotFound("permalink")
        self.request.response.setStatus(410)
        return self.gone()

    @property
    def canonical_url(self):
        """The address for ever, of what is no more."""
        return f"{self.context.absolute_url()}/permalink/{self.uid}"

    @property
    def kind_title(self):
        """What kind of thing it was; empty when that kind is no more, either."""
        info = api.portal.get_tool("portal_types").getTypeInfo(self.entry.kind)
        return translate(info.Title(), context=self.request) if info is not None else ""

    @property
    def kind_url(self):
        """Address of what there is of that kind; of all where it has no search of its own."""
        if self.entry.kind not in search.KINDS:
            return f"{self.context.absolute_url()}/repository"
        query = urlencode({search.KIND: self.entry.kind})
        return f"{self.context.absolute_url()}/repository?{query}"
