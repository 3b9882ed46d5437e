"""Comments as rows: which paragraph each is on."""

from clkss.content import relational
from clkss.content.community.consultations.tables import parts
from clkss.content.community.discussion import rules as discussion
from clkss.content.community.discussion.tables import posts
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select


_THERE = and_(posts.c.thing == parts.c.thing, posts.c.id == parts.c.post)


def note(thing: str, post: int, part: int):
    """Note with the current transaction on which paragraph a comment is.

    :param thing: UID of the consultation.
    :param post: id of the comment.
    :param part: number of the paragraph.
    """
    row = {"thing": thing, "post": post, "part": part}
    relational.queue(lambda connection: connection.execute(parts.insert().values(row)))


def counts(thing: str) -> dict[int, int]:
    """Count the comments that can be read, by paragraph.

    :param thing: UID of the consultation.
    """
    query = (
        select(parts.c.part, func.count())
        .join(posts, _THERE)
        .where(parts.c.thing == thing, posts.c.state == discussion.PUBLISHED)
        .group_by(parts.c.part)
    )
    with relational.read() as connection:
        return dict(connection.execute(query).tuples().all())


def on_part(thing: str, part: int, start: int, size: int) -> list[int]:
    """Name the comments on a paragraph, the oldest first.

    :param thing: UID of the consultation.
    :param part: number of the paragraph.
    :param start: the least id.
    :param size: the most ids.
    """
    query = (
        select(parts.c.post)
        .join(posts, _THERE)
        .where(parts.c.thing == thing, parts.c.part == part, parts.c.post >= start)
        .order_by(parts.c.post)
        .limit(size)
    )
    with relational.read() as connection:
        return list(connection.execute(query).scalars())


def refuse_if_any(thing: str, refusal: Exception):
    """Refuse the running transaction if anybody has commented by the time it commits.

    :param thing: UID of the consultation.
    :param refusal: says why.
    :raises Exception: the refusal, while committing.
    """

    def write(connection):
        query = select(func.count()).where(posts.c.thing == thing)
        if connection.execute(query).scalar_one():
            raise refusal

    relational.queue(write)


def drop(thing: str):
    """Forget on which paragraphs the comments of a consultation were.

    :param thing: UID of the consultation.
    """
    gone = delete(parts).where(parts.c.thing == thing)
    relational.queue(lambda connection: connection.execute(gone))
