"""Use in "My work"."""

from clkss.content import _
from clkss.content.care.use import rules
from clkss.content.care.use import store
from clkss.content.care.use import words
from clkss.content.committees import clearances
from clkss.content.review.sections import WorkSection
from clkss.content.review.workflow import PUBLISHED
from functools import cached_property
from plone import api


MOST_ASKED = 500
"""Items of one author that are asked about, the latest first."""

MOST_SHOWN = 10


class UseOfMine(WorkSection):
    """How what one wrote is used; no object is woken."""

    order = 60
    title = _("my_work_use", default="How mine is used")
    empty = _("my_work_use_none", default="Nothing of yours was read yet.")

    @cached_property
    def _mine(self):
        found = api.portal.get_tool("portal_catalog")(
            Creator=api.user.get_current().getId(),
            review_state=PUBLISHED,
            sort_on="effective",
            sort_order="descending",
            sort_limit=MOST_ASKED,
        )
        return [brain for brain in found[:MOST_ASKED] if isinstance(brain.owner_committee, str)]

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return bool(self._mine)

    @cached_property
    def entries(self):
        """The items that are used most."""
        since = rules.since(clearances.today(), words.DAYS)
        totals = store.totals([brain.UID for brain in self._mine], since)
        used = [(totals[brain.UID], brain) for brain in self._mine if brain.UID in totals]
        used.sort(key=lambda pair: (-pair[0].read, -pair[0].taken, pair[1].Title))
        return [
            {
                "url": f"{brain.getURL()}/view",
                "title": brain.Title,
                "facts": [words.sentence(total)],
            }
            for total, brain in used[:MOST_SHOWN]
        ]
