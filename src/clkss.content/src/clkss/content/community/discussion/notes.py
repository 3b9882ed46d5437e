"""Notices as rows: who is told of which post, how often, and what was read."""

from clkss.content import relational
from clkss.content.community.discussion import store
from clkss.content.community.discussion.tables import notices
from clkss.content.community.discussion.tables import settings
from clkss.content.jobs.store import id_of
from clkss.content.notices.rules import DAILY
from clkss.content.notices.rules import RHYTHMS
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update
from typing import NamedTuple

import time


MENTION = "mention"
POST = "post"

NEVER = "never"
CHOICES = (*RHYTHMS, NEVER)
"""How often somebody is told by mail."""

USUAL = DAILY
"""How often somebody is told who has not chosen."""

MOST_SHOWN = 100


class Settings(NamedTuple):
    """How a member is told."""

    rhythm: str = USUAL
    language: str = ""
    site_url: str = ""


def settings_of(member):
    """Read how a member is told.

    :param member: user id.
    """
    query = select(settings.c.rhythm, settings.c.language, settings.c.site_url)
    with relational.read() as connection:
        row = connection.execute(query.where(settings.c.member == member)).first()
    return Settings() if row is None else Settings(*row)


def choose(member, rhythm, language, site_url):
    """Keep how a member wants to be told, with the current transaction.

    :param member: user id.
    :param rhythm: one of :data:`CHOICES`.
    :param language: the language in which the member reads.
    :param site_url: address of the site as the member knows it.
    """
    values = {"rhythm": rhythm, "language": language, "site_url": site_url}
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, settings)
            .values(member=member, **values)
            .on_conflict_do_update(index_elements=["member"], set_=values)
        )
    )


def stop(member):
    """Tell a member by mail no more, with the current transaction.

    :param member: user id.
    """
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, settings)
            .values(member=member, rhythm=NEVER, language="", site_url="")
            .on_conflict_do_update(index_elements=["member"], set_={"rhythm": NEVER})
        )
    )


def add(thing, post, kinds, site_url):
    """Note with the current transaction that members are told of a post; once each.

    :param thing: UID of what it is about.
    :param post: id of the post.
    :param kinds: by member, why.
    :param site_url: address of the site as the author of the post knows it.
    """
    now = time.time()

    def write(connection):
        for member, kind in sorted(kinds.items()):
            row = {
                "id": id_of("discussion.notice", f"{member} {thing} {post}"),
                "member": member,
                "kind": kind,
                "thing": thing,
                "post": post,
                "at": now,
                "told": False,
                "read": False,
            }
            connection.execute(
                relational.insert(connection, notices)
                .values(row)
                .on_conflict_do_nothing(index_elements=["id"])
            )
            # Whoever was here and chose has a language; others know the site as the author does.
            connection.execute(
                relational.insert(connection, settings)
                .values(member=member, rhythm=USUAL, language="", site_url=site_url)
                .on_conflict_do_update(
                    index_elements=["member"],
                    set_={"site_url": site_url},
                    where=settings.c.language == "",
                )
            )

    if kinds:
        relational.queue(write)


def rhythms_of(members):
    """Say how often members are told.

    :param members: user ids.
    :returns: rhythms by user id.
    """
    found = dict.fromkeys(members, USUAL)
    names = sorted(found)
    with relational.read() as connection:
        for start in range(0, len(names), store.MOST_AT_ONCE):
            some = settings.c.member.in_(names[start : start + store.MOST_AT_ONCE])
            query = select(settings.c.member, settings.c.rhythm).where(some)
            found.update(tuple(row) for row in connection.execute(query))
    return found


def members(rhythm):
    """Name the members for whom there is something to tell.

    :param rhythm: how often they want to be told.
    """
    chosen = settings.c.rhythm == rhythm
    if rhythm == USUAL:
        chosen = or_(chosen, settings.c.rhythm.is_(None))
    query = (
        select(notices.c.member)
        .select_from(notices.outerjoin(settings, settings.c.member == notices.c.member))
        .where(~notices.c.told, chosen)
        .distinct()
    )
    with relational.read() as connection:
        return set(connection.execute(query).scalars())


def untold(member):
    """Read what a member was not told of, the oldest first.

    :param member: user id.
    """
    query = select(notices).where(notices.c.member == member, ~notices.c.told)
    with relational.read() as connection:
        return connection.execute(query.order_by(notices.c.at, notices.c.post)).all()


def tell(ids):
    """Note with the current transaction that notices are told.

    :param ids: their ids.
    """
    ids = sorted(ids)

    def write(connection):
        for start in range(0, len(ids), store.MOST_AT_ONCE):
            some = notices.c.id.in_(ids[start : start + store.MOST_AT_ONCE])
            connection.execute(update(notices).where(some).values(told=True))

    if ids:
        relational.queue(write)


def latest(member):
    """Read the notices of a member, the latest first.

    :param member: user id.
    """
    query = select(notices).where(notices.c.member == member)
    with relational.read() as connection:
        return connection.execute(query.order_by(notices.c.at.desc()).limit(MOST_SHOWN)).all()


def count_unread(member):
    """Count the notices that a member has not read.

    :param member: user id.
    """
    query = select(func.count()).where(notices.c.member == member, ~notices.c.read)
    with relational.read() as connection:
        return connection.execute(query).scalar_one()


def read_all(member):
    """Note with the current transaction that a member has read all notices.

    :param member: user id.
    """
    changed = update(notices).where(notices.c.member == member).values(read=True, told=True)
    relational.queue(lambda connection: connection.execute(changed))
