"""Subscribers as rows: asking, confirming, stopping, forgetting."""

from clkss.content import relational
from clkss.content.newsletter import rules
from clkss.content.newsletter.tables import members
from clkss.content.newsletter.tables import sources
from clkss.content.newsletter.tables import subscribers
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

import time
import uuid


# Visitors


def is_full(source):
    """Say whether an address of a source is not taken now, because too many come at once.

    :param source: a name of where it comes from.
    """
    recent = sources.c.at >= time.time() - rules.SPAN
    count = select(func.count())
    with relational.read() as connection:
        of_all = connection.execute(count.select_from(sources).where(recent)).scalar_one()
        of_source = connection.execute(
            count.select_from(sources).where(recent, sources.c.source == source)
        ).scalar_one()
        waiting = connection.execute(
            count.select_from(subscribers).where(subscribers.c.confirmed.is_(None))
        ).scalar_one()
    return rules.refuses(of_source, of_all, waiting)


def ask(address, language, site_url, source):
    """Enter an address with the current transaction, to be confirmed; a known one stays.

    :param address: the mail address.
    :param language: the language in which its owner reads.
    :param site_url: address of the site as its owner knows it.
    :param source: a name of where it comes from.
    :returns: id of the subscriber, new or known.
    """
    folded = rules.folded(address)
    known = by_address(folded)
    id = known.id if known is not None else uuid.uuid4().hex
    now = time.time()
    values = {
        "id": id,
        "address": address,
        "folded": folded,
        "language": language,
        "site_url": site_url,
        "asked": now,
    }

    def write(connection):
        connection.execute(delete(sources).where(sources.c.at < now - rules.SPAN))
        connection.execute(sources.insert().values(source=source, at=now))
        connection.execute(
            relational.insert(connection, subscribers)
            .values(values)
            .on_conflict_do_nothing(index_elements=["folded"])
        )
        # Whoever asks again is not erased before the new link ends.
        waiting = (subscribers.c.id == id) & subscribers.c.confirmed.is_(None)
        connection.execute(update(subscribers).where(waiting).values(asked=now))

    relational.queue(write)
    return id


def by_address(folded):
    """Read the row of an address.

    :param folded: the address, folded.
    :returns: the row, or None.
    """
    query = select(subscribers).where(subscribers.c.folded == folded)
    with relational.read() as connection:
        return connection.execute(query).first()


def find(id):
    """Read the row of a subscriber.

    :param id: id of the subscriber.
    :returns: the row, or None.
    """
    with relational.read() as connection:
        return connection.execute(select(subscribers).where(subscribers.c.id == id)).first()


def confirm(id):
    """Note with the current transaction that an address is its owner's.

    :param id: id of the subscriber.
    """
    waiting = (subscribers.c.id == id) & subscribers.c.confirmed.is_(None)
    changed = update(subscribers).where(waiting)
    relational.queue(lambda connection: connection.execute(changed.values(confirmed=time.time())))


def erase(id):
    """Erase an address with the current transaction.

    :param id: id of the subscriber.
    """
    relational.queue(
        lambda connection: connection.execute(delete(subscribers).where(subscribers.c.id == id))
    )


def confirmed():
    """Read all confirmed subscribers, the oldest first."""
    query = select(subscribers).where(subscribers.c.confirmed.is_not(None))
    with relational.read() as connection:
        return connection.execute(query.order_by(subscribers.c.confirmed, subscribers.c.id)).all()


# Members


def follow(member, language, site_url):
    """Have a member get the newsletter, with the current transaction.

    :param member: user id.
    :param language: the language in which the member reads.
    :param site_url: address of the site as the member knows it.
    """
    values = {"language": language, "site_url": site_url}
    row = {"member": member, "since": time.time(), **values}
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, members)
            .values(row)
            .on_conflict_do_update(index_elements=["member"], set_=values)
        )
    )


def leave(member):
    """Let a member get no newsletter any more, with the current transaction.

    :param member: user id.
    """
    relational.queue(
        lambda connection: connection.execute(delete(members).where(members.c.member == member))
    )


def follows(member):
    """Say whether a member gets the newsletter.

    :param member: user id.
    """
    query = select(members.c.member).where(members.c.member == member)
    with relational.read() as connection:
        return connection.execute(query).first() is not None


def following():
    """Read all members who get the newsletter."""
    with relational.read() as connection:
        return connection.execute(select(members).order_by(members.c.member)).all()


def forget(connection, now):
    """Erase addresses that nobody confirmed, and forget where they came from.

    :param connection: connection to write with.
    :param now: seconds since the epoch.
    """
    waiting = subscribers.c.confirmed.is_(None)
    connection.execute(
        delete(subscribers).where(waiting, subscribers.c.asked < now - rules.LINK_GOOD)
    )
    connection.execute(delete(sources).where(sources.c.at < now - rules.SPAN))
