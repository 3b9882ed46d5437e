"""Requests and terms in "My work"."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.joining import store
from clkss.content.joining.acting import Actor
from clkss.content.joining.renewing import near_their_end
from clkss.content.review.sections import WorkSection
from functools import cached_property


class Joining(WorkSection):
    """What waits to be vouched for or renewed; one line each, without names."""

    order = 5
    title = _("my_work_joining", default="People who join and go on")
    empty = _("my_work_joining_none", default="Nobody waits.")

    @cached_property
    def actor(self):
        """Who asks."""
        return Actor(self.site)

    @property
    def shown(self):
        """Whether the list concerns the user: only when somebody waits."""
        return self.actor.decides and bool(self.entries)

    @property
    def count(self):
        """How many people wait."""
        return self._requests + self._terms

    @cached_property
    def _requests(self):
        found = store.waiting(store.turns())
        return sum(1 for row in found if self.actor.has_to(row.turn, row.person))

    @cached_property
    def _terms(self):
        today = clearances.today()
        found = near_their_end(today)
        return sum(1 for row in found if self.actor.has_to(row.committee, row.person))

    @property
    def entries(self):
        """The two lines."""
        lines = (
            (
                self._requests,
                "join-requests",
                _("title_join_requests", default="Requests to join"),
            ),
            (self._terms, "renewals", _("title_renewals", default="Terms that end")),
        )
        url = self.site.absolute_url()
        return [
            {
                "url": f"{url}/{path}",
                "title": title,
                "facts": [
                    _(
                        "my_work_joining_count",
                        default="${number} wait",
                        mapping={"number": number},
                    )
                ],
                "urgent": False,
            }
            for number, path, title in lines
            if number
        ]
