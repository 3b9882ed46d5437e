"""Meetings as rows: found by day, by who has to do what, by who was there."""

from clkss.content import relational
from clkss.content.community.meetings import rules
from clkss.content.community.meetings.tables import actions
from clkss.content.community.meetings.tables import attendance
from clkss.content.community.meetings.tables import calendars
from clkss.content.community.meetings.tables import meetings
from clkss.content.community.meetings.tables import told
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.rules import DRAFT
from clkss.content.community.rooms.states import state_of
from sqlalchemy import delete
from sqlalchemy import select

import secrets
import time


MOST = 200
"""Actions in a list of "My work"."""

OPEN = (
    select(actions)
    .join(meetings, meetings.c.meeting == actions.c.meeting)
    .where(actions.c.done == "")
    .order_by(actions.c.due == "", actions.c.due, actions.c.meeting, actions.c.action)
    .limit(MOST)
)
"""Asks for actions that are not done, those that are due first."""


def rows_of(meeting):
    """Say a meeting again as rows.

    :param meeting: the meeting.
    :returns: its row, those of its actions, those of who was there.
    """
    uid = meeting.UID()
    committee = committee_of(meeting)
    key = committee.getId() if committee is not None else ""
    row = {
        "meeting": uid,
        "committee": key,
        "day": meeting.day or "",
        "life": meeting.life or rules.PLANNED,
        "state": state_of(meeting),
    }
    to_do = [
        {
            "meeting": uid,
            "action": each["id"],
            "committee": key,
            "owner": each["owner"],
            "due": each["due"],
            "done": each["done"],
        }
        for each in meeting.actions
    ]
    there = [{"meeting": uid, "member": who, "how": how} for who, how in meeting.attendance]
    return row, to_do, there


def keep(meeting):
    """Write the rows of a meeting, with the current transaction.

    :param meeting: the meeting.
    """
    row, to_do, there = rows_of(meeting)
    row["written_by"] = relational.token()

    def write(connection):
        connection.execute(
            relational.insert(connection, meetings)
            .values(row)
            .on_conflict_do_update(index_elements=["meeting"], set_=row)
        )
        for table, rows in ((actions, to_do), (attendance, there)):
            connection.execute(delete(table).where(table.c.meeting == row["meeting"]))
            if rows:
                connection.execute(table.insert(), rows)

    relational.queue(write)


def forget(uid):
    """Drop all rows of a meeting, with the current transaction.

    :param uid: its UID.
    """

    def write(connection):
        for table in (meetings, actions, attendance, told):
            connection.execute(delete(table).where(table.c.meeting == uid))

    relational.queue(write)


def open_of(owner, committees):
    """List what somebody has to do for some committees, in meetings that are shared.

    :param owner: the account.
    :param committees: keys of committees.
    :returns: rows of :data:`.tables.actions`, those that are due first, :data:`MOST` at most.
    """
    return _open(actions.c.owner == owner, committees, shared=True)


def open_in(committees):
    """List what is to be done for some committees.

    :param committees: keys of committees.
    :returns: rows of :data:`.tables.actions`, those that are due first.
    """
    return _open(True, committees)


def _open(condition, committees, shared=False):
    if not committees:
        return []
    query = OPEN.where(condition, actions.c.committee.in_(sorted(committees)))
    if shared:
        query = query.where(meetings.c.state != DRAFT)
    with relational.read() as connection:
        return connection.execute(query).all()


def given_to(owner):
    """List all actions that somebody was given: rows of :data:`.tables.actions`.

    :param owner: the account.
    """
    query = select(actions).where(actions.c.owner == owner)
    with relational.read() as connection:
        return connection.execute(query).all()


def attended_by(member):
    """List where somebody was: rows of :data:`.tables.attendance`.

    :param member: the account.
    """
    query = select(attendance).where(attendance.c.member == member)
    with relational.read() as connection:
        return connection.execute(query).all()


def all_rows():
    """Give all rows that say again what stands in the ZODB, by UID of the meeting.

    :returns: a mapping of UIDs to what :func:`rows_of` gives.
    """
    found = {}
    with relational.read() as connection:
        for row in connection.execute(select(meetings)).mappings():
            plain = {name: value for name, value in row.items() if name != "written_by"}
            found[plain["meeting"]] = (plain, [], [])
        for place, table in ((1, actions), (2, attendance)):
            for row in connection.execute(select(table)).mappings():
                found.setdefault(row["meeting"], ({}, [], []))[place].append(dict(row))
    return found


def calendar_of(member):
    """Give what stands for somebody's calendar; None while it has no address.

    :param member: the account.
    """
    query = select(calendars.c.public).where(calendars.c.member == member)
    with relational.read() as connection:
        return connection.execute(query).scalar()


def new_calendar(member):
    """Give somebody's calendar a new address, with the current transaction; an earlier one ends.

    :param member: the account.
    """
    values = {"public": secrets.token_hex(16), "made": time.time()}
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, calendars)
            .values(member=member, **values)
            .on_conflict_do_update(index_elements=["member"], set_=values)
        )
    )


def end_calendar(member):
    """Take the address of somebody's calendar away, with the current transaction.

    :param member: the account.
    """
    relational.queue(
        lambda connection: connection.execute(delete(calendars).where(calendars.c.member == member))
    )


def holder_of_calendar(keys, token):
    """Give the account whose calendar a token is for; None when it is no longer one.

    :param keys: the secrets that are still accepted.
    :param token: what came with the address.
    """
    public = rules.calendar_of(keys, token)
    if public is None:
        return None
    query = select(calendars.c.member).where(calendars.c.public == public)
    with relational.read() as connection:
        return connection.execute(query).scalar()
