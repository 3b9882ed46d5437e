"""Jobs as rows: adding, claiming, ending."""

from clkss.content import relational
from clkss.content.jobs import rules
from clkss.content.jobs.rules import State
from clkss.content.jobs.tables import jobs
from clkss.content.relational.errors import StoreError
from clkss.content.relational.ledger import unfinished
from dataclasses import dataclass
from dataclasses import field
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

import hashlib
import json
import time


class LeaseLost(StoreError):
    """Another worker has taken the job over: what this one did is dropped."""


@dataclass(frozen=True)
class Job:
    """A job as it was when read.

    Times are seconds since the epoch; ``progress`` is a percentage.
    """

    id: str
    name: str
    actor: str
    state: State
    added: float
    due: float
    attempt: int
    attempts: int
    worker: str
    progress: int
    reason: str
    ended: float | None
    arguments: dict = field(default_factory=dict)
    result: object = None

    def tell(self, percent):
        """Show how far the work is, at once, whatever becomes of the transaction.

        :param percent: 0 to 100.
        """
        with relational.write_now() as connection:
            connection.execute(_held(self).values(progress=max(0, min(100, int(percent)))))


def read(row):
    """Return a row as a ``Job``.

    :param row: of the table ``jobs``.
    """
    names = Job.__dataclass_fields__.keys() - {"arguments", "result", "state"}
    return Job(
        **{name: getattr(row, name) for name in names},
        state=State(row.state),
        arguments=json.loads(row.arguments),
        result=json.loads(row.result),
    )


def id_of(name, key):
    """Return the id of the only job with a name and a key.

    :param name: name of the job.
    :param key: what tells it from others of the name.
    """
    return hashlib.sha256(f"{name}\n{key}".encode()).hexdigest()[:32]


def insert_waiting(connection, values):
    """Add a job unless the same one, by its id, is there already.

    :param connection: connection to write with.
    :param values: of the row, without those that a waiting job has anyway.
    """
    row = {
        "state": State.WAITING,
        "attempt": 0,
        "worker": "",
        "lease": 0.0,
        "progress": 0,
        "reason": "",
        "result": "null",
        "ended_by": "",
    }
    connection.execute(
        relational.insert(connection, jobs)
        .values(row | values)
        .on_conflict_do_nothing(index_elements=["id"])
    )


def find(id):
    """Return a job.

    :param id: its id.
    :returns: ``Job``, or None when there is none.
    """
    with relational.read() as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == id)).first()
    return read(row) if row else None


def claim(worker, now=None):
    """Take the next job that is due, for the length of a lease.

    A job whose transaction the ZODB has not finished is not yet to be had.

    :param worker: name of the worker.
    :param now: seconds since the epoch; the present by default.
    :returns: ``Job``, or None when nothing is due.
    """
    now = time.time() if now is None else now
    token = unfinished["facts"].c.token
    free = or_(
        and_(jobs.c.state == State.WAITING, jobs.c.due <= now),
        and_(jobs.c.state == State.RUNNING, jobs.c.lease <= now),
    )
    next_one = (
        select(jobs)
        .where(free, ~exists().where(token == jobs.c.added_by))
        .order_by(jobs.c.due, jobs.c.added)
        .limit(1)
    )
    # Looking first costs no lock while there is nothing to do.
    with relational.read() as connection:
        if connection.execute(next_one).first() is None:
            return None
    with relational.write_now() as connection:
        row = connection.execute(next_one.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        changed = (
            update(jobs)
            .where(jobs.c.id == row.id)
            .values(
                state=State.RUNNING,
                worker=worker,
                lease=now + rules.LEASE,
                attempt=row.attempt + 1,
                progress=0,
            )
            .returning(jobs)
        )
        return read(connection.execute(changed).one())


def renew(job):
    """Show that the worker lives.

    :param job: the job it works on.
    :returns: False when another worker has taken it over.
    """
    with relational.write_now() as connection:
        lease = time.time() + rules.LEASE
        return bool(connection.execute(_held(job).values(lease=lease)).rowcount)


def end_with_transaction(job, result):
    """End a job in the transaction that did its work.

    :param job: the job.
    :param result: small plain value.
    :raises LeaseLost: at the commit, when another worker has taken it over.
    """
    token = relational.token()
    kept = json.dumps(result)

    def write(connection):
        values = {
            "state": State.DONE,
            "progress": 100,
            "reason": "",
            "result": kept,
            "ended": time.time(),
            "ended_by": token,
        }
        if not connection.execute(_held(job).values(**values)).rowcount:
            raise LeaseLost(LeaseLost.__doc__)

    relational.queue(write)


def fail(job, reason, final=False):
    """Note a failed try, and when to try again.

    :param job: the job.
    :param reason: what to tell people.
    :param final: whether trying again is of no use.
    """
    now = time.time()
    state, due = rules.after_failure(job.attempt, 0 if final else job.attempts, now)
    values = {"state": state, "due": due, "reason": reason}
    if state in rules.FINAL:
        values["ended"] = now
    with relational.write_now() as connection:
        connection.execute(_held(job).values(**values))


def _held(job):
    """Change the row only while this try of this worker holds it."""
    return update(jobs).where(
        jobs.c.id == job.id,
        jobs.c.state == State.RUNNING,
        jobs.c.worker == job.worker,
        jobs.c.attempt == job.attempt,
    )
