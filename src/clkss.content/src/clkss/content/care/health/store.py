"""What the night found out, as rows."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.care.health.tables import different
from clkss.content.care.health.tables import pairs
from clkss.content.care.health.tables import unread
from collections.abc import Iterable
from sqlalchemy import delete
from sqlalchemy import select
from typing import NamedTuple

import time


class Pair(NamedTuple):
    """Two items that may be the same.

    :param one: UID of the one.
    :param other: UID of the other.
    :param why: ``title``, ``url``, ``identifier`` or ``number``.
    """

    one: str
    other: str
    why: str


class Unread(NamedTuple):
    """A file whose text could not be read.

    :param item: UID of the item that it lies in.
    :param title: title of the file.
    :param note: why.
    """

    item: str
    title: str
    note: str


def keep_pairs(connection, found: Iterable[Pair]):
    """Keep the pairs that were found, instead of those before.

    :param connection: connection to write with.
    :param found: the pairs, each once.
    """
    connection.execute(delete(pairs))
    rows = [pair._asdict() for pair in found]
    if rows:
        connection.execute(pairs.insert(), rows)


def suspected() -> list[Pair]:
    """List the pairs of which nobody said that they are different."""
    is_different = (
        select(different.c.one)
        .where(different.c.one == pairs.c.one, different.c.other == pairs.c.other)
        .exists()
    )
    query = select(pairs).where(~is_different).order_by(pairs.c.why, pairs.c.one, pairs.c.other)
    with relational.read() as connection:
        return [Pair(*row) for row in connection.execute(query)]


def tell_apart(one: str, other: str, by: str):
    """Say with the current transaction that two items are two things.

    :param one: UID of the one.
    :param other: UID of the other.
    :param by: the account that says so.
    """
    one, other = sorted((one, other))
    values = {"one": one, "other": other, "said_by": by, "at": time.time()}

    def write(connection):
        statement = relational.insert(connection, different).values(**values)
        connection.execute(statement.on_conflict_do_nothing(index_elements=["one", "other"]))

    relational.queue(write)
    audit.record("health.told-apart", one, other=other)


def keep_unread(connection, found: Iterable[dict]):
    """Keep the files whose text could not be read, instead of those before.

    :param connection: connection to write with.
    :param found: rows.
    """
    connection.execute(delete(unread))
    rows = list(found)
    if rows:
        connection.execute(unread.insert(), rows)


def unread_files() -> list[Unread]:
    """List the files whose text could not be read."""
    columns = (unread.c.item, unread.c.title, unread.c.note)
    query = select(*columns).order_by(unread.c.title, unread.c.file)
    with relational.read() as connection:
        return [Unread(*row) for row in connection.execute(query)]
