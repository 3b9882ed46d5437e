"""Which committees are on record, by place and level: asked of the catalog, waking none.

The catalog keeps the level of a committee as its kind (``kinds``), its place and all that this lies
in as its places (``territories``).
"""

from AccessControl import getSecurityManager
from clkss.content.committees import content
from clkss.content.committees import rules
from clkss.content.frame import showing
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from functools import cached_property
from itertools import islice
from plone import api
from Products.CMFCore.indexing import processQueue


AFTER_HYPHEN = "."
"""The character that follows the hyphen: between both stand the keys of sub-committees."""

OF_PLACE = "place"
"""Ending of what the catalog keeps of committees that are no sub-committees."""

LEVELS = tuple(reversed(territories.COMMITTEE_LEVELS))
"""The levels, the highest first."""


def level_tokens(level, is_sub):
    """Give what the catalog keeps of the level of a committee.

    :param level: one of the committee levels.
    :param is_sub: whether it is a sub-committee.
    :returns: what all of the level have; for those of the places themselves one more.
    """
    token = f"{content.PORTAL_TYPE}:{level}"
    return (token,) if is_sub else (token, f"{token}:{OF_PLACE}")


def found(level=None, within=None, subs=True, **options):
    """Find the committees that the reader may see.

    :param level: only those of this level.
    :param within: only those of this place and of what lies in it.
    :param subs: with the sub-committees; leaving them out needs a level.
    :param options: further words for the catalog.
    :returns: records of the catalog.
    """
    query = {"portal_type": content.PORTAL_TYPE, **options}
    if level is not None:
        query["kinds"] = level_tokens(level, is_sub=subs)[-1]
    if within is not None:
        query["territories"] = within
    return api.portal.get_tool("portal_catalog").searchResults(**query)


def first(most, level):
    """Give the first committees of a level by title.

    :param most: how many.
    :param level: one of the committee levels.
    :returns: how many there are in all, and the records of the first.
    """
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rids = showing.holding(catalog, "kinds", level_tokens(level, is_sub=True))
    if len(rids) <= most:
        few = showing.by_title(catalog, showing.shown(catalog, rids))
        return len(few), few
    records = found(level, sort_on="sortable_title", sort_limit=most)
    return records.actual_result_count, list(islice(records, most))


def titles(keys):
    """Give the titles of those committees that are on record and that the reader may see.

    :param keys: keys of committees.
    :returns: a mapping of keys to titles.
    """
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rids = showing.holding(catalog, "getId", keys)
    rids = showing.being(catalog, rids, "portal_type", (content.PORTAL_TYPE,))
    records = map(catalog._catalog.__getitem__, showing.shown(catalog, rids))
    return {record.getId: record.Title for record in records}


def subcommittees(key, site=None):
    """Name the sub-committees of a committee.

    :param key: key of the committee.
    :param site: the Plone site; the current one by default.
    :returns: their keys, in their order; none for a sub-committee.
    """
    if rules.split_key(key)[1] is not None:
        return []
    tree = content.home(site)._tree
    if tree is None:
        return []
    return list(tree.keys(f"{key}-", f"{key}{AFTER_HYPHEN}", excludemax=True))


def link(committee):
    """Say how a page leads to a committee.

    :param committee: the committee.
    """
    return {
        "key": committee.getId(),
        "title": committee.title,
        "url": committee.absolute_url(),
    }


class Standing:
    """What is on record for a place: its committee, those around and those below.

    :param site: the Plone site.
    :param code: a living code.
    """

    def __init__(self, site, code):
        self.site = site
        self.code = code
        self.title = table.title(code)
        self.level = territories.committee_level(table.level(code))

    def _get(self, key):
        committee = content.get(key, self.site)
        if committee is None or not getSecurityManager().checkPermission("View", committee):
            return None
        return committee

    @cached_property
    def own(self):
        """The committee of the place; ``None`` where none is on record."""
        return self._get(self.code)

    @cached_property
    def nearest(self):
        """The committee of the nearest place around that has one."""
        around = map(self._get, table.parents(self.code))
        return next((each for each in around if each is not None), None)

    def subs(self):
        """Return the sub-committees."""
        found = map(self._get, subcommittees(self.code, self.site))
        return [each for each in found if each is not None]

    def below(self):
        """Say of each level below how many committees are on record, and of how many places.

        Sub-committees do not count.

        :returns: a list of ``{"level", "count", "places"}``, the highest first.
        """
        below = []
        for level in LEVELS[LEVELS.index(self.level) + 1 :]:
            places = table.count(territories.territory_level(level), self.code)
            if places:
                count = len(found(level, self.code, subs=False))
                below.append({"level": level, "count": count, "places": places})
        return below

    def right_below(self):
        """Part the places right below into those with a committee on record, and the others.

        :returns: two lists of ``{"code", "title", "url"}``; without a committee there is no url.
        """
        codes = table.children(self.code)
        on_record = titles(codes)
        home = content.home(self.site).absolute_url()
        places = [
            {
                "code": code,
                "title": table.get(code).name,
                "url": f"{home}/{code}" if code in on_record else None,
            }
            for code in codes
        ]
        return (
            [place for place in places if place["url"]],
            [place for place in places if not place["url"]],
        )
