"""Polls and consultations in "My work"."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees.access import chain
from clkss.content.community.consultations import asked
from clkss.content.community.consultations import rules
from clkss.content.community.consultations.content import CONSULTATION
from clkss.content.community.consultations.sections import comment_until
from clkss.content.community.polls.content import POLL
from clkss.content.community.polls.sections import open_until
from clkss.content.community.rooms.closing import is_open
from clkss.content.review import words
from clkss.content.review.sections import WorkSection
from datetime import date
from functools import cached_property
from plone import api


class Asked(WorkSection):
    """Polls that wait for one's vote, and consultations that are open, the soonest first.

    Consultations are those of one's committees and of the committees above them; what others ask
    all committees stands on their pages, and in a country it is much.
    """

    order = 6
    title = _("my_work_asked", default="What committees ask you")
    empty = _("my_work_asked_none", default="No poll or consultation waits for you.")

    @cached_property
    def _keys(self):
        held = clearances.clearances(self.user_id) if self.user_id else []
        return sorted({each.committee for each in held})

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return bool(self._keys)

    @cached_property
    def _items(self):
        if not self._keys:
            return []
        home = "/".join((*self.site.getPhysicalPath(), "committees"))
        own = api.content.find(
            portal_type=POLL,
            path={"query": [f"{home}/{key}" for key in self._keys], "depth": 1},
        )
        above = {link.key for key in self._keys for link in chain(key)}
        others = api.content.find(portal_type=CONSULTATION, owner_committee=sorted(above))
        brains = filter(is_open, (*own, *others))
        waiting = asked.unanswered([brain.getObject() for brain in brains], self.user_id)
        return sorted(waiting, key=lambda item: (item.closes, item.title))

    @cached_property
    def entries(self):
        """What waits, with the last day."""
        return [self._entry(item) for item in self._items]

    def _entry(self, item):
        until = open_until if item.portal_type == POLL else comment_until
        left = (date.fromisoformat(item.closes) - clearances.today()).days
        return {
            "url": item.absolute_url(),
            "title": item.title,
            "facts": [words.committee(item.__parent__.getId()), until(item.closes)],
            "urgent": left <= rules.NOTICE,
        }
