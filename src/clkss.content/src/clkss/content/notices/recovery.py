"""Mails of transactions that a crash undid, and mails that nobody got."""

from clkss.content.notices import rules
from clkss.content.notices import sending
from clkss.content.notices import store
from clkss.content.notices.interfaces import IGathered
from clkss.content.notices.rules import State
from clkss.content.notices.tables import mails
from sqlalchemy import delete
from zope.component import getUtilitiesFor

import time


LOOK_BACK = 7 * store.DAY


def put_right(connection, kind, tokens):
    """Forget mails whose request did not happen; their jobs are cancelled by the jobs' own room.

    :param connection: connection to write with.
    :param kind: the kind of store; only the facts are ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind != "facts":
        return
    connection.execute(
        delete(mails).where(mails.c.added_by.in_(tokens), mails.c.state == State.WAITING)
    )


def verify(site):
    """Tell of mails that could not be sent.

    :param site: the site root.
    :returns: list of problems.
    """
    problems = []
    failed = store.failed_since(time.time() - LOOK_BACK)
    if failed:
        problems.append(
            f"notices: {failed} mails of the last 7 days were not taken by the mail server: see"
            " the failed jobs, and Site setup, Mail"
        )
    awaited = any(
        source.members(rhythm)
        for _name, source in getUtilitiesFor(IGathered)
        for rhythm in rules.RHYTHMS
    )
    if awaited and not sending.is_ready():
        problems.append(
            "notices: somebody waits for mail, and the site cannot send any: Site setup, Mail"
        )
    return problems
