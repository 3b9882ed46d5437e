"""Mails as rows: asked for, ended, stopped, forgotten."""

from clkss.content import relational
from clkss.content.notices import rules
from clkss.content.notices.rules import State
from clkss.content.notices.tables import mails
from clkss.content.relational import StoreBusy
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

import time


DAY = 24 * 3600


def insert_waiting(connection, values):
    """Add a mail unless the same one, by its id, is there already.

    :param connection: connection to write with.
    :param values: of the row, without those that a waiting mail has anyway.
    """
    row = {"state": State.WAITING, "reason": ""}
    connection.execute(
        relational.insert(connection, mails)
        .values(row | values)
        .on_conflict_do_nothing(index_elements=["id"])
    )


def find(id):
    """Read a mail's row.

    :param id: id of the mail.
    :returns: the row, or None.
    """
    with relational.read() as connection:
        return connection.execute(select(mails).where(mails.c.id == id)).first()


def end(id, state, reason=""):
    """Note what became of a mail, at once: what left the house cannot be called back.

    :param id: id of the mail.
    :param state: a :class:`~clkss.content.notices.rules.State`.
    :param reason: why; no address.
    """
    changed = (
        update(mails)
        .where(mails.c.id == id)
        .values(state=state, reason=reason[:300], ended=time.time())
    )
    try:
        with relational.write_now() as connection:
            connection.execute(changed)
    except StoreBusy:
        relational.queue(lambda connection: connection.execute(changed))


def stop(id):
    """Note with the current transaction that the link in a mail was used; once only.

    :param id: id of the mail.
    :raises StoreBusy: it was used in this moment by somebody else.
    """

    def write(connection):
        unused = (mails.c.id == id) & mails.c.stopped.is_(None)
        done = connection.execute(update(mails).where(unused).values(stopped=time.time()))
        if not done.rowcount:
            raise StoreBusy("the link was used in this moment")

    relational.queue(write)


def drop(recipient):
    """Forget the mails of a recipient with the current transaction.

    :param recipient: ``<kind>:<id>``.
    """
    relational.queue(
        lambda connection: connection.execute(delete(mails).where(mails.c.recipient == recipient))
    )


def forget(connection, now):
    """Forget what need not be known any more.

    :param connection: connection to write with.
    :param now: seconds since the epoch.
    """
    connection.execute(delete(mails).where(mails.c.added < now - rules.KEPT * DAY))


def failed_since(since):
    """Count the mails that could not be sent.

    :param since: seconds since the epoch.
    """
    query = select(func.count()).where(mails.c.state == State.FAILED, mails.c.added >= since)
    with relational.read() as connection:
        return connection.execute(query).scalar_one()
