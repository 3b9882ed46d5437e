"""The picture that counts, and the numbers for those who look after an item."""

from AccessControl import getSecurityManager
from base64 import b64decode
from clkss.content.care.use import counting
from clkss.content.care.use import rules
from clkss.content.care.use import store
from clkss.content.care.use import words
from clkss.content.committees import clearances
from clkss.content.review.states import state_of
from clkss.content.review.views import is_concerned
from clkss.content.review.workflow import PUBLISHED
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView


PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""The smallest transparent picture."""


class CountUse(BrowserView):
    """A picture of one point, which every page of an item shows: so a page is counted although a
    cache answered for it.

    The answer is the same whatever the UID is, so it tells nothing.
    """

    def __call__(self):
        uid = self.request.form.get("uid")
        if rules.is_uid(uid) and self._is_published(uid):
            counting.count(self.request, uid, rules.READ)
        response = self.request.response
        response.setHeader("Content-Type", "image/gif")
        response.setHeader("Cache-Control", "no-store")
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin")
        return PIXEL

    def _is_published(self, uid):
        found = api.portal.get_tool("portal_catalog")(UID=uid, review_state=PUBLISHED)
        return len(found) == 1 and isinstance(found[0].owner_committee, str)


class UseOfItem(BrowserView):
    """A part of an item's page: counts readers; shows the numbers to those who look after it.

    Those are not counted: who mends a page opens it often.
    """

    @cached_property
    def is_published(self):
        """Whether everybody can read the item."""
        return state_of(self.context) == PUBLISHED

    @cached_property
    def is_concerned(self):
        """Whether the reader looks after the item."""
        return getSecurityManager().getUser().getId() is not None and is_concerned(self.context)

    def picture(self):
        """Return the address of the picture that counts, or nothing."""
        if not self.is_published or self.is_concerned:
            return None
        return f"{api.portal.get().absolute_url()}/use.gif?uid={self.context.UID()}"

    def sentence(self):
        """Say how the item was used, to those who look after it; else nothing."""
        if not self.is_published or not self.is_concerned:
            return None
        uid = self.context.UID()
        since = rules.since(clearances.today(), words.DAYS)
        return words.sentence(store.totals([uid], since).get(uid, store.Total()))
