"""The newsletter in "My work": what is being written, and that a month has passed."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.frame import moments
from clkss.content.frame import showing
from clkss.content.newsletter import choosing
from clkss.content.newsletter import rules
from clkss.content.newsletter.content import PORTAL_TYPE
from clkss.content.newsletter.interfaces import INewsletterContainer
from clkss.content.newsletter.reading import PUBLISH
from clkss.content.newsletter.workflow import DRAFT
from clkss.content.review.sections import WorkSection
from functools import cached_property
from plone import api
from Products.CMFCore.indexing import processQueue


PLACE = "newsletters"


class Writing(WorkSection):
    """Drafts of the newsletter, for those who write it, and a word when the next is due."""

    order = 65
    title = _("title_newsletters", default="Newsletter")
    empty = _("my_work_newsletter_none", default="No issue is being written.")

    @cached_property
    def place(self):
        """Where the newsletters are; None where there is no such place."""
        return self.site.get(PLACE)

    @property
    def shown(self):
        """Whether the user writes the newsletter."""
        return INewsletterContainer.providedBy(self.place) and bool(
            api.user.has_permission(PUBLISH, obj=self.place)
        )

    @cached_property
    def entries(self):
        """What is due, and what is being written."""
        drafts = self._drafts()
        shown = [{"url": brain.getURL(), "title": brain.Title, "facts": []} for brain in drafts]
        last = choosing.latest()
        if rules.is_due(last and last.effective.asdatetime(), clearances.today()):
            due = {
                "url": self.place.absolute_url(),
                "title": _("my_work_newsletter_due", default="It is time for the next issue"),
                "facts": [self._since(last)],
                "urgent": not drafts and last is not None,
            }
            shown.insert(0, due)
        return shown

    def _drafts(self):
        catalog = api.portal.get_tool("portal_catalog")
        processQueue()
        rids = showing.holding(catalog, "portal_type", (PORTAL_TYPE,))
        rids = showing.being(catalog, sorted(rids, reverse=True), "review_state", (DRAFT,))
        latest = showing.latest_first(catalog, showing.shown(catalog, rids), "created")
        return [catalog._catalog[rid] for rid in reversed(latest)]

    def _since(self, last):
        if last is None:
            return _("newsletter_never", default="none was sent yet")
        day = moments.said(last.effective)
        return _("newsletter_last", default="the last one was sent on ${day}", mapping={"day": day})
