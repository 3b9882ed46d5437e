"""Advisories as rows: to whom they go, receipts, answers."""

from clkss.content import relational
from clkss.content.committees import rules as committees
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories.tables import advisories
from clkss.content.relay.advisories.tables import answers
from clkss.content.relay.advisories.tables import places
from clkss.content.relay.advisories.tables import receipts
from clkss.content.territories import rules as territories
from collections.abc import Iterable
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

import json
import time


MOST = 200
"""Advisories that a list holds, the newest first."""


def bits(words: Iterable[str], order: tuple[str, ...]) -> int:
    """Write words as a sum of powers of two.

    :param words: some of ``order``.
    :param order: all that there are.
    """
    return sum(1 << order.index(word) for word in frozenset(words))


def _row(advisory, state, sent):
    audience = advisory.audience
    functions = audience.functions or committees.FUNCTIONS
    return {
        "id": advisory.getId(),
        "issuer": advisory.owner_committee,
        "levels": bits(audience.levels, territories.COMMITTEE_LEVELS),
        "functions": bits(functions, committees.FUNCTIONS),
        "state": state,
        "sent": sent,
        "deadline": advisory.deadline or "",
        "asks": len(advisory.questions or ()),
    }


def keep(advisory, state, sent):
    """Write to whom an advisory goes, with the current transaction.

    :param advisory: the advisory.
    :param state: sent or withdrawn.
    :param sent: when it was sent, in seconds since the epoch.
    """
    row = _row(advisory, state, sent)
    codes = sorted(advisory.audience.places)

    def write(connection):
        connection.execute(
            relational.insert(connection, advisories)
            .values(row)
            .on_conflict_do_update(index_elements=["id"], set_=row)
        )
        connection.execute(delete(places).where(places.c.advisory == row["id"]))
        connection.execute(places.insert(), [{"advisory": row["id"], "code": c} for c in codes])

    relational.queue(write)


def forget(id):
    """Drop all rows of an advisory, with the current transaction.

    :param id: its id.
    """

    def write(connection):
        connection.execute(delete(advisories).where(advisories.c.id == id))
        for table in (places, receipts, answers):
            connection.execute(delete(table).where(table.c.advisory == id))

    relational.queue(write)


def forget_member(event):
    """Drop the receipts of an account that is removed; answers are the committee's.

    :param event: the account was removed.
    """
    member = event.principal

    def write(connection):
        connection.execute(delete(receipts).where(receipts.c.member == member))
        connection.execute(answers.update().where(answers.c.member == member).values(member=""))

    relational.queue(write)


def addressed_to(held, lineage_of):
    """List the advisories that go to a person, the newest first.

    :param held: the person's clearances.
    :param lineage_of: gives the :class:`.rules.Lineage` of a territory's code, or None.
    :returns: rows of :data:`.tables.advisories`, :data:`MOST` at most.
    """
    ways = []
    for committee, function in {(each.committee, each.function) for each in held}:
        lineage = lineage_of(committee)
        if lineage is None:
            continue
        level = bits([lineage.level], territories.COMMITTEE_LEVELS)
        work = bits([function], committees.FUNCTIONS)
        ways.append(
            and_(
                advisories.c.levels.op("&")(level) != 0,
                advisories.c.functions.op("&")(work) != 0,
                advisories.c.id.in_(
                    select(places.c.advisory).where(places.c.code.in_(lineage.codes))
                ),
            )
        )
    query = (
        select(advisories)
        .where(or_(false(), *ways), advisories.c.state == rules.SENT)
        .order_by(advisories.c.sent.desc(), advisories.c.id)
        .limit(MOST)
    )
    with relational.read() as connection:
        return connection.execute(query).all() if ways else []


def issued_by(keys):
    """List the advisories of committees that were sent, the newest first.

    :param keys: keys of committees.
    """
    query = (
        select(advisories)
        .where(advisories.c.issuer.in_(sorted(keys)))
        .order_by(advisories.c.sent.desc(), advisories.c.id)
        .limit(MOST)
    )
    with relational.read() as connection:
        return connection.execute(query).all()


def one(id):
    """Give the row of an advisory that was sent, or None.

    :param id: its id.
    """
    with relational.read() as connection:
        return connection.execute(select(advisories).where(advisories.c.id == id)).first()


def read_by(member, ids):
    """Name those of some advisories that a person has read.

    :param member: user id.
    :param ids: ids of advisories.
    """
    query = select(receipts.c.advisory).where(
        receipts.c.member == member, receipts.c.advisory.in_(sorted(ids))
    )
    with relational.read() as connection:
        return frozenset(connection.execute(query).scalars())


def answered_for(keys, ids):
    """Name pairs of an advisory and a committee that has answered it.

    :param keys: keys of committees.
    :param ids: ids of advisories.
    """
    query = select(answers.c.advisory, answers.c.committee).where(
        answers.c.committee.in_(sorted(keys)), answers.c.advisory.in_(sorted(ids))
    )
    with relational.read() as connection:
        return frozenset(tuple(row) for row in connection.execute(query))


def note_read(id, keys, member):
    """Write that a person has read an advisory for some committees, with the current transaction.

    :param id: id of the advisory.
    :param keys: keys of committees.
    :param member: user id.
    """
    rows = [{"advisory": id, "committee": key, "member": member, "at": time.time()} for key in keys]

    def write(connection):
        connection.execute(
            relational.insert(connection, receipts).values(rows).on_conflict_do_nothing()
        )

    if rows:
        relational.queue(write)


def has_read(id, keys, member):
    """Say whether a person's receipt is there for all of some committees.

    :param id: id of the advisory.
    :param keys: keys of committees.
    :param member: user id.
    """
    query = select(receipts.c.committee).where(
        receipts.c.advisory == id, receipts.c.member == member
    )
    with relational.read() as connection:
        return frozenset(keys) <= frozenset(connection.execute(query).scalars())


def note_answer(id, key, said, member):
    """Write what a committee answers, with the current transaction; the last answer counts.

    :param id: id of the advisory.
    :param key: key of the committee.
    :param said: list of texts, one for each question.
    :param member: user id of who answers.
    """
    values = {
        "answers": json.dumps(said, ensure_ascii=False),
        "member": member,
        "at": time.time(),
    }

    def write(connection):
        connection.execute(
            relational.insert(connection, answers)
            .values(advisory=id, committee=key, **values)
            .on_conflict_do_update(index_elements=["advisory", "committee"], set_=values)
        )

    relational.queue(write)


def answer_of(id, key):
    """Give the row of a committee's answer, or None.

    :param id: id of the advisory.
    :param key: key of the committee.
    """
    query = select(answers).where(answers.c.advisory == id, answers.c.committee == key)
    with relational.read() as connection:
        return connection.execute(query).first()


def came_back(id):
    """Give all that came back on an advisory.

    :param id: its id.
    :returns: a mapping of committees to how many of their people have read it and when the first
        did, and one of committees to the rows of their answers.
    """
    reading = (
        select(receipts.c.committee, func.count(), func.min(receipts.c.at))
        .where(receipts.c.advisory == id)
        .group_by(receipts.c.committee)
    )
    answering = select(answers).where(answers.c.advisory == id)
    with relational.read() as connection:
        read = {key: (count, first) for key, count, first in connection.execute(reading)}
        said = {row.committee: row for row in connection.execute(answering)}
    return read, said
