"""The page behind the link of a mail: "nothing to report", without signing in.

The signature in the address is what allows it, so the form needs no token: whoever could have the
button pressed by somebody else would hold the link already. Looking at the page files nothing,
since programs that read mail follow links.
"""

from clkss.content import _
from clkss.content.exceptions import Refused
from clkss.content.notices.sending import acting_as
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import links
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.states import state_of
from clkss.content.review import words as names
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


PARTS = 3


@implementer(IPublishTraverse)
class NothingToReport(BrowserView):
    """Shows a button; pressed, it files "nothing to report" for one committee and period."""

    template = ViewPageTemplateFile("templates/nil.pt")
    page_title = _("title_nothing_to_report", default="Nothing to report")
    robots = "noindex"
    breadcrumbs = ()
    refused = ()
    is_done = False

    def __init__(self, context, request):
        super().__init__(context, request)
        self.parts = []

    def publishTraverse(self, request, name):
        """Take period, committee and token from the address.

        :raises NotFound: when there is more.
        """
        if len(self.parts) == PARTS:
            raise NotFound(name)
        self.parts.append(name)
        return self

    def __call__(self):
        """Ask, or file.

        :raises NotFound: when the site did not make the link, it has ended, or its holder no
            longer files for the committee.
        :raises MethodNotAllowed: when it is neither looked at nor pressed.
        """
        if len(self.parts) != PARTS:
            raise NotFound(links.VIEW)
        id, self.key, token = self.parts
        self.period = telling.find(api.portal.get(), id)
        holder = self.period is not None and links.holder(id, self.key, token)
        user = holder and api.portal.get().acl_users.getUserById(holder)
        if not user:
            raise NotFound(links.VIEW)
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        # Nothing for other sites; "no-referrer" would take the form's own origin away, too.
        response.setHeader("Referrer-Policy", "same-origin")
        method = self.request.get("REQUEST_METHOD")
        if method == "POST":
            self._file(user)
        elif method not in ("GET", "HEAD"):
            raise MethodNotAllowed("Press the button.")
        return self.template()

    def _file(self, user):
        if self.is_filed:
            return
        report = self.period.get(self.key)
        if report is not None and state_of(report) != rules.DRAFT:
            # What was returned is looked at again by whoever signs in.
            self.refused = (acting.BEGUN,)
            self.request.response.setStatus(422)
            return
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            with acting_as(user):
                acting.nothing(self.period, self.key)
        except Refused as refused:
            self.refused = refused.reasons
            self.request.response.setStatus(422)
        else:
            self.is_done = True

    @property
    def is_filed(self):
        """Whether a report is there already."""
        report = self.period.get(self.key)
        return report is not None and state_of(report) in (*rules.COUNTED, rules.EXCUSED)

    def committee(self):
        """Name the committee."""
        return names.committee(self.key)

    def heading(self):
        """Name what is asked for."""
        return self.period.title_in(api.portal.get_current_language(self.context))

    def canonical_url(self):
        """One address for all links: search engines and shared links learn none of them."""
        return f"{self.context.absolute_url()}/{links.VIEW}"
