"""Saved searches as rows, and what was told of them."""

from clkss.content import relational
from clkss.content.following import rules
from clkss.content.following.tables import appeared
from clkss.content.following.tables import searches
from clkss.content.following.tables import told
from clkss.content.relational import StoreBusy
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

import time


# What members save


def save(member, name, query, rhythm, language, site_url, known):
    """Save a search with the current transaction; the same one again only changes it.

    :param member: user id.
    :param name: how the member calls it.
    :param query: the parameters of its address.
    :param rhythm: how often the member is told.
    :param language: the language in which the member reads.
    :param site_url: address of the site as the member knows it.
    :param known: UIDs that the member has just seen in it.
    """
    id = rules.search_id(member, query)
    values = {
        "name": name,
        "rhythm": rhythm,
        "paused": False,
        "language": language,
        "site_url": site_url,
    }

    def write(connection):
        now = time.time()
        row = {"id": id, "member": member, "query": query, "since": now, **values}
        connection.execute(
            relational.insert(connection, searches)
            .values(row)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )
        _know(connection, id, known, now)

    relational.queue(write)


def change(member, search, **values):
    """Change a member's search with the current transaction; somebody else's stays as it is.

    :param member: user id.
    :param search: id of the search.
    :param values: ``name``, ``rhythm`` or ``paused``.
    """
    changed = update(searches).where(searches.c.id == search, searches.c.member == member)
    relational.queue(lambda connection: connection.execute(changed.values(**values)))


def go_on(member, search, known):
    """Let a search go on after a pause, with the current transaction; what came meanwhile is old.

    :param member: user id.
    :param search: id of the search.
    :param known: UIDs that the member could see in it by now.
    """

    def write(connection):
        now = time.time()
        done = connection.execute(
            update(searches)
            .where(searches.c.id == search, searches.c.member == member)
            .values(paused=False, since=now)
        )
        if done.rowcount:
            _know(connection, search, known, now)

    relational.queue(write)


def drop(member, search=None):
    """Drop a member's search, or all of them, with the current transaction.

    :param member: user id.
    :param search: id of the search.
    """
    mine = searches.c.member == member
    if search is not None:
        mine &= searches.c.id == search

    def write(connection):
        connection.execute(delete(told).where(told.c.search.in_(select(searches.c.id).where(mine))))
        connection.execute(delete(searches).where(mine))

    relational.queue(write)


def of_member(member):
    """Read the searches of a member, by name.

    :param member: user id.
    """
    query = select(searches).where(searches.c.member == member)
    with relational.read() as connection:
        return connection.execute(query.order_by(searches.c.name, searches.c.id)).all()


def members(rhythm):
    """Name the members who want to be told in a rhythm.

    :param rhythm: one of :data:`clkss.content.notices.rules.RHYTHMS`.
    """
    query = select(searches.c.member).where(searches.c.rhythm == rhythm, ~searches.c.paused)
    with relational.read() as connection:
        return set(connection.execute(query.distinct()).scalars())


# What appears, and what was told


def note_appeared(items):
    """Note with the current transaction that items are published; what was so before stays.

    :param items: UIDs.
    """
    items = sorted(set(items))

    def write(connection):
        now = time.time()
        statement = relational.insert(connection, appeared).on_conflict_do_nothing(
            index_elements=["item"]
        )
        connection.execute(statement, [{"item": item, "at": now} for item in items])

    if items:
        relational.queue(write)


def appeared_since(at):
    """Say what was published, and when.

    :param at: seconds since the epoch.
    :returns: moments by UID.
    """
    with relational.read() as connection:
        rows = connection.execute(select(appeared).where(appeared.c.at > at)).all()
    return {row.item: row.at for row in rows}


def told_of(search):
    """Name what was told of a search.

    :param search: its id.
    """
    query = select(told.c.item).where(told.c.search == search)
    with relational.read() as connection:
        return set(connection.execute(query).scalars())


def tell(search, items):
    """Note with the current transaction that items are told.

    :param search: id of the search.
    :param items: UIDs.
    :raises StoreBusy: another transaction tells one of them in this moment; try again.
    """
    items = sorted(items)

    def write(connection):
        now = time.time()
        for item in items:
            done = connection.execute(
                relational.insert(connection, told)
                .values(search=search, item=item, at=now)
                .on_conflict_do_nothing(index_elements=["search", "item"])
            )
            if not done.rowcount:
                raise StoreBusy("another job tells the same")

    if items:
        relational.queue(write)


def _know(connection, search, items, now):
    for item in sorted(items):
        connection.execute(
            relational.insert(connection, told)
            .values(search=search, item=item, at=now)
            .on_conflict_do_nothing(index_elements=["search", "item"])
        )


def forget(connection, now):
    """Forget what is new to nobody any more.

    :param connection: connection to write with.
    :param now: seconds since the epoch.
    """
    old = now - rules.WINDOW - rules.DAY
    connection.execute(delete(appeared).where(appeared.c.at < old))
    connection.execute(delete(told).where(told.c.at < old - rules.WINDOW))
