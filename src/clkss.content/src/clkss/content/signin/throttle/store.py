"""Counting failures, so that none is lost when two processes count at once."""

from clkss.content import relational
from clkss.content.signin.throttle import rules
from clkss.content.signin.throttle.tables import counts
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

import time


def is_shut(limits):
    """Tell whether a try is refused by any limit.

    :param limits: mapping of digests to limits.
    """
    now = time.time()
    query = select(counts).where(counts.c.what.in_(limits))
    with relational.read() as connection:
        rows = connection.execute(query).all()
    return any(limits[row.what].shut(row.count, row.last, now) for row in rows)


def count(limits):
    """Count a failure, at once and whatever becomes of the request.

    :param limits: mapping of digests to limits.
    :returns: mapping of digests to the failures so far.
    """
    now = time.time()
    with relational.write_now() as connection:
        # Always in the same order, so that two never wait for each other.
        return {what: _add(connection, what, limits[what], now) for what in sorted(limits)}


def take(what, limit):
    """Take one of the tries that are free, before it is known how it ends.

    For what has few possible answers: many tries at the same moment get no more than one after the
    other.

    :param what: digest.
    :param limit: its limit.
    :returns: whether there was one.
    """
    now = time.time()
    with relational.write_now() as connection:
        row = _locked(connection, what)
        if limit.shut(row.count, row.last, now):
            return False
        _add(connection, what, limit, now)
        return True


def clear(*what):
    """Forget failures, at once.

    :param what: digests.
    """
    with relational.write_now() as connection:
        drop(connection, *what)


def drop(connection, *what):
    """Forget failures.

    :param connection: connection to write with.
    :param what: digests.
    """
    connection.execute(delete(counts).where(counts.c.what.in_(what)))


def count_of(what):
    """Return the failures so far.

    :param what: digest.
    """
    with relational.read() as connection:
        query = select(counts.c.count).where(counts.c.what == what)
        return connection.execute(query).scalar() or 0


def forget(site, job):
    """Forget failures after a day: the nightly job.

    :param site: the site root.
    :param job: the job.
    """
    old = time.time() - rules.DAY
    relational.queue(
        lambda connection: connection.execute(delete(counts).where(counts.c.last < old))
    )


def _locked(connection, what):
    """Return a row that nobody else changes until the transaction ends."""
    connection.execute(
        relational.insert(connection, counts)
        .values(what=what, count=0, last=0.0)
        .on_conflict_do_nothing(index_elements=["what"])
    )
    return connection.execute(select(counts).where(counts.c.what == what).with_for_update()).one()


def _add(connection, what, limit, now):
    row = _locked(connection, what)
    total = 1 if limit.over(row.last, now) else row.count + 1
    connection.execute(update(counts).where(counts.c.what == what).values(count=total, last=now))
    return total
