"""Links as rows: which items have them, what is due, what asking brought."""

from clkss.content import relational
from clkss.content.care.links import rules
from clkss.content.care.links.tables import links
from clkss.content.care.links.tables import uses
from collections.abc import Iterable
from collections.abc import Mapping
from hashlib import sha256
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from typing import NamedTuple


class Broken(NamedTuple):
    """A broken link of an item.

    :param item: UID of the item.
    :param url: the address.
    :param reason: why, a :class:`clkss.content.care.links.rules.Reason`.
    :param status: the last status.
    :param since: when it failed first.
    """

    item: str
    url: str
    reason: str
    status: int
    since: float


def link_id(url: str) -> str:
    """Give the id of a link.

    :param url: its address in its one form.
    """
    return sha256(url.encode()).hexdigest()[:32]


def keep(connection, found: Mapping[str, Iterable[str]], now: float):
    """Keep which links items have, instead of those they had.

    :param connection: connection to write with.
    :param found: addresses by the UIDs of items.
    :param now: seconds since the epoch.
    """
    if not found:
        return
    connection.execute(delete(uses).where(uses.c.item.in_(sorted(found))))
    addresses = {link_id(url): url for urls in found.values() for url in urls}
    if not addresses:
        return
    rows = [
        {
            "id": id,
            "url": url,
            "host": rules.host_of(url)[:255],
            "checked": 0.0,
            "due": now,
            "outcome": "",
            "reason": "",
            "status": 0,
            "failures": 0,
            "first_failed": 0.0,
        }
        for id, url in sorted(addresses.items())
    ]
    connection.execute(
        relational.insert(connection, links).on_conflict_do_nothing(index_elements=["id"]), rows
    )
    pairs = sorted({(item, link_id(url)) for item, urls in found.items() for url in urls})
    connection.execute(uses.insert(), [{"item": item, "link": link} for item, link in pairs])


def due(now: float, most: int = 500) -> list[tuple[str, str]]:
    """Name the links to ask, the most overdue first; only what an item still has.

    :param now: seconds since the epoch.
    :param most: how many.
    :returns: pairs of id and host.
    """
    is_used = select(uses.c.link).where(uses.c.link == links.c.id).exists()
    query = (
        select(links.c.id, links.c.host)
        .where(links.c.due <= now, is_used)
        .order_by(links.c.due)
        .limit(most)
    )
    with relational.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def asked_since(moment: float) -> set[str]:
    """Name the hosts that were asked since a moment.

    :param moment: seconds since the epoch.
    """
    query = select(links.c.host).where(links.c.checked >= moment).distinct()
    with relational.read() as connection:
        return set(connection.execute(query).scalars())


def read(ids: Iterable[str]) -> list:
    """Read links.

    :param ids: their ids.
    """
    with relational.read() as connection:
        return connection.execute(select(links).where(links.c.id.in_(sorted(ids)))).all()


def items_with(ids: Iterable[str]) -> dict[str, set[str]]:
    """Name the items that have links.

    :param ids: ids of links.
    :returns: UIDs by id.
    """
    query = select(uses.c.link, uses.c.item).where(uses.c.link.in_(sorted(ids)))
    found = {}
    with relational.read() as connection:
        for link, item in connection.execute(query):
            found.setdefault(link, set()).add(item)
    return found


def note(connection, id: str, answer: rules.Answer, now: float):
    """Note what asking brought.

    :param connection: connection to write with.
    :param id: id of the link.
    :param answer: what it brought.
    :param now: seconds since the epoch.
    """
    row = connection.execute(
        select(links.c.failures, links.c.first_failed).where(links.c.id == id)
    ).first()
    if row is None:
        return
    after = rules.follow(rules.History(row.failures, row.first_failed), answer, now)
    connection.execute(
        update(links)
        .where(links.c.id == id)
        .values(
            checked=now,
            due=after.due,
            outcome=answer.outcome,
            reason=answer.reason,
            status=answer.status,
            failures=after.failures,
            first_failed=after.first_failed,
        )
    )


def postpone(connection, ids: Iterable[str], until: float):
    """Ask links later.

    :param connection: connection to write with.
    :param ids: their ids.
    :param until: seconds since the epoch.
    """
    connection.execute(update(links).where(links.c.id.in_(sorted(ids))).values(due=until))


def broken() -> list[Broken]:
    """List the broken links by item, the longest broken first."""
    query = (
        select(uses.c.item, links.c.url, links.c.reason, links.c.status, links.c.first_failed)
        .join(links, links.c.id == uses.c.link)
        .where(
            links.c.failures >= rules.FAILURES,
            links.c.checked - links.c.first_failed >= rules.SPAN,
        )
        .order_by(links.c.first_failed, uses.c.item)
    )
    with relational.read() as connection:
        return [Broken(*row) for row in connection.execute(query)]


def checked_count() -> tuple[int, int]:
    """Count the links that were ever asked, and all."""
    is_used = select(uses.c.link).where(uses.c.link == links.c.id).exists()
    every = select(func.count()).select_from(links).where(is_used)
    with relational.read() as connection:
        total = connection.execute(every).scalar_one()
        asked = connection.execute(every.where(links.c.checked > 0)).scalar_one()
    return asked, total


def drop(connection, item: str):
    """Forget the links of an item that is gone.

    :param connection: connection to write with.
    :param item: its UID.
    """
    connection.execute(delete(uses).where(uses.c.item == item))


def sweep(connection):
    """Forget links that no item has any more.

    :param connection: connection to write with.
    """
    connection.execute(delete(links).where(links.c.id.not_in(select(uses.c.link))))
