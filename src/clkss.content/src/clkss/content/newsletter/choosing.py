"""What may stand in an issue: what a visitor sees, and what of it is new since the last one."""

from clkss.content.newsletter import rules
from clkss.content.newsletter.content import PORTAL_TYPE
from clkss.content.newsletter.workflow import SENT
from clkss.content.outreach import public
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search import rules as search_rules
from clkss.content.search.rules import KINDS
from collections import Counter
from DateTime import DateTime
from itertools import islice
from plone import api
from typing import NamedTuple


MOST = 600
"""Records that are looked at for one sort of candidates, the latest first."""

MOST_OF_A_KIND = 15
"""Candidates of one sort and kind; older ones are added by their address."""

FIRST_DAYS = 31
"""How far back the first issue looks."""


class Sort(NamedTuple):
    """Candidates of one sort.

    :param name: ``featured``, ``new`` or ``changed``.
    :param brains: records of the catalog.
    :param cut: whether there are more.
    """

    name: str
    brains: list
    cut: bool


def items(uids):
    """Find those of some items that a visitor may see now, in their order.

    :param uids: UIDs.
    :returns: records of the catalog.
    """
    uids = list(uids)
    found = public.knowledge(uids)
    return [found[uid] for uid in uids if uid in found and found[uid].review_state == PUBLISHED]


def latest():
    """Give the record of the last issue that was sent, or None."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        portal_type=PORTAL_TYPE, review_state=SENT, sort_on="effective", sort_order="descending"
    )
    return next(iter(found), None)


def since():
    """Say from when on something is new: since the last issue."""
    last = latest()
    return DateTime() - FIRST_DAYS if last is None else last.effective


def candidates(taken):
    """List what is featured, new or changed since the last issue.

    :param taken: UIDs that are in the issue already.
    :returns: list of :class:`Sort`; each item is in one of them.
    """
    start = since()
    named = set(taken)
    found = []
    for name, query in (
        ("new", {"effective": {"query": start, "range": "min"}, "sort_on": "effective"}),
        ("featured", {"featured": True, "sort_on": "modified"}),
        ("changed", {"modified": {"query": start, "range": "min"}, "sort_on": "modified"}),
    ):
        brains = public.found(
            portal_type=list(KINDS), review_state=PUBLISHED, sort_order="descending", **query
        )
        fresh, kinds, cut = [], Counter(), False
        for brain in islice(brains, MOST):
            if brain.UID in named:
                continue
            kinds[brain.portal_type] += 1
            if kinds[brain.portal_type] > MOST_OF_A_KIND:
                cut = True
                continue
            named.add(brain.UID)
            fresh.append(brain)
        found.append(Sort(name, fresh, cut))
    return found


def by_address(site, text):
    """Find the item that an address means, if a visitor may see it.

    :param site: the site.
    :param text: what was entered.
    :returns: its record of the catalog, or None.
    """
    for meant in rules.paths_of(text, site.absolute_url()):
        if rules.is_uid(meant):
            return next(iter(items([meant])), None)
        path = "/".join((*site.getPhysicalPath(), meant))
        found = public.found(path={"query": path, "depth": 0}, portal_type=list(KINDS))
        return next((each for each in found if each.review_state == PUBLISHED), None)
    return None


def kind(brain, titles):
    """Say in words what an item is.

    :param brain: its record of the catalog.
    :param titles: :class:`clkss.content.search.titles.Titles`.
    """
    return titles.short(search_rules.KIND, brain.portal_type)
