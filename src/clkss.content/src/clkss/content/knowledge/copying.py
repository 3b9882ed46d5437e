"""Beginning a working copy, throwing it away, and telling where there is one."""

from clkss.content import _
from clkss.content.exceptions import Refused
from clkss.content.frame.views import FormView
from clkss.content.knowledge import copies
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized


class WorkingCopy(FormView):
    """Ask whether to begin a copy, or to throw it away (GET), and do it (POST)."""

    template = ViewPageTemplateFile("templates/working_copy.pt")
    reasons = ()

    def __call__(self):
        if not (self.may_begin or self.may_discard):
            raise Unauthorized("There is no working copy for you to begin or to throw away here.")
        if not self.is_post:
            return self.template()
        self.check_token()
        try:
            return self._discard() if self.may_discard else self._begin()
        except Refused as refused:
            self.reasons = refused.reasons
            self.request.response.setStatus(422)
            return self.template()

    def _begin(self):
        copy = copies.begin(self.context)
        return self.redirect_with_message(
            _(
                "message_copy_begun",
                default="This is your working copy. The published text stays public until this "
                "one is published.",
            ),
            f"{copy.absolute_url()}/edit",
        )

    def _discard(self):
        item = copies.discard(self.context)
        return self.redirect_with_message(
            _("message_copy_discarded", default="The working copy is gone."),
            f"{item.absolute_url()}/view",
        )

    @property
    def may_begin(self):
        """Say whether the current user may begin a copy of this."""
        return copies.may_begin(self.context)

    @property
    def may_discard(self):
        """Say whether this is a copy that the current user may throw away."""
        return copies.may_discard(self.context)

    def page_title(self):
        """Return what the page does."""
        if self.may_discard:
            return _("title_discard_copy", default="Throw the working copy away")
        return _("title_begin_copy", default="Change what is published")


class Notice(BrowserView):
    """Tells those who may know that there is a working copy, or of what this is one."""

    def baseline(self):
        """Return the published item, where this is a working copy of it."""
        return copies.baseline_of(self.context)

    def copy(self):
        """Return the working copy of this, where the current user may see it."""
        copy = copies.working_copy(self.context)
        return copy if copy is not None and api.user.has_permission("View", obj=copy) else None

    def may_begin(self):
        """Say whether the current user may begin a copy."""
        return copies.may_begin(self.context)

    def may_discard(self):
        """Say whether the current user may throw this copy away."""
        return copies.may_discard(self.context)
