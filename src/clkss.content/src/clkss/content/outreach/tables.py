"""The register of what was once public: one row for each thing, never taken away again.

A visitor's permission is one half of being public; the other half are the dates from which and to
which a thing is shown. They pass without anybody doing anything, so they are kept with the row and
weighed when somebody asks.
"""

from clkss.content.outreach import rules
from clkss.content.relational import declare
from clkss.content.relational import metadata
from clkss.content.search.rules import KINDS
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice
from sqlalchemy import and_
from sqlalchemy import BigInteger
from sqlalchemy import bindparam
from sqlalchemy import Boolean
from sqlalchemy import case
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import Index
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import true
from sqlalchemy import update
from typing import NamedTuple

import time


CHUNK = 500

SLACK = 1
"""Seconds that a change is dated ahead: whoever asks before it can be seen, and then asks for what
changed since, gets it."""

#: Moments are seconds since 1970; 0 for "opens" and "closes" means never mind.
once_public = Table(
    "once_public",
    metadata["facts"],
    Column("uid", String(32), primary_key=True),
    Column("kind", String(80), nullable=False),
    Column("sets", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("opens", BigInteger, nullable=False),
    Column("closes", BigInteger, nullable=False),
    Column("is_dated", Boolean, nullable=False),
    Column("is_public", Boolean, nullable=False),
    # Tokens of the transactions that wrote it first and last, see relational.ledger.
    Column("first_by", String(32), nullable=False, index=True),
    Column("last_by", String(32), nullable=False, index=True),
    Index("once_public_changed", "is_dated", "changed", "uid"),
)

declare("outreach")

_row = once_public.c


class Shown(NamedTuple):
    """What the register keeps of a thing that a visitor may see.

    :param opens: moment from which it is shown, 0 when it always was.
    :param closes: moment until which it is shown, 0 for ever.
    """

    uid: str
    kind: str
    sets: str
    opens: int
    closes: int


class Past(NamedTuple):
    """A thing with the moments that its own history tells.

    :param since: when a visitor could first see it.
    :param changed: when it was last changed, shown or hidden.
    """

    shown: Shown
    since: int
    changed: int
    is_public: bool


class Standing(NamedTuple):
    """How a thing stands in the register.

    :param is_open: a visitor may see it, its dates aside.
    :param is_dated: it opens or closes by itself.
    """

    is_open: bool
    is_dated: bool


class Entry(NamedTuple):
    """A thing that is or was public, as it stands now.

    :param moment: when it was last changed, shown or hidden.
    :param is_closed: its last day is over, to the second; the catalog knows it to the minute.
    """

    uid: str
    kind: str
    sets: str
    moment: int
    is_closed: bool


def note(connection, shown: Iterable[Shown], hidden: Iterable[str], token: str):
    """Keep what a transaction showed and what it hid.

    :param connection: connection to write with.
    :param shown: things that a visitor may see.
    :param hidden: UIDs of what a visitor may not see, or that is no more.
    :param token: token of the transaction.
    """
    now = int(time.time())
    shown, hidden = list(shown), list(hidden)
    moment = now + SLACK + (len(shown) + len(hidden)) // 1000
    lapsed = [each.uid for each in shown if 0 < each.closes <= now]
    for chunk in _chunks(each for each in shown if not 0 < each.closes <= now):
        _show(connection, chunk, now, moment, token)
    for chunk in _chunks([*hidden, *lapsed]):
        _hide(connection, chunk, now, moment, token)


def _show(connection, chunk, now, moment, token):
    uids = [each.uid for each in chunk]
    known = set(connection.execute(select(_row.uid).where(_row.uid.in_(uids))).scalars())
    values = {each.uid: _values(each, now, moment, token) for each in chunk}
    fresh = [
        {**row, "uid": uid, "first_by": token} for uid, row in values.items() if uid not in known
    ]
    if fresh:
        connection.execute(insert(once_public), fresh)
    again = [
        {f"the_{name}": value for name, value in {**row, "uid": uid}.items()}
        for uid, row in values.items()
        if uid in known
    ]
    if again:
        connection.execute(_again(now), again)


def _again(now):
    names = ("kind", "sets", "changed", "opens", "closes", "is_dated", "is_public", "last_by")
    changes = {name: bindparam(f"the_{name}") for name in names}
    since = case((_row.since > now, bindparam("the_since")), else_=_row.since)
    where = _row.uid == bindparam("the_uid")
    return update(once_public).where(where).values(since=since, **changes)


def _values(shown, now, moment, token):
    opens = shown.opens if shown.opens > now else 0
    return {
        "kind": shown.kind,
        "sets": shown.sets,
        "since": max(now, opens),
        "changed": moment,
        "opens": opens,
        "closes": shown.closes,
        "is_dated": bool(opens or shown.closes),
        "is_public": not opens,
        "last_by": token,
    }


def _hide(connection, chunk, now, moment, token):
    # What was only announced was never seen.
    connection.execute(delete(once_public).where(_row.uid.in_(chunk), _row.since > now))
    connection.execute(
        update(once_public)
        .where(_row.uid.in_(chunk), or_(_row.is_public, _row.is_dated))
        .values(changed=moment, opens=0, closes=0, is_dated=False, is_public=False, last_by=token)
    )


def enter(connection, rows: Iterable[Past], token: str):
    """Enter what the register does not know yet, with moments of its own.

    :param connection: connection to write with.
    :param rows: the things.
    :param token: token of the transaction.
    """
    now = int(time.time())
    for chunk in _chunks(rows):
        uids = [each.shown.uid for each in chunk]
        there = set(connection.execute(select(_row.uid).where(_row.uid.in_(uids))).scalars())
        fresh = [_past(each, now, token) for each in chunk if each.shown.uid not in there]
        if fresh:
            connection.execute(insert(once_public), fresh)


def _past(past, now, token):
    row = _values(past.shown, now, past.changed, token)
    since = max(past.since, past.shown.opens) if past.is_public else past.since
    return {
        **row,
        "uid": past.shown.uid,
        "since": since,
        "is_public": past.is_public and row["is_public"],
        "first_by": token,
    }


def _chunks(items: Iterable) -> Iterator[list]:
    items = iter(items)
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _is_closed(now):
    return and_(_row.closes > 0, _row.closes <= now)


def _moment(now):
    return case(
        (_is_closed(now), _row.closes),
        (and_(_row.opens > 0, _row.opens <= now), _row.opens),
        else_=_row.changed,
    )


def _asked(harvest, now):
    """Two selections: what has no dates is found by an index, the few others are weighed.

    What has no place in a search has none here, either.
    """
    for is_dated, moment in ((False, _row.changed), (True, _moment(now))):
        conditions = [
            _row.is_dated == (true() if is_dated else false()),
            _row.kind.in_(KINDS),
        ]
        if is_dated:
            conditions.append(_row.since <= now)
        if harvest.since is not None:
            conditions.append(moment >= harvest.since)
        if harvest.until is not None:
            conditions.append(moment <= harvest.until)
        if harvest.set:
            conditions.append(_row.sets.contains(rules.pattern(harvest.set), autoescape=True))
        yield moment, conditions


def _entries(moment, now):
    closed = case((_is_closed(now), 1), else_=0)
    return select(_row.uid, _row.kind, _row.sets, moment.label("moment"), closed.label("closed"))


def entries(connection, harvest: rules.Harvest, most: int) -> list[Entry]:
    """Give what is or was public, what changed first first.

    :param connection: connection to read with.
    :param harvest: which of it, and from where on.
    :param most: how many at most.
    """
    now = int(time.time())
    found = []
    for moment, conditions in _asked(harvest, now):
        if harvest.after is not None:
            at, uid = harvest.after
            conditions.append(or_(moment > at, and_(moment == at, _row.uid > uid)))
        query = _entries(moment, now).where(*conditions).order_by(moment, _row.uid).limit(most)
        found += [Entry(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda entry: (entry.moment, entry.uid))[:most]


def count(connection, harvest: rules.Harvest) -> int:
    """Count what a harvest holds from its beginning.

    :param connection: connection to read with.
    :param harvest: which of it.
    """
    now = int(time.time())
    return sum(
        connection.execute(
            select(func.count()).select_from(once_public).where(*conditions)
        ).scalar_one()
        for _moment_of, conditions in _asked(harvest, now)
    )


def entry(connection, uid: str) -> Entry | None:
    """Give one thing that is or was public, or ``None``.

    :param connection: connection to read with.
    :param uid: its UID.
    """
    now = int(time.time())
    query = _entries(_moment(now), now).where(_row.uid == uid, _row.since <= now)
    row = connection.execute(query).first()
    return Entry(*row) if row else None


def earliest(connection) -> int | None:
    """Give the moment before which nothing changed, or ``None``.

    :param connection: connection to read with.
    """
    return connection.execute(select(func.min(_row.changed))).scalar_one()


def known(connection) -> dict[str, Standing]:
    """Tell how everything in the register stands, by UID.

    :param connection: connection to read with.
    """
    query = select(_row.uid, _row.is_public, _row.is_dated)
    return {
        uid: Standing(is_public or is_dated, is_dated)
        for uid, is_public, is_dated in connection.execute(query)
    }
