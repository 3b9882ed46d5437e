"""Marks as rows."""

from clkss.content import relational
from clkss.content.care.marks import rules
from clkss.content.care.marks.tables import marks
from collections.abc import Iterable
from collections.abc import Mapping
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select


MOST_OF_ONE = 20
"""Items with the same mark beyond which the mark says nothing."""


def keep(connection, found: Mapping[str, Iterable[tuple[str, str]]]):
    """Keep the marks of items, instead of those they had.

    :param connection: connection to write with.
    :param found: pairs of kind and mark by the UIDs of items.
    """
    if not found:
        return
    connection.execute(delete(marks).where(marks.c.item.in_(sorted(found))))
    rows = [
        {"item": item, "kind": kind, "mark": mark}
        for item, pairs in found.items()
        for kind, mark in dict.fromkeys(pairs)
    ]
    if rows:
        connection.execute(marks.insert(), rows)


def marked(kind: str, mark: str) -> set[str]:
    """Name the items with a mark.

    :param kind: kind of the mark.
    :param mark: the mark.
    """
    query = select(marks.c.item).where(marks.c.kind == kind, marks.c.mark == mark)
    with relational.read() as connection:
        return set(connection.execute(query).scalars())


def shared() -> dict[str, list[str]]:
    """Give the marks that several items have although only one should, with the items."""
    several = (
        select(marks.c.mark)
        .where(marks.c.kind == rules.SAME)
        .group_by(marks.c.mark)
        .having(func.count() > 1, func.count() <= MOST_OF_ONE)
    )
    query = (
        select(marks.c.mark, marks.c.item)
        .where(marks.c.kind == rules.SAME, marks.c.mark.in_(several))
        .order_by(marks.c.mark, marks.c.item)
    )
    found = {}
    with relational.read() as connection:
        for mark, item in connection.execute(query):
            found.setdefault(mark, []).append(item)
    return found


def drop(connection, item: str):
    """Forget the marks of an item that is gone.

    :param connection: connection to write with.
    :param item: its UID.
    """
    connection.execute(delete(marks).where(marks.c.item == item))
