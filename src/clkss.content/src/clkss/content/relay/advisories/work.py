"""Advisories in "My work"."""

from clkss.content import _
from clkss.content.relay.advisories.listing import Received
from clkss.content.relay.advisories.telling import PLACE
from clkss.content.review.sections import WorkSection
from functools import cached_property
from plone import api


class AdvisoriesWaiting(WorkSection):
    """Advisories that one has not read, or to which one's committee has not answered."""

    order = 5
    title = _("my_work_advisories", default="Advisories that wait for you")
    empty = _("my_work_advisories_none", default="No advisory waits for you.")

    @cached_property
    def _received(self):
        if PLACE not in self.site:
            return None
        return Received(self.site[PLACE], api.user.get_current().getId())

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return self._received is not None and bool(self._received.held)

    @cached_property
    def entries(self):
        """The advisories, the latest first."""
        return [
            {
                "url": each["url"],
                "title": each["title"],
                "facts": [each["issuer"], *self._when(each)],
                "urgent": each["late"],
            }
            for each in self._received.waiting
        ]

    def _when(self, each):
        if each["unanswered"] and each["deadline"]:
            return [
                _(
                    "text_answer_by",
                    default="answer by ${day}",
                    mapping={"day": each["deadline"]},
                )
            ]
        return []
