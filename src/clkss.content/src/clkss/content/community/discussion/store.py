"""Posts as rows: counted, marked as read, taken back."""

from clkss.content import relational
from clkss.content.community.discussion import rules
from clkss.content.community.discussion.tables import bans
from clkss.content.community.discussion.tables import marks
from clkss.content.community.discussion.tables import notices
from clkss.content.community.discussion.tables import posts
from clkss.content.community.discussion.tables import reports
from clkss.content.community.discussion.tables import settings
from collections.abc import Iterable
from sqlalchemy import case
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from typing import NamedTuple


MOST_AT_ONCE = 500
"""Values in one question to the database."""


NOT_SHOWN = tuple(state for state in rules.STATES if state != rules.PUBLISHED)


class Shown(NamedTuple):
    """What can be read of a thing.

    :param count: number of published posts.
    :param last: id of the latest.
    """

    count: int = 0
    last: int = 0


def note_post(thing: str, id: int, author: str, state: str):
    """Note with the current transaction that a post was written.

    :param thing: UID of what it is about.
    :param id: its id.
    :param author: the account; empty where nobody is known.
    :param state: one of :data:`clkss.content.community.discussion.rules.STATES`.
    """
    row = {
        "thing": thing,
        "id": id,
        "author": author,
        "at": rules.moment_of(id),
        "state": state,
        "added_by": relational.token(),
    }
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, posts)
            .values(row)
            .on_conflict_do_update(index_elements=["thing", "id"], set_={"state": state})
        )
    )


def note_state(thing: str, id: int, state: str):
    """Note with the current transaction in which state a post is.

    :param thing: UID of what it is about.
    :param id: its id.
    :param state: its state from now on.
    """
    changed = update(posts).where(posts.c.thing == thing, posts.c.id == id).values(state=state)
    relational.queue(lambda connection: connection.execute(changed))


def note_move(thing: str, ids: Iterable[int], to: str):
    """Note with the current transaction that posts are about another thing now.

    :param thing: UID of what they were about.
    :param ids: their ids.
    :param to: UID of the other.
    """
    ids = sorted(ids)

    def write(connection):
        for start in range(0, len(ids), MOST_AT_ONCE):
            some = ids[start : start + MOST_AT_ONCE]
            for table, id in ((posts, posts.c.id), (reports, reports.c.post)):
                connection.execute(
                    update(table).where(table.c.thing == thing, id.in_(some)).values(thing=to)
                )

    relational.queue(write)


def drop(thing: str, id: int | None = None):
    """Forget a post, or all about a thing, with the current transaction.

    :param thing: UID of the thing.
    :param id: id of a post.
    """

    def write(connection):
        if id is not None:
            connection.execute(delete(posts).where(posts.c.thing == thing, posts.c.id == id))
            for table in (notices, reports):
                connection.execute(delete(table).where(table.c.thing == thing, table.c.post == id))
            return
        for table in (posts, marks, notices, reports):
            connection.execute(delete(table).where(table.c.thing == thing))

    relational.queue(write)


def drop_lost(connection, tokens: Iterable[str]):
    """Forget posts of transactions that did not happen.

    :param connection: connection to write with.
    :param tokens: tokens of the lost transactions.
    """
    connection.execute(delete(posts).where(posts.c.added_by.in_(list(tokens))))


def shown(things: Iterable[str]) -> dict[str, Shown]:
    """Count what can be read.

    :param things: UIDs.
    :returns: by UID; what has no post is left out.
    """
    things = sorted(set(things))
    found = {}
    with relational.read() as connection:
        for start in range(0, len(things), MOST_AT_ONCE):
            query = (
                select(posts.c.thing, func.count(), func.max(posts.c.id))
                .where(
                    posts.c.thing.in_(things[start : start + MOST_AT_ONCE]),
                    posts.c.state == rules.PUBLISHED,
                )
                .group_by(posts.c.thing)
            )
            for thing, count, last in connection.execute(query):
                found[thing] = Shown(count, last)
    return found


def version() -> str:
    """Return what differs whenever anything in any discussion differs that a list shows."""
    published = posts.c.state == rules.PUBLISHED
    with relational.read() as connection:
        last = connection.execute(select(func.max(posts.c.at)).where(published)).scalar_one()
        others = select(posts.c.state, func.count()).where(posts.c.state.in_(NOT_SHOWN))
        counts = connection.execute(others.group_by(posts.c.state)).all()
    return f"{last or 0}." + ".".join(f"{state}{count}" for state, count in sorted(counts))


def written_by(member: str, now: float) -> tuple[int, int]:
    """Count what somebody wrote.

    :param member: user id.
    :param now: seconds since the epoch.
    :returns: the published posts, and all within the last :data:`rules.SPAN` seconds.
    """
    mine = posts.c.author == member
    published = select(func.count()).where(mine, posts.c.state == rules.PUBLISHED)
    recent = select(func.count()).where(mine, posts.c.at > now - rules.SPAN)
    with relational.read() as connection:
        return (
            connection.execute(published).scalar_one(),
            connection.execute(recent).scalar_one(),
        )


def things_of(member: str) -> list[tuple[str, int]]:
    """Name the posts of somebody.

    :param member: user id.
    :returns: pairs of the UID of what it is about and the id.
    """
    query = select(posts.c.thing, posts.c.id).where(posts.c.author == member)
    with relational.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def forget_author(member: str):
    """Let the posts of somebody be nobody's, with the current transaction.

    :param member: user id.
    """
    changed = update(posts).where(posts.c.author == member).values(author="")
    relational.queue(lambda connection: connection.execute(changed))


def waiting(most: int) -> list:
    """Read the posts that wait for a moderator, the oldest first.

    :param most: the most rows.
    """
    query = select(posts).where(posts.c.state == rules.PENDING).order_by(posts.c.at).limit(most)
    with relational.read() as connection:
        return connection.execute(query).all()


def not_shown() -> list:
    """Name the things and ids of the posts that wait, are hidden or were removed."""
    query = select(posts.c.thing, posts.c.id).where(posts.c.state.in_(NOT_SHOWN))
    with relational.read() as connection:
        return connection.execute(query).all()


# What members have read and watch


def mark(member: str, thing: str, seen: int | None = None, how: str | None = None, only_new=False):
    """Note with the current transaction how far a member has read, or whether one watches.

    :param member: user id.
    :param thing: UID.
    :param seen: id of the latest post that was read; an earlier mark is never put back.
    :param how: ``watch``, ``mute`` or nothing.
    :param only_new: leave ``how`` as it is where something was chosen already.
    """
    relational.queue(lambda connection: write_mark(connection, member, thing, seen, how, only_new))


def write_mark(connection, member, thing, seen=None, how=None, only_new=False):
    """Write a mark.

    :param connection: connection to write with; the rest as in :func:`mark`.
    """
    statement = relational.insert(connection, marks).values(
        member=member, thing=thing, seen=seen or 0, how=how or ""
    )
    changed = {}
    if seen is not None:
        greatest = func.greatest if connection.dialect.name == "postgresql" else func.max
        changed["seen"] = greatest(marks.c.seen, statement.excluded.seen)
    if how is not None:
        # Whoever only read has a mark, too, and has chosen nothing.
        chosen = case((marks.c.how == "", statement.excluded.how), else_=marks.c.how)
        changed["how"] = chosen if only_new else how
    if changed:
        statement = statement.on_conflict_do_update(
            index_elements=["member", "thing"], set_=changed
        )
    else:
        statement = statement.on_conflict_do_nothing(index_elements=["member", "thing"])
    connection.execute(statement)


def mark_now(member: str, thing: str, seen: int):
    """Note at once how far a member has read: a receipt, not a change of the site.

    :param member: user id.
    :param thing: UID.
    :param seen: id of the latest post that was read.
    """
    with relational.write_now() as connection:
        write_mark(connection, member, thing, seen)
        connection.execute(
            update(notices)
            .where(
                notices.c.member == member,
                notices.c.thing == thing,
                notices.c.post <= seen,
                ~notices.c.read,
            )
            .values(read=True, told=True)
        )


def marks_of(member: str, things: Iterable[str]) -> dict:
    """Read the marks of a member.

    :param member: user id.
    :param things: UIDs.
    :returns: rows by UID.
    """
    things = sorted(set(things))
    found = {}
    with relational.read() as connection:
        for start in range(0, len(things), MOST_AT_ONCE):
            some = marks.c.thing.in_(things[start : start + MOST_AT_ONCE])
            query = select(marks).where(marks.c.member == member, some)
            found.update({row.thing: row for row in connection.execute(query)})
    return found


def all_marks_of(member: str) -> list:
    """Read all marks of a member.

    :param member: user id.
    """
    with relational.read() as connection:
        return connection.execute(select(marks).where(marks.c.member == member)).all()


def watchers(things: Iterable[str]) -> list[tuple[str, str]]:
    """Name who watches or mutes.

    :param things: UIDs, the nearest first.
    :returns: pairs of member and ``watch`` or ``mute``, in the order of the things.
    """
    things = list(things)
    query = select(marks.c.thing, marks.c.member, marks.c.how).where(
        marks.c.thing.in_(things), marks.c.how != ""
    )
    with relational.read() as connection:
        rows = connection.execute(query).all()
    rows.sort(key=lambda row: (things.index(row.thing), row.member))
    return [(row.member, row.how) for row in rows]


def readers_of(thing: str, post: int) -> set[str]:
    """Name who has read a thing up to a post, or wrote later.

    :param thing: UID.
    :param post: id of the post.
    """
    query = select(marks.c.member).where(marks.c.thing == thing, marks.c.seen >= post)
    with relational.read() as connection:
        return set(connection.execute(query).scalars())


def forget_member(member: str):
    """Forget what a member has read, watches and was told, with the current transaction.

    :param member: user id.
    """

    def write(connection):
        for table in (marks, notices, settings, bans):
            connection.execute(delete(table).where(table.c.member == member))

    relational.queue(write)


def forget(connection, now: float):
    """Forget notices that nobody looks for any more.

    :param connection: connection to write with.
    :param now: seconds since the epoch.
    """
    connection.execute(delete(notices).where(notices.c.at < now - 90 * 24 * 3600))
