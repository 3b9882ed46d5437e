"""The rows of reports, made anew from the ZODB: after a crash, and to see that they agree."""

from clkss.content import jobs
from clkss.content.committees.content import home
from clkss.content.committees.entering.sheet import NAME as COMMITTEES
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.content import IPeriodicReport
from clkss.content.relay.reporting.content import IReportPeriod
from clkss.content.relay.reporting.content import PLACE
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.tables import reports
from sqlalchemy import delete
from sqlalchemy import select


JOB = "relay.reporting.mend"
CHUNK = 500
MOST_NAMED = 5


def put_right(connection, kind, tokens):
    """Drop the rows of lost transactions, and have them written again from the ZODB.

    :param connection: connection to write with.
    :param kind: the kind of store; only the facts are ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind != "facts":
        return
    which = reports.c.written_by.in_(tokens)
    query = select(reports.c.period, reports.c.committee).where(which)
    pairs = [list(pair) for pair in connection.execute(query)]
    if pairs:
        connection.execute(delete(reports).where(which))
        jobs.schedule_now(connection, JOB, {"pairs": pairs}, key=tokens[0])


def mend(site, job, pairs):
    """Write the rows of some reports again.

    :param site: the site.
    :param job: the job.
    :param pairs: lists of the id of a period and the key of a committee.
    :returns: how many there were.
    """
    count = 0
    for id, key in pairs:
        period = telling.find(site, id)
        report = period.get(key) if period is not None else None
        if report is not None:
            acting.keep(report)
            count += 1
    return count


def date(site, job):
    """Write down since when the committees are on record, where the store does not know.

    :param site: the site.
    :param job: the job.
    :returns: of how many committees this was looked up.
    """
    days = _since(site)
    record.date(days)
    return len(days)


def rebuild(site):
    """Make all rows anew from the ZODB, with the current transaction.

    :param site: the site.
    :returns: how many reports there are.
    """
    record.enter(_since(site))
    count = 0
    for period in _periods(site):
        store.keep_period(period)
        for report in _reports(site, period):
            acting.keep(report)
            count += 1
    return count


def verify(site):
    """Tell where the rows and the ZODB disagree.

    :param site: the site.
    :returns: list of problems.
    """
    if PLACE not in site:
        return []
    problems = []
    if differing := {key for key, _day in _since(site).items() ^ record.sinces().items()}:
        problems.append(_problem("committees", differing))
    for period in _periods(site):
        rows = store.all_of(period.getId())
        there = {each.committee: _plain(acting.row_of(each)) for each in _reports(site, period)}
        kept = {key: _plain(row) for key, row in rows.items()}
        differing = {key for key in {*there, *kept} if there.get(key) != kept.get(key)}
        if differing:
            problems.append(_problem(f"reports of {period.getId()}", differing))
    return problems


def _plain(row):
    return {name: value for name, value in row.items() if name != "written_by"}


def _problem(what, keys):
    named = ", ".join(sorted(keys)[:MOST_NAMED])
    return f"reporting: rows of {len(keys)} {what} differ from the site ({named})"


def _since(site):
    """Say of each committee that reports since when it is on record."""
    place = home(site)
    days = {}
    for number, key in enumerate(place.objectIds(ordered=False), 1):
        if standing(key) is not None:
            days[key] = record.since_of(place[key])
        if number % CHUNK == 0:
            site._p_jar.cacheGC()
    return days


def _periods(site):
    place = site.get(PLACE, {})
    return [each for each in place.values() if IReportPeriod.providedBy(each)]


def _reports(site, period):
    for number, key in enumerate(period.objectIds(ordered=False)):
        report = period[key]
        if IPeriodicReport.providedBy(report):
            yield report
        if number % CHUNK == CHUNK - 1:
            site._p_jar.cacheGC()


def recorded(committee, event):
    """Write down that a committee is on record now.

    :param committee: the committee.
    :param event: it was added.
    """
    if event.object is committee:
        record.enter({committee.getId(): record.since_of(committee)})


def unrecorded(committee, event):
    """Write down that a committee is no longer on record.

    :param committee: the committee.
    :param event: it was removed.
    """
    # What a sheet staged and threw away was never on record; another may be under its key.
    if event.object is committee and committee.getId() not in home():
        record.drop([committee.getId()])


def recorded_by_sheet(event):
    """Write down which committees a sheet put on record.

    :param event: a batch was switched on.
    """
    if event.batch.kind == COMMITTEES:
        # What a sheet makes was last changed when it was made; so none need be read again.
        record.enter(
            {
                code: record.day_of(millis / 1000)
                for code, _uid, _id, millis, *_rest in event.batch.items.values()
            }
        )


def unrecorded_by_sheet(event):
    """Write down which committees were taken back with their sheet.

    :param event: a batch was undone.
    """
    if event.batch.kind == COMMITTEES:
        place = home()
        keys = (entry[0] for entry in event.batch.items.values())
        record.drop([key for key in keys if key not in place])
