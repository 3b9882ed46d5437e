"""My work: what waits for me, from the catalog alone."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees.access import chain
from clkss.content.committees.rules import FUNCTION_PREFIX
from clkss.content.committees.rules import SECRETARY
from clkss.content.frame import moments
from clkss.content.frame import showing
from clkss.content.frame.views import FormView
from clkss.content.review import ladder
from clkss.content.review import ownership
from clkss.content.review import rules
from clkss.content.review import words
from clkss.content.review import workflow
from clkss.content.review.interfaces import IWorkSection
from datetime import timedelta
from functools import cached_property
from plone import api
from Products.CMFCore.indexing import processQueue
from zope.component import getAdapters


LONGEST_LIST = 100

SOON = timedelta(days=90)
"""What is due for re-review within these days is shown beforehand."""


class MyWork(FormView):
    """Lists of what the current user may act on; no object is woken."""

    page_title = _("title_my_work", default="My work")

    @cached_property
    def user_id(self):
        """The account."""
        return getSecurityManager().getUser().getId()

    @cached_property
    def groups(self):
        """The ids of the user's groups; of those that computing gives, only what may act."""
        return [
            group
            for group in getSecurityManager().getUser().getGroups()
            if not group.startswith(FUNCTION_PREFIX)
        ]

    @cached_property
    def drafts(self):
        """My drafts that were not returned."""
        return [brain for brain in self._mine if not brain.returned_because]

    @cached_property
    def returned(self):
        """My drafts that were returned, with the comment."""
        return [brain for brain in self._mine if brain.returned_because]

    @cached_property
    def on_the_way(self):
        """What I wrote and others review now."""
        mine = showing.being(self._catalog, self._in_review, "Creator", (self.user_id,))
        return self._latest(mine)

    @cached_property
    def to_review(self):
        """What waits for my review, by level, the lowest first."""
        if not self.reviews:
            return []
        found = showing.having(self._catalog, self._in_review, "who_may_act", self.groups)
        return self._by_level(self._latest(found))

    @cached_property
    def stuck(self):
        """What waits below for a committee that has no secretary now."""
        above = [f"{rules.ABOVE}{group}" for group in self.groups]
        found = showing.having(self._catalog, self._in_review, "who_may_act", above)
        vacant = {}
        kept = []
        for brain in self._latest(found):
            links = chain(brain.owner_committee)
            turn = rules.turn_in(brain.review_state, links)
            if turn not in vacant:
                vacant[turn] = not ladder.is_staffed(turn)
            if vacant[turn] and brain.review_state != workflow.NATIONAL_REVIEW:
                kept.append(brain)
        return kept

    @cached_property
    def due(self):
        """What is published and due for re-review, or will be soon, for editors."""
        if not self.edits:
            return []
        found = self._catalog(
            review_state=workflow.PUBLISHED,
            who_may_act=self.groups,
            review_due={"query": clearances.today() + SOON, "range": "max"},
            sort_on="review_due",
            sort_order="ascending",
            sort_limit=LONGEST_LIST,
        )
        return list(found[:LONGEST_LIST])

    @cached_property
    def _mine(self):
        mine = showing.holding(self._catalog, "who_may_act", (f"user:{self.user_id}",))
        return self._latest(showing.being(self._catalog, mine, "review_state", (workflow.DRAFT,)))

    @cached_property
    def _catalog(self):
        processQueue()
        return api.portal.get_tool("portal_catalog")

    @cached_property
    def _days(self):
        return {}

    @cached_property
    def _in_review(self):
        return showing.holding(self._catalog, "review_state", workflow.REVIEW_STATES)

    def sections(self):
        """Return the lists in order, the empty ones too, with the words for each."""
        return [
            {
                "id": "returned",
                "title": _("my_work_returned", default="Returned to me"),
                "empty": _("my_work_returned_none", default="Nothing was returned to you."),
                "groups": self._one(self.returned),
                "count": len(self.returned),
            },
            {
                "id": "review",
                "title": _("my_work_review", default="Waiting for my review"),
                "empty": _("my_work_review_none", default="Nothing waits for your review."),
                "groups": self.to_review,
                "count": sum(len(group["brains"]) for group in self.to_review),
                "shown": self.reviews,
            },
            {
                "id": "stuck",
                "title": _("my_work_stuck", default="Waiting below, where nobody reviews"),
                "empty": _("my_work_stuck_none", default="No committee below is without one."),
                "groups": self._one(self.stuck),
                "count": len(self.stuck),
                "shown": bool(self.stuck),
            },
            {
                "id": "drafts",
                "title": _("my_work_drafts", default="My drafts"),
                "empty": _("my_work_drafts_none", default="You have no drafts."),
                "groups": self._one(self.drafts),
                "count": len(self.drafts),
            },
            {
                "id": "way",
                "title": _("my_work_way", default="Mine, with the reviewers"),
                "empty": _("my_work_way_none", default="None of yours is in review."),
                "groups": self._one(self.on_the_way),
                "count": len(self.on_the_way),
            },
            {
                "id": "due",
                "title": _("my_work_due", default="Due for re-review"),
                "empty": _("my_work_due_none", default="Nothing is due within three months."),
                "groups": self._one(self.due),
                "count": len(self.due),
                "shown": self.edits,
            },
        ]

    @cached_property
    def others(self):
        """The lists that other rooms add, as pairs of their place and what to show."""
        return [
            (
                section.order,
                {
                    "id": name,
                    "title": section.title,
                    "empty": section.empty,
                    "groups": [],
                    "entries": section.entries,
                    "count": section.count,
                },
            )
            for name, section in getAdapters((self.context, self.request), IWorkSection)
            if section.shown
        ]

    def shown_sections(self):
        """Return the lists that concern the user's functions, the empty ones last."""
        placed = [
            (10 * number, section)
            for number, section in enumerate(self.sections())
            if section.get("shown", True)
        ]
        placed += self.others
        in_order = sorted(placed, key=lambda pair: (not pair[1]["count"], pair[0]))
        return [section for _place, section in in_order]

    @property
    def reviews(self):
        """Whether the user reviews anything."""
        return self.edits or any(group.endswith(f":{SECRETARY}") for group in self.groups)

    @property
    def edits(self):
        """Whether the user is a national knowledge editor."""
        return rules.EDITORS in self.groups

    @property
    def writes(self):
        """Whether the user writes for a committee."""
        return bool(ownership.choices(self.user_id)) or ownership.is_administrator()

    def state(self, brain):
        """Return the state of a found item in words.

        :param brain: from the catalog.
        """
        return words.STATES.get(brain.review_state, brain.review_state)

    def owner(self, brain):
        """Return the owner committee of a found item in words.

        :param brain: from the catalog.
        """
        return words.committee(brain.owner_committee)

    def day(self, brain):
        """Return when a found item was changed last.

        :param brain: from the catalog.
        """
        day = moments.there(brain.modified).date()
        if day not in self._days:
            self._days[day] = moments.said(brain.modified)
        return self._days[day]

    def due_day(self, brain):
        """Return the day on which a found item is due, or nothing.

        :param brain: from the catalog.
        """
        return brain.review_due.isoformat() if brain.review_due else ""

    def is_long(self, section):
        """Say whether a list was cut.

        :param section: one of :meth:`sections`.
        """
        return section["count"] >= LONGEST_LIST

    def _one(self, items):
        return [{"title": None, "brains": items}] if items else []

    def _by_level(self, found):
        groups = []
        for state in workflow.REVIEW_STATES:
            items = [brain for brain in found if brain.review_state == state]
            if items:
                groups.append({"title": words.STATES[state], "brains": items})
        return groups

    def _latest(self, rids):
        shown = showing.shown(self._catalog, sorted(rids, reverse=True))
        latest = showing.latest_first(self._catalog, shown, "modified")
        return [self._catalog._catalog[rid] for rid in latest[:LONGEST_LIST]]
