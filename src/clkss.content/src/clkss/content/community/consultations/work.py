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
from clkss.content.frame import showing
from clkss.content.review import words
from clkss.content.review.sections import WorkSection
from datetime import date
from functools import cached_property
from plone import api
from Products.CMFCore.indexing import processQueue


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
        catalog = api.portal.get_tool("portal_catalog")
        processQueue()
        home = "/".join((*self.site.getPhysicalPath(), "committees"))
        paths = [f"{home}/{key}" for key in self._keys]
        own = [rid for path in paths for rid in showing.inside(catalog, path)]
        own = showing.being(catalog, own, "portal_type", (POLL,))
        above = {link.key for key in self._keys for link in chain(key)}
        others = showing.holding(catalog, "portal_type", (CONSULTATION,))
        others = showing.being(catalog, others, "owner_committee", above)
        rids = (*showing.shown(catalog, own, path=paths), *showing.shown(catalog, others))
        brains = filter(is_open, map(catalog._catalog.__getitem__, rids))
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
