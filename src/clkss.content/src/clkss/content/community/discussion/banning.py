"""Bans: until a day, with a reason. Who is banned reads on."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.community.discussion.tables import bans
from sqlalchemy import delete
from sqlalchemy import select

import time


def of(member):
    """Read the ban of somebody, ended or not.

    :param member: user id.
    :returns: the row, or ``None``.
    """
    with relational.read() as connection:
        return connection.execute(select(bans).where(bans.c.member == member)).first()


def listing():
    """Read all bans that have not ended long ago, the longest first."""
    with relational.read() as connection:
        return connection.execute(select(bans).order_by(bans.c.until.desc())).all()


def give(member, until, reason, given_by):
    """Let somebody write no more until a day, with the current transaction.

    :param member: user id.
    :param until: the last day.
    :param reason: why; the member reads it.
    :param given_by: the moderator.
    """
    values = {"until": until, "reason": reason, "given_by": given_by, "at": time.time()}
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, bans)
            .values(member=member, **values)
            .on_conflict_do_update(index_elements=["member"], set_=values)
        )
    )
    audit.record("member.banned", user=member, until=until.isoformat())


def lift(member):
    """Let somebody write again, with the current transaction.

    :param member: user id.
    """
    relational.queue(
        lambda connection: connection.execute(delete(bans).where(bans.c.member == member))
    )
    audit.record("member.ban-lifted", user=member)
