"""Reports as rows: who owes one, in which state each is, and what the figures add up to."""

from clkss.content import relational
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.tables import committees
from clkss.content.relay.reporting.tables import FIGURES
from clkss.content.relay.reporting.tables import periods
from clkss.content.relay.reporting.tables import reports
from clkss.content.relay.reporting.writing import upsert
from clkss.content.territories import rules as territories
from collections.abc import Collection
from collections.abc import Iterable
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import true
from typing import NamedTuple


LEVELS = territories.COMMITTEE_LEVELS

SIZE = 50
"""Committees on a page."""


class Asked(NamedTuple):
    """What decides who owes a report of a period.

    :param id: id of the period.
    :param levels: levels that report.
    :param due: the due day, as 2026-11-26.
    """

    id: str
    levels: Collection[str]
    due: str


def asked(period) -> Asked:
    """Say what decides who owes a report of a period.

    :param period: the :class:`.content.ReportPeriod`.
    """
    return Asked(period.getId(), period.levels, period.due.isoformat())


def level_bits(levels: Iterable[str]) -> int:
    """Write levels as a sum of powers of two.

    :param levels: levels of committees.
    """
    return sum(1 << territories.COMMITTEE_LEVELS.index(level) for level in frozenset(levels))


# Writing


def period_row(period):
    """Give what is kept of a period.

    :param period: the :class:`.content.ReportPeriod`.
    """
    return {
        "id": period.getId(),
        "period": period.period,
        "levels": level_bits(period.levels),
        "due": period.due.isoformat(),
        "grace_ends": period.grace_ends.isoformat(),
    }


def keep_period(period):
    """Write a period down, with the current transaction.

    :param period: the :class:`.content.ReportPeriod`.
    """
    row = period_row(period)
    relational.queue(lambda connection: upsert(connection, periods, [row]))


def drop_period(id):
    """Drop a period and all its reports, with the current transaction.

    :param id: its id.
    """

    def write(connection):
        connection.execute(delete(periods).where(periods.c.id == id))
        connection.execute(delete(reports).where(reports.c.period == id))

    relational.queue(write)


def row(period, key, state, is_nil, submitted, reason, figures, token=""):
    """Give what is kept of a report.

    :param period: id of its period.
    :param key: key of its committee.
    :param state: its state.
    :param is_nil: whether there was nothing to report.
    :param submitted: the day on which it was submitted, or nothing.
    :param reason: why it was returned, excused or opened again.
    :param figures: at most :data:`.rules.MOST_FIGURES` whole numbers.
    :param token: token of the transaction that writes.
    """
    place = standing(key)._asdict()
    place["committee"] = place.pop("key")
    place.pop("position")
    padded = [*figures, *([0] * (rules.MOST_FIGURES - len(figures)))]
    return {
        "period": period,
        **place,
        "state": state,
        "is_nil": is_nil,
        "submitted": submitted,
        "reason": reason,
        "written_by": token,
        **{column.name: value for column, value in zip(FIGURES, padded, strict=True)},
    }


def keep(values):
    """Write a report down, with the current transaction.

    :param values: what :func:`row` gave.
    """
    values = {**values, "written_by": relational.token()}
    relational.queue(lambda connection: upsert(connection, reports, [values]))


def drop_report(period, key):
    """Drop the row of a report, with the current transaction.

    :param period: id of its period.
    :param key: key of its committee.
    """
    which = and_(reports.c.period == period, reports.c.committee == key)
    relational.queue(lambda connection: connection.execute(delete(reports).where(which)))


# Reading


def _at(table, key):
    """Say which rows belong to a committee and to what lies in its territory."""
    place = standing(key)
    if place.level == territories.NATIONAL:
        return true()
    if place.level == territories.MUNICIPAL:
        # The parts of Manila lie in a city that is of the municipal level itself.
        return (table.c.city if place.city == key else table.c.municipal) == key
    if place.level == territories.BARANGAY:
        return (table.c.key if table is committees else table.c.committee) == key
    return table.c[place.level] == key


def _joined(asked):
    """Put the report of each committee beside it, where there is one."""
    beside = and_(reports.c.period == asked.id, reports.c.committee == committees.c.key)
    return committees.join(reports, beside, isouter=True)


def _owing(asked, key):
    """Say which committees below one owe a report, as :func:`.rules.owes` does."""
    return and_(
        committees.c.level.in_(sorted(asked.levels)),
        committees.c.key != key,
        _at(committees, key),
        or_(committees.c.since <= asked.due, reports.c.state != rules.DRAFT),
    )


def open_periods(levels, since):
    """List the periods of which a committee of some levels owes a report, the latest first.

    :param levels: levels of committees.
    :param since: due on this day or later, as 2026-11-26.
    """
    query = (
        select(periods)
        .where(periods.c.levels.op("&")(level_bits(levels)) != 0, periods.c.due >= since)
        .order_by(periods.c.due.desc(), periods.c.id)
        .limit(200)
    )
    with relational.read() as connection:
        return connection.execute(query).all()


def due_between(first, last):
    """List the periods that are due on some days.

    :param first: the first day, as 2026-11-26.
    :param last: the last day.
    """
    query = select(periods).where(periods.c.due >= first, periods.c.due <= last)
    with relational.read() as connection:
        return connection.execute(query.order_by(periods.c.id)).all()


def one(period, key):
    """Give the row of a report, or None.

    :param period: id of the period.
    :param key: key of the committee.
    """
    query = select(reports).where(reports.c.period == period, reports.c.committee == key)
    with relational.read() as connection:
        return connection.execute(query).first()


def states(ids, keys):
    """Give the rows of the reports of some committees for some periods.

    :param ids: ids of periods.
    :param keys: keys of committees.
    :returns: a mapping of period and committee to a row.
    """
    query = select(reports).where(
        reports.c.period.in_(sorted(ids)), reports.c.committee.in_(sorted(keys))
    )
    with relational.read() as connection:
        return {(each.period, each.committee): each for each in connection.execute(query)}


def coverage(asked, key):
    """Say from how many committees below one a report has come, and in which states they are.

    Only committees on record count.

    :param asked: the period, as :class:`Asked`.
    :param key: key of the committee above.
    :returns: a :class:`.rules.Coverage` and a mapping of states to numbers.
    """
    with relational.read() as connection:
        return _coverage(connection, asked, key)


def _coverage(connection, asked, key):
    query = (
        select(reports.c.state, func.count())
        .select_from(_joined(asked))
        .where(_owing(asked, key))
        .group_by(reports.c.state)
    )
    found = {state or rules.MISSING: number for state, number in connection.execute(query)}
    total = sum(found.values())
    return rules.coverage(total, found), found


def totals(period, key):
    """Add the figures up: those of a committee and of all below it that have come.

    :param period: id of the period.
    :param key: key of the committee.
    :returns: a list of :data:`.rules.MOST_FIGURES` whole numbers.
    """
    with relational.read() as connection:
        return _totals(connection, period, key)


def _totals(connection, period, key):
    query = select(*(func.coalesce(func.sum(column), 0) for column in FIGURES)).where(
        reports.c.period == period, reports.c.state.in_(rules.COUNTED), _at(reports, key)
    )
    return [int(value) for value in connection.execute(query).one()]


def _shows(show):
    if show == rules.MISSING:
        return or_(reports.c.state.is_(None), reports.c.state == rules.DRAFT)
    if show in rules.STATES:
        return reports.c.state == show
    return true()


def ladder(asked, key, show=None, level=None, start=0, size=SIZE):
    """List the committees below one that owe a report, each with what is known of it.

    :param asked: the period, as :class:`Asked`.
    :param key: key of the committee above.
    :param show: only those in a state, or :data:`.rules.MISSING` for those that have none.
    :param level: only those of a level.
    :param start: number of the first, from 0.
    :param size: how many; None for all.
    :returns: rows with ``key``, ``level`` and, where there is a report, its columns; and how many
        there are in all.
    """
    joined = _joined(asked)
    of_level = asked._replace(levels=[level]) if level else asked
    where = and_(_owing(of_level, key), _shows(show))
    shown = (
        select(
            committees.c.key,
            committees.c.level,
            reports.c.state,
            reports.c.is_nil,
            reports.c.submitted,
            reports.c.reason,
            *FIGURES,
        )
        .select_from(joined)
        .where(where)
        .order_by(committees.c.position)
        .offset(start)
        .limit(size)
    )
    counting = select(func.count()).select_from(joined).where(where)
    with relational.read() as connection:
        return connection.execute(shown).all(), connection.execute(counting).scalar_one()


def not_in(asked, key):
    """Name the committees below one whose report is not in.

    :param asked: the period, as :class:`Asked`.
    :param key: key of the committee above.
    """
    with relational.read() as connection:
        return _not_in(connection, asked, key)


def _not_in(connection, asked, key):
    query = (
        select(committees.c.key)
        .select_from(_joined(asked))
        .where(
            _owing(asked, key),
            or_(reports.c.state.is_(None), reports.c.state.not_in(rules.IN)),
        )
        .order_by(committees.c.position)
    )
    return list(connection.execute(query).scalars())


def summed(asked, key):
    """Say what a committee would sign: the sums, from how many, and who is missing.

    :param asked: the period, as :class:`Asked`.
    :param key: key of the committee.
    """
    with relational.read() as connection:
        return summed_by(connection, asked, key)


def summed_by(connection, asked, key):
    """Say the same by a connection that is there; see :func:`summed`."""
    found, _states = _coverage(connection, asked, key)
    return {
        "figures": _totals(connection, asked.id, key),
        "total": found.total,
        "reported": found.reported,
        "excused": found.excused,
        "missing": _not_in(connection, asked, key),
    }


def owes(asked, key):
    """Say whether a committee owes a report that is not in.

    :param asked: the period, as :class:`Asked`.
    :param key: key of the committee.
    """
    row = one(asked.id, key)
    state = row.state if row is not None else None
    since = record.sinces([key]).get(key)
    return (
        standing(key).level in asked.levels
        and state not in rules.IN
        and since is not None
        and rules.owes(since, asked.due, state)
    )


def all_of(period):
    """Give all rows of a period.

    :param period: its id.
    :returns: a mapping of committees to mappings of columns.
    """
    query = select(reports).where(reports.c.period == period)
    with relational.read() as connection:
        return {row.committee: dict(row._mapping) for row in connection.execute(query)}
