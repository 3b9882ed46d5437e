"""Use in "My work"."""

from clkss.content import _
from clkss.content.care.use import rules
from clkss.content.care.use import store
from clkss.content.care.use import words
from clkss.content.committees import clearances
from clkss.content.frame import showing
from clkss.content.review.sections import WorkSection
from clkss.content.review.workflow import PUBLISHED
from functools import cached_property
from plone import api
from Products.CMFCore.indexing import processQueue


MOST_ASKED = 500
"""Items of one author that are asked about, the latest first."""

MOST_SHOWN = 10


class UseOfMine(WorkSection):
    """How what one wrote is used; no object is woken."""

    order = 60
    title = _("my_work_use", default="How mine is used")
    empty = _("my_work_use_none", default="Nothing of yours was read yet.")

    @cached_property
    def _catalog(self):
        processQueue()
        return api.portal.get_tool("portal_catalog")

    @cached_property
    def _mine(self):
        """Record ids by UID."""
        catalog = self._catalog
        rids = showing.holding(catalog, "Creator", (self.user_id,))
        rids = showing.being(catalog, rids, "review_state", (PUBLISHED,))
        latest = showing.latest_first(catalog, showing.shown(catalog, rids), "effective")
        uids = catalog._catalog.getIndex("UID")._unindex
        owners = catalog._catalog.getIndex("owner_committee")._unindex
        return {uids[rid]: rid for rid in latest[:MOST_ASKED] if owners.get(rid)}

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return bool(self._mine)

    @cached_property
    def entries(self):
        """The items that are used most."""
        since = rules.since(clearances.today(), words.DAYS)
        totals = store.totals(self._mine, since)
        brain = self._catalog._catalog.__getitem__
        used = [(totals[uid], brain(rid)) for uid, rid in self._mine.items() if uid in totals]
        used.sort(key=lambda pair: (-pair[0].read, -pair[0].taken, pair[1].Title))
        return [
            {
                "url": f"{brain.getURL()}/view",
                "title": brain.Title,
                "facts": [words.sentence(total)],
            }
            for total, brain in used[:MOST_SHOWN]
        ]
