"""The job that looks at items that were changed, some hundred at a time."""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.care.gathering.interfaces import IGatherer
from clkss.content.care.gathering.tables import cursors
from clkss.content.review.content import IReviewed
from contextlib import suppress
from DateTime import DateTime
from plone import api
from sqlalchemy import delete
from sqlalchemy import select
from zExceptions import NotFound
from zope.component import getUtilitiesFor


ITEMS = 500
"""Items of one run; those of the same minute are not parted."""

MINUTE = 60
"""The catalog knows when an item was changed by the minute, in seconds."""

OVERLAP = 5 * MINUTE
"""A change may reach the catalog a little after its time."""


def gather(site, job):
    """Look at the items that were changed since the last run.

    :param site: the Plone site.
    :param job: the job.
    :returns: how many were looked at.
    """
    gatherers = dict(getUtilitiesFor(IGatherer))
    name = "+".join(sorted(gatherers))
    start = _moment(name)
    brains, goes_on = _changed(start)
    found = {each: {} for each in gatherers}
    last = start
    for brain in brains:
        last = max(last, brain.modified.timeTime())
        with suppress(KeyError, AttributeError, NotFound):
            item = brain._unrestrictedGetObject()
            if IReviewed.providedBy(item):
                for each, gatherer in gatherers.items():
                    found[each][brain.UID] = gatherer.gather(item)
            item._p_deactivate()

    def write(connection):
        for each, gatherer in gatherers.items():
            gatherer.write(connection, found[each])
        connection.execute(delete(cursors).where(cursors.c.name == name))
        connection.execute(cursors.insert().values(name=name, moment=last))

    relational.queue(write)
    if goes_on:
        jobs.schedule("care.gathering", key=f"from {last}", delay=1)
    return len(brains)


def _moment(name):
    with relational.read() as connection:
        query = select(cursors.c.moment).where(cursors.c.name == name)
        return connection.execute(query).scalar() or 0.0


def _changed(start):
    """Find what was changed since a moment, the oldest first, and say whether there is more."""
    since = DateTime(max(0.0, start - OVERLAP))
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        object_provides=IReviewed.__identifier__,
        modified={"query": since, "range": "min"},
        sort_on="modified",
    )
    brains = []
    last = (start + MINUTE) // MINUTE
    for brain in found:
        minute = brain.modified.timeTime() // MINUTE
        if len(brains) >= ITEMS and minute > last:
            return brains, True
        brains.append(brain)
        last = max(last, minute)
    return brains, False
