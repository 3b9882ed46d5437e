"""Notes as rows: leaving, reading, settling, forgetting."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.care import keys
from clkss.content.care.notes import folding
from clkss.content.care.notes import rules
from clkss.content.care.notes.tables import notes
from clkss.content.care.notes.tables import origins
from clkss.content.care.notes.tables import sources
from collections.abc import Iterable
from sqlalchemy import case
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from typing import NamedTuple

import time


DAY = 24 * 3600

MOST_ITEMS = 2_000
"""Items with notes that a list takes into account, the most urgent and then the oldest first."""


class Waiting(NamedTuple):
    """The open notes of one item.

    :param item: UID.
    :param count: how many do not wait aside.
    :param aside: how many wait aside.
    :param urgent: how many say that a child is named.
    :param since: when the oldest came.
    """

    item: str
    count: int
    aside: int
    urgent: int
    since: float


def leave(item: str, kind: str, text: str, mail: str, token: str, address: str, trapped=False):
    """Leave a note with the current transaction.

    :param item: UID of the item.
    :param kind: what is wrong.
    :param text: what the reader says.
    :param mail: an address for an answer, or nothing.
    :param token: the token of the form.
    :param address: the network address it comes from; it is not kept.
    :param trapped: whether the field was filled in that people do not see.
    """
    now = time.time()
    source = keys.digest("note", rules.day_of(now), rules.source_of(address))
    values = {
        "id": rules.note_id(token, item, kind, text),
        "item": item,
        "kind": kind,
        "urgent": rules.is_urgent(kind),
        "text": text,
        "mail": mail,
        "at": now,
        "state": rules.OPEN,
        "comment": "",
        "settled_by": "",
    }

    def write(connection):
        connection.execute(delete(sources).where(sources.c.at < now - rules.SPAN))
        of_all = connection.execute(select(func.count()).select_from(sources)).scalar_one()
        of_source = connection.execute(
            select(func.count()).select_from(sources).where(sources.c.source == source)
        ).scalar_one()
        aside = rules.waits_aside(of_source, of_all, trapped)
        done = connection.execute(
            relational.insert(connection, notes)
            .values(aside=aside, **values)
            .on_conflict_do_nothing(index_elements=["id"])
        )
        if done.rowcount:
            connection.execute(sources.insert().values(source=source, at=now))
        if done.rowcount and aside:
            folding.take_in(connection, values, source)

    relational.queue(write)
    audit.record("note.left", item, kind=kind, note=values["id"])


def _numbers_of_open():
    aside = func.sum(case((notes.c.aside, 1), else_=0))
    urgent = func.sum(case((notes.c.urgent, 1), else_=0))
    pressing = func.max(case((notes.c.urgent & ~notes.c.aside, 1), else_=0))
    only_aside = func.min(case((notes.c.aside, 1), else_=0))
    return (
        select(notes.c.item, func.count(), aside, urgent, func.min(notes.c.at))
        .where(notes.c.state == rules.OPEN)
        .group_by(notes.c.item)
        .order_by(only_aside, pressing.desc(), func.min(notes.c.at))
        .limit(MOST_ITEMS)
    )


OPEN = _numbers_of_open()
"""Asks for the items with open notes; to put the question together costs more than to ask it."""


def waiting(items: Iterable[str] | None = None) -> list[Waiting]:
    """List the items with open notes: where a child is named first, then the oldest.

    :param items: UIDs to ask about; by default all, :data:`MOST_ITEMS` at most.
    """
    query = OPEN
    if items is not None:
        query = query.where(notes.c.item.in_(sorted(items)))
    with relational.read() as connection:
        rows = connection.execute(query).all()
    return [
        Waiting(item, count - aside, aside, urgent, since)
        for item, count, aside, urgent, since in rows
    ]


def of_item(item: str, settled: int = 20) -> tuple[list, list]:
    """Read the notes on an item.

    :param item: its UID.
    :param settled: how many of the settled ones to read.
    :returns: the open ones, those aside last and within both the urgent ones first; and the settled
        ones, the latest first.
    """
    mine = notes.c.item == item
    is_open = notes.c.state == rules.OPEN
    with relational.read() as connection:
        waiting = connection.execute(
            select(notes)
            .where(mine, is_open)
            .order_by(notes.c.aside, notes.c.urgent.desc(), notes.c.at)
            .limit(200)
        ).all()
        done = connection.execute(
            select(notes).where(mine, ~is_open).order_by(notes.c.settled.desc()).limit(settled)
        ).all()
    return waiting, done


def settle(item, note: str, state: str, comment: str, by: str):
    """Settle an open note with the current transaction; what is personal in it goes.

    :param item: the item.
    :param note: id of the note.
    :param state: one of :data:`clkss.content.care.notes.rules.SETTLED`.
    :param comment: what was done about it, for those who look after the item.
    :param by: the account that settles.
    """
    uid = item.UID()

    def write(connection):
        gone = case((notes.c.urgent, ""), else_=notes.c.text)
        connection.execute(
            update(notes)
            .where(notes.c.id == note, notes.c.item == uid, notes.c.state == rules.OPEN)
            .values(
                state=state,
                comment=comment,
                settled=time.time(),
                settled_by=by,
                mail="",
                text=gone,
            )
        )

    relational.queue(write)
    audit.record("note.settled", item, note=note, outcome=state)


def drop(item: str):
    """Drop all notes on an item with the current transaction.

    :param item: its UID.
    """
    relational.queue(
        lambda connection: connection.execute(delete(notes).where(notes.c.item == item))
    )


def forget(connection, now: float):
    """Forget what need not be known any more.

    :param connection: connection to write with.
    :param now: seconds since the epoch.
    """
    settled = notes.c.state != rules.OPEN
    old_text = notes.c.settled < now - rules.TEXT_KEPT * DAY
    connection.execute(update(notes).where(settled, old_text, notes.c.text != "").values(text=""))
    connection.execute(delete(notes).where(settled, notes.c.settled < now - rules.NOTE_KEPT * DAY))
    connection.execute(delete(sources).where(sources.c.at < now - rules.SPAN))
    connection.execute(delete(origins).where(origins.c.at < now - DAY))
