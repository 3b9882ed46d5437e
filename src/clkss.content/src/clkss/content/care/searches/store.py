"""Searches in vain as rows: counting, listing, forgetting."""

from clkss.content import relational
from clkss.content.care.searches import counted
from clkss.content.care.searches.tables import misses
from clkss.content.care.use.buffer import Gathered
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from typing import NamedTuple


class Miss(NamedTuple):
    """Something that was looked for in vain.

    :param words: the words.
    :param count: how often.
    :param last: ISO date of the last time.
    """

    words: str
    count: int
    last: str


def _write(connection, counts):
    for (digest, words, day), number in counts.items():
        known = words if number >= counted.FEWEST else ""
        row = relational.insert(connection, misses).values(
            digest=digest, words=known, count=number, last=day
        )
        connection.execute(
            row.on_conflict_do_update(
                index_elements=["digest"],
                set_={"words": words, "count": misses.c["count"] + number, "last": day},
            )
        )


gathered = Gathered(_write)
"""What was looked for in vain and is not written yet."""

_SHOWN = and_(misses.c["count"] >= counted.FEWEST, misses.c.words != "")


def latest(first: int = 0, most: int = 50) -> list[Miss]:
    """List what was looked for in vain, the most wanted first.

    :param first: how many to pass over.
    :param most: how many to list.
    """
    columns = (misses.c.words, misses.c["count"], misses.c.last)
    query = (
        select(*columns)
        .where(_SHOWN)
        .order_by(misses.c["count"].desc(), misses.c.last.desc(), misses.c.words)
        .offset(first)
        .limit(most)
    )
    with relational.read() as connection:
        return [Miss(*row) for row in connection.execute(query)]


def total() -> int:
    """Count what was looked for in vain."""
    query = select(func.count()).select_from(misses).where(_SHOWN)
    with relational.read() as connection:
        return connection.execute(query).scalar_one()


def forget(connection, once: str, often: str):
    """Forget what nobody has looked for since.

    :param connection: connection to write with.
    :param once: ISO date before which what came once goes.
    :param often: ISO date before which everything goes.
    """
    single = and_(misses.c["count"] < counted.FEWEST, misses.c.last < once)
    connection.execute(delete(misses).where(or_(single, misses.c.last < often)))
