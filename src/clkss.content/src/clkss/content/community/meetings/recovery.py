"""The rows of meetings, written with them, and made anew from the ZODB."""

from clkss.content import jobs
from clkss.content.committees.access import current_site
from clkss.content.community.meetings import store
from clkss.content.community.meetings.content import IMeeting
from clkss.content.community.meetings.content import PORTAL_TYPE
from clkss.content.community.meetings.tables import actions
from clkss.content.community.meetings.tables import attendance
from clkss.content.community.meetings.tables import meetings
from sqlalchemy import delete
from sqlalchemy import select


JOB = "community.meetings.mend"
CHUNK = 500
MOST_NAMED = 5


def written(meeting, event):
    """Keep the rows of a meeting that was added or changed.

    :param meeting: the meeting.
    :param event: it was added or changed.
    """
    store.keep(meeting)


def changed(event):
    """Keep the rows of a meeting that was shared or taken back, or in which actions changed.

    :param event: with the meeting; other content of rooms is left alone.
    """
    if IMeeting.providedBy(event.object):
        store.keep(event.object)


def removed(meeting, event):
    """Drop the rows of a meeting that is gone, or whose committee is.

    :param meeting: the meeting.
    :param event: it was removed.
    """
    store.forget(meeting.UID())


def put_right(connection, kind, tokens):
    """Drop the rows of lost transactions, and have them written again from the ZODB.

    :param connection: connection to write with.
    :param kind: the kind of store; only the facts are ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind != "facts":
        return
    query = select(meetings.c.meeting).where(meetings.c.written_by.in_(tokens))
    uids = list(connection.execute(query).scalars())
    if uids:
        for table in (meetings, actions, attendance):
            connection.execute(delete(table).where(table.c.meeting.in_(uids)))
        jobs.schedule_now(connection, JOB, {"uids": uids}, key=tokens[0])


def mend(site, job, uids):
    """Write the rows of some meetings again.

    :param site: the site.
    :param job: the job.
    :param uids: UIDs of meetings; some may never have been.
    :returns: how many there were.
    """
    found = [each for each in map(find, uids) if each is not None]
    for meeting in found:
        store.keep(meeting)
    return len(found)


def rebuild(site):
    """Make all rows anew from the ZODB, with the current transaction.

    :param site: the site.
    :returns: how many meetings there are.
    """
    there = set()
    for meeting in _all(site):
        store.keep(meeting)
        there.add(meeting.UID())
    for uid in store.all_rows().keys() - there:
        store.forget(uid)
    return len(there)


def verify(site):
    """Tell where the rows and the ZODB disagree.

    :param site: the site.
    :returns: list of problems.
    """
    kept = {uid: _plain(rows) for uid, rows in store.all_rows().items()}
    there = {each.UID(): _plain(store.rows_of(each)) for each in _all(site)}
    differing = {uid for uid in {*there, *kept} if there.get(uid) != kept.get(uid)}
    if not differing:
        return []
    named = ", ".join(sorted(differing)[:MOST_NAMED])
    return [f"meetings: rows of {len(differing)} meetings differ from the site ({named})"]


def _plain(rows):
    row, *lists = rows
    return row, *(sorted(map(sorted_items, each)) for each in lists)


def sorted_items(row):
    """Give a row so that it can be compared.

    :param row: a mapping of texts.
    """
    return sorted(row.items())


def find(uid):
    """Find a meeting, whoever asks; None where there is none.

    :param uid: its UID.
    """
    site = current_site()
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid, portal_type=PORTAL_TYPE)
    return brains[0]._unrestrictedGetObject() if len(brains) == 1 else None


def _all(site):
    found = site.portal_catalog.unrestrictedSearchResults(portal_type=PORTAL_TYPE)
    for number, brain in enumerate(found, 1):
        yield brain._unrestrictedGetObject()
        if number % CHUNK == 0:
            site._p_jar.cacheGC()
