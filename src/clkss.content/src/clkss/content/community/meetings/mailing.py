"""What was told by mail, and who wants no mails about meetings: rows with no other home."""

from clkss.content import relational
from clkss.content.community.meetings import rules
from clkss.content.community.meetings.tables import actions
from clkss.content.community.meetings.tables import meetings
from clkss.content.community.meetings.tables import stopped
from clkss.content.community.meetings.tables import told
from clkss.content.community.rooms.rules import DRAFT
from clkss.content.notices.silence import Silence
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import select


silent = Silence(stopped)
"""Who wants no mails about meetings."""


def tomorrows(today):
    """List UIDs of the shared and planned meetings of the next day.

    :param today: the day.
    """
    query = select(meetings.c.meeting).where(
        meetings.c.day == rules.eve(today),
        meetings.c.life == rules.PLANNED,
        meetings.c.state != DRAFT,
    )
    with relational.read() as connection:
        return sorted(connection.execute(query).scalars())


def untold(today):
    """List open actions of shared meetings of which their owner was not told yet.

    :param today: the day.
    :returns: pairs of what is to be told, given or overdue, and rows of actions.
    """
    return [
        *((rules.GIVEN, row) for row in _untold(rules.GIVEN, True)),
        *(
            (rules.OVERDUE, row)
            for row in _untold(
                rules.OVERDUE, and_(actions.c.due != "", actions.c.due < today.isoformat())
            )
        ),
    ]


def _untold(what, condition):
    there = exists().where(
        told.c.meeting == actions.c.meeting,
        told.c.action == actions.c.action,
        told.c.member == actions.c.owner,
        told.c.what == what,
    )
    query = (
        select(actions)
        .join(meetings, meetings.c.meeting == actions.c.meeting)
        .where(
            actions.c.done == "",
            actions.c.owner != "",
            meetings.c.state != DRAFT,
            condition,
            ~there,
        )
        .order_by(actions.c.owner, actions.c.meeting, actions.c.action)
    )
    with relational.read() as connection:
        return connection.execute(query).all()


def note_told(pairs):
    """Note that people are told, with the current transaction.

    :param pairs: some of what :func:`untold` gave.
    """
    rows = [
        {"meeting": row.meeting, "action": row.action, "member": row.owner, "what": what}
        for what, row in pairs
    ]
    if rows:
        relational.queue(
            lambda connection: connection.execute(
                relational.insert(connection, told).on_conflict_do_nothing(), rows
            )
        )


def forget(member):
    """Drop what was told to somebody, and what they chose, with the current transaction.

    :param member: the account.
    """

    def write(connection):
        for table in (told, stopped):
            connection.execute(delete(table).where(table.c.member == member))

    relational.queue(write)
