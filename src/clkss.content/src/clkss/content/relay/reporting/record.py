"""The committees on record, each since its day. Sub-committees do not report, and are left out."""

from clkss.content import relational
from clkss.content.frame import moments
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.tables import committees
from clkss.content.relay.reporting.writing import upsert
from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update


def day_of(moment):
    """Write the day of a moment by the clock of the Philippines, as 2026-11-26.

    :param moment: see :func:`clkss.content.frame.moments.there`.
    """
    return moments.there(moment).date().isoformat()


def since_of(committee):
    """Say since when a committee is on record: the day on which it was made.

    :param committee: the committee.
    """
    return day_of(committee.created())


def enter(days):
    """Write down which committees are on record, with the current transaction.

    :param days: a mapping of their keys to the days since when.
    """
    rows = [
        {**place._asdict(), "since": since}
        for key, since in days.items()
        if (place := standing(key)) is not None
    ]
    if rows:
        relational.queue(lambda connection: upsert(connection, committees, rows))


def drop(keys):
    """Write down which committees are no longer on record, with the current transaction.

    :param keys: their keys.
    """
    rows = [{"gone": key} for key in keys]
    if rows:
        statement = delete(committees).where(committees.c.key == bindparam("gone"))
        relational.queue(lambda connection: connection.execute(statement, rows))


def date(days):
    """Write down since when committees are on record, where it is not known.

    A committee that was taken off the record meanwhile does not come back.

    :param days: a mapping of their keys to the days.
    """
    rows = [{"which": key, "day": since} for key, since in days.items()]
    if rows:
        where = (committees.c.key == bindparam("which"), committees.c.since == "")
        statement = update(committees).where(*where).values(since=bindparam("day"))
        relational.queue(lambda connection: connection.execute(statement, rows))


def sinces(keys=None):
    """Say since when committees are on record.

    :param keys: their keys; None for all.
    :returns: a mapping of those on record to days; an empty one is not known yet.
    """
    query = select(committees.c.key, committees.c.since)
    if keys is not None:
        query = query.where(committees.c.key.in_(sorted(keys)))
    with relational.read() as connection:
        return dict(connection.execute(query).all())
