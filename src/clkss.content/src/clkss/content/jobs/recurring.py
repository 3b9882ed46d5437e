"""Jobs that come again: every hour, every night.

Nobody has to ask for them. While it runs, each worker makes sure that the job of the running
period is there; its id comes from name and period, so that many workers make one job.
"""

from clkss.content import relational
from clkss.content.jobs import rules
from clkss.content.jobs import store
from clkss.content.jobs.interfaces import IRecurring
from clkss.content.jobs.tables import jobs
from dataclasses import dataclass
from sqlalchemy import delete
from sqlalchemy import select
from zope.component import getUtilitiesFor
from zope.interface import implementer

import time


@implementer(IRecurring)
@dataclass(frozen=True)
class Recurring:
    """How often a job comes again.

    :param every: seconds.
    :param offset: seconds into the period, counted in UTC.
    """

    every: int
    offset: int = 0


#: 2 o'clock at night in the Philippines.
NIGHTLY = Recurring(every=24 * 3600, offset=18 * 3600)

HOURLY = Recurring(every=3600)


def ensure(now=None):
    """Make the job of the running period of everything that recurs, unless it is there.

    :param now: seconds since the epoch; the present by default.
    :returns: names of the jobs that were made.
    """
    now = time.time() if now is None else now
    wanted = {}
    for name, recurring in getUtilitiesFor(IRecurring):
        period = rules.period(now, recurring.every, recurring.offset)
        wanted[store.id_of(name, f"period {period}")] = name
    missing = wanted.keys() - _known(wanted)
    if not missing:
        return []
    with relational.write_now() as connection:
        for id in sorted(missing):
            values = {
                "id": id,
                "name": wanted[id],
                "arguments": "{}",
                "actor": "",
                "added": now,
                "due": now,
                "attempts": rules.ATTEMPTS,
                "added_by": "",
            }
            store.insert_waiting(connection, values)
        names = {wanted[id] for id in missing}
        connection.execute(
            delete(jobs).where(
                jobs.c.name.in_(sorted(names)),
                jobs.c.actor == "",
                jobs.c.state.in_(sorted(rules.FINAL)),
                jobs.c.ended < now - rules.KEPT,
            )
        )
    return sorted(names)


def _known(ids):
    if not ids:
        return set()
    with relational.read() as connection:
        query = select(jobs.c.id).where(jobs.c.id.in_(sorted(ids)))
        return set(connection.execute(query).scalars())
