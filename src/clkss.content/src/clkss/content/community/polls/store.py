"""Votes as rows: one for each person and poll, replaced while the poll is open."""

from clkss.content import relational
from clkss.content.community.polls.tables import votes
from collections.abc import Iterable
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

import secrets


MOST_AT_ONCE = 500
"""Values in one question to the database."""


def nobody() -> str:
    """Give a name that stands for nobody."""
    return f"-{secrets.token_hex(16)}"


def put(poll: str, voter: str, counts: Iterable[int], is_secret: bool):
    """Write what somebody votes, with the current transaction; the last word counts.

    :param poll: UID of the poll.
    :param voter: user id, or a pseudonym.
    :param counts: votes by option.
    :param is_secret: whether the voter is a pseudonym.
    """
    text = ",".join(str(count) for count in counts)

    def write(connection):
        connection.execute(
            relational.insert(connection, votes)
            .values(poll=poll, voter=voter, votes=text, sealed=not is_secret)
            .on_conflict_do_update(index_elements=["poll", "voter"], set_={"votes": text})
        )

    relational.queue(write)


def read(text: str) -> tuple[int, ...]:
    """Read the votes of a row.

    :param text: as it is stored.
    """
    return tuple(int(count) for count in text.split(","))


def all_of(poll: str) -> list[tuple[str, tuple[int, ...]]]:
    """Give all votes of a poll.

    :param poll: UID of the poll.
    :returns: pairs of voter and votes by option.
    """
    query = select(votes.c.voter, votes.c.votes).where(votes.c.poll == poll)
    with relational.read() as connection:
        rows = connection.execute(query.order_by(votes.c.voter)).all()
    return [(voter, read(text)) for voter, text in rows]


def count(poll: str) -> int:
    """Say how many have voted.

    :param poll: UID of the poll.
    """
    query = select(func.count()).where(votes.c.poll == poll)
    with relational.read() as connection:
        return connection.execute(query).scalar_one()


def of(poll: str, voter: str) -> tuple[int, ...] | None:
    """Give what somebody voted.

    :param poll: UID of the poll.
    :param voter: user id, or a pseudonym.
    """
    query = select(votes.c.votes).where(votes.c.poll == poll, votes.c.voter == voter)
    with relational.read() as connection:
        text = connection.execute(query).scalar_one_or_none()
    return None if text is None else read(text)


def voted(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Name the polls in which somebody voted.

    :param pairs: UIDs of polls, each with what stands for the person there.
    """
    wanted = dict(pairs)
    found = set()
    query = select(votes.c.poll, votes.c.voter)
    with relational.read() as connection:
        for start in range(0, len(wanted), MOST_AT_ONCE):
            some = votes.c.voter.in_(list(wanted.values())[start : start + MOST_AT_ONCE])
            for poll, voter in connection.execute(query.where(some)):
                if wanted.get(poll) == voter:
                    found.add(poll)
    return frozenset(found)


def refuse_if_any(poll: str, refusal: Exception):
    """Refuse the running transaction if anybody has voted by the time it commits.

    :param poll: UID of the poll.
    :param refusal: says why.
    :raises Exception: the refusal, while committing.
    """

    def write(connection):
        query = select(func.count()).where(votes.c.poll == poll)
        if connection.execute(query).scalar_one():
            raise refusal

    relational.queue(write)


def seal(poll: str):
    """Let the votes of a secret poll be nobody's, with the current transaction.

    :param poll: UID of the poll.
    """
    open_rows = (votes.c.poll == poll, votes.c.sealed.is_(False))

    def write(connection):
        for voter in connection.execute(select(votes.c.voter).where(*open_rows)).scalars().all():
            connection.execute(
                update(votes)
                .where(votes.c.poll == poll, votes.c.voter == voter)
                .values(voter=nobody(), sealed=True)
            )

    relational.queue(write)


def unsealed() -> list[str]:
    """Name the secret polls with votes that still can be tied to somebody."""
    query = select(votes.c.poll).where(votes.c.sealed.is_(False)).distinct()
    with relational.read() as connection:
        return list(connection.execute(query).scalars())


def forget_voters(pairs: Iterable[tuple[str, str]]):
    """Let the votes of a person be nobody's, with the current transaction.

    :param pairs: UIDs of polls, each with what stands for the person there.
    """
    pairs = list(pairs)

    def write(connection):
        for poll, voter in pairs:
            connection.execute(
                update(votes)
                .where(votes.c.poll == poll, votes.c.voter == voter)
                .values(voter=nobody(), sealed=True)
            )

    relational.queue(write)


def mine(person: str) -> list[tuple[str, tuple[int, ...]]]:
    """Give the votes of a person in open ballots.

    :param person: user id.
    """
    query = select(votes.c.poll, votes.c.votes).where(votes.c.voter == person)
    with relational.read() as connection:
        return [(poll, read(text)) for poll, text in connection.execute(query)]


def drop(poll: str):
    """Forget all votes of a poll, with the current transaction.

    :param poll: UID of the poll.
    """
    relational.queue(
        lambda connection: connection.execute(delete(votes).where(votes.c.poll == poll))
    )
