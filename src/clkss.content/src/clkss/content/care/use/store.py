"""Use counts as rows: writing, summing, asking."""

from clkss.content import relational
from clkss.content.care.use import rules
from clkss.content.care.use.buffer import Gathered
from clkss.content.care.use.tables import uses
from collections.abc import Iterable
from sqlalchemy import case
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from typing import NamedTuple


COLUMNS = ("item", "day", "kind", "region")


class Total(NamedTuple):
    """How an item was used.

    :param read: how often its page was opened.
    :param taken: how often a file was downloaded.
    :param regions: how many regions its known readers are from.
    """

    read: int = 0
    taken: int = 0
    regions: int = 0


def _write(connection, counts):
    rows = [{**dict(zip(COLUMNS, use, strict=True)), "count": n} for use, n in counts.items()]
    connection.execute(insert(uses), rows)


gathered = Gathered(_write)
"""What was counted and is not written yet."""


def _sum_of(kind):
    return func.sum(case((uses.c.kind == kind, uses.c.count), else_=0))


TOTALS = select(
    uses.c.item,
    _sum_of(rules.READ),
    _sum_of(rules.TAKEN),
    func.count(func.nullif(uses.c.region, rules.UNKNOWN).distinct()),
).group_by(uses.c.item)
"""Sums up the use of each item."""


def totals(items: Iterable[str], since: str) -> dict[str, Total]:
    """Sum up how items were used.

    :param items: UIDs.
    :param since: the first day, as ISO date.
    :returns: by UID; what was never used is left out.
    """
    wanted = sorted(set(items))
    if not wanted:
        return {}
    query = TOTALS.where(uses.c.item.in_(wanted), uses.c.day >= since)
    with relational.read() as connection:
        rows = connection.execute(query).all()
    return {item: Total(int(read), int(taken), regions) for item, read, taken, regions in rows}


def used_since(since: str) -> set[str]:
    """Name the items that were used at all.

    :param since: the first day, as ISO date.
    """
    query = select(uses.c.item).where(uses.c.day >= since).distinct()
    with relational.read() as connection:
        return set(connection.execute(query).scalars())


def first_day() -> str | None:
    """Give the first day of which anything was counted, as ISO date."""
    with relational.read() as connection:
        return connection.execute(select(func.min(uses.c.day))).scalar_one()


def compact(connection) -> int:
    """Sum the rows of one item, day, kind and region into one.

    :param connection: connection to write with.
    :returns: how many rows went.
    """
    columns = [uses.c[name] for name in COLUMNS]
    split = select(*columns).group_by(*columns).having(func.count() > 1)
    gone = 0
    for use in connection.execute(split).all():
        where = [column == value for column, value in zip(columns, use, strict=True)]
        # What was added meanwhile is summed or left: only what went is put back.
        counts = (
            connection.execute(delete(uses).where(*where).returning(uses.c.count)).scalars().all()
        )
        connection.execute(
            insert(uses).values(**dict(zip(COLUMNS, use, strict=True)), count=sum(counts))
        )
        gone += len(counts) - 1
    return gone


def drop(connection, item: str):
    """Drop the counts of an item.

    :param connection: connection to write with.
    :param item: its UID.
    """
    connection.execute(delete(uses).where(uses.c.item == item))
