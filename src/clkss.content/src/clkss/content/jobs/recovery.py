"""Jobs of transactions that a crash undid, and jobs that nobody does."""

from clkss.content import relational
from clkss.content.jobs import rules
from clkss.content.jobs.rules import State
from clkss.content.jobs.tables import jobs
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

import time


#: Seconds after which a job that is due and not begun points to a missing worker.
LATE = 900


def put_right(connection, kind, tokens):
    """Cancel jobs whose request did not happen; have undone ones done again.

    :param connection: connection to write with.
    :param kind: the kind of store; only the facts are ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind != "facts":
        return
    # "Done" committed here, but what was done is not in the ZODB.
    connection.execute(
        update(jobs)
        .where(jobs.c.ended_by.in_(tokens))
        .values(
            state=State.WAITING,
            due=time.time(),
            attempt=jobs.c.attempt - 1,
            ended=None,
            ended_by="",
            progress=0,
        )
    )
    connection.execute(
        update(jobs)
        .where(jobs.c.added_by.in_(tokens), jobs.c.state.not_in(sorted(rules.FINAL)))
        .values(state=State.CANCELLED, reason="what asked for it was not saved", ended=time.time())
    )


def verify(site):
    """Tell of jobs that nobody does.

    :param site: the site root.
    :returns: list of problems.
    """
    before = time.time() - LATE
    conditions = {
        "due for a quarter of an hour and not begun": (
            (jobs.c.state == State.WAITING) & (jobs.c.due < before)
        ),
        "left by a worker that died": ((jobs.c.state == State.RUNNING) & (jobs.c.lease < before)),
    }
    problems = []
    with relational.read() as connection:
        for words, condition in conditions.items():
            count = connection.execute(
                select(func.count()).select_from(jobs).where(condition)
            ).scalar_one()
            if count:
                problems.append(f"jobs: {count} {words}: is the worker running?")
    return problems
