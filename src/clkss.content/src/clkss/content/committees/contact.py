"""Whom one may write to, in place of Plone's form that mailed whatever anybody sent to it."""

from AccessControl import getSecurityManager
from clkss.content.committees.rules import NATIONAL_KEY
from plone import api
from Products.CMFCore.permissions import View
from Products.Five.browser import BrowserView


WRITTEN = "contact"
"""Id of the page that an administrator may write."""


class ToContact(BrowserView):
    """Leads to the page that says it, or to the contact of the national committee."""

    def __call__(self):
        site = api.portal.get()
        may = getSecurityManager().checkPermission
        committees = site.get("committees") or {}
        found = (site.get(WRITTEN), committees.get(NATIONAL_KEY))
        page = next((page for page in found if page is not None and may(View, page)), site)
        self.request.response.redirect(page.absolute_url(), status=303)
        return ""
