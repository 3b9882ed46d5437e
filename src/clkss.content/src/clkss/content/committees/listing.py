"""All committees, from the nation down, without waking one."""

from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from plone import api
from Products.Five.browser import BrowserView


MOST = 100
"""Committees of a level that are listed; of more, the pages of those above lead on."""


class Listing(BrowserView):
    """The folder of committees as a ladder of levels."""

    def sections(self):
        """Return the levels that have a committee, the highest first.

        :returns: a list of ``{"level", "title", "count", "items"}``; items are
            ``{"url", "title"}`` by title, at most :data:`MOST`.
        """
        levels = {level: [] for level in reversed(territories.COMMITTEE_LEVELS)}
        for brain in api.content.find(portal_type="Committee", sort_on="sortable_title"):
            code = brain.getId.partition("-")[0]
            if table.exists(code):
                levels[territories.committee_level(table.level(code))].append(brain)
        return [
            {
                "level": level,
                "title": LEVEL_TITLES[level],
                "count": len(brains),
                "cut": len(brains) > MOST,
                "items": [{"url": brain.getURL(), "title": brain.Title} for brain in brains[:MOST]],
            }
            for level, brains in levels.items()
            if brains
        ]
