"""Reports as rows: who owes one, in which state each is, and what the figures add up to."""

from clkss.content import relational
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.tables import committees
from clkss.content.relay.reporting.tables import FIGURES
from clkss.content.relay.reporting.tables import periods
from clkss.content.relay.reporting.tables import reports
from clkss.content.territories import rules as territories
from collections.abc import Iterable
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import true


LEVELS = territories.COMMITTEE_LEVELS

SIZE = 50
"""Committees on a page."""


def _upsert(connection, table, row):
    _upsert_all(connection, table, [row])


def _upsert_all(connection, table, rows):
    """Write rows of the same columns, in one go."""
    keys = [column.name for column in table.primary_key]
    statement = relational.insert(connection, table)
    values = {name: statement.excluded[name] for name in rows[0]}
    statement = statement.on_conflict_do_update(index_elements=keys, set_=values)
    connection.execute(statement, rows)


def level_bits(levels: Iterable[str]) -> int:
    """Write levels as a sum of powers of two.

    :param levels: levels of committees.
    """
    return sum(1 << territories.COMMITTEE_LEVELS.index(level) for level in frozenset(levels))


# Writing


def enter_committee(key):
    """Write down that a committee is on record, with the current transaction.

    :param key: its key; sub-committees are passed over.
    """
    place = standing(key)
    if place is not None:
        relational.queue(lambda connection: _upsert(connection, committees, place._asdict()))


def enter_committees(keys):
    """Write down that many committees are on record, with the current transaction.

    :param keys: their keys; sub-committees are passed over.
    """
    rows = [place._asdict() for key in keys if (place := standing(key)) is not None]
    if rows:
        relational.queue(lambda connection: _upsert_all(connection, committees, rows))


def drop_committees(keys):
    """Write down that many committees are no longer on record, with the current transaction.

    :param keys: their keys.
    """
    rows = [{"gone": key} for key in keys]
    if rows:
        statement = delete(committees).where(committees.c.key == bindparam("gone"))
        relational.queue(lambda connection: connection.execute(statement, rows))


def drop_committee(key):
    """Write down that a committee is no longer on record, with the current transaction.

    :param key: its key.
    """
    relational.queue(
        lambda connection: connection.execute(delete(committees).where(committees.c.key == key))
    )


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
    relational.queue(lambda connection: _upsert(connection, periods, row))


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
    relational.queue(lambda connection: _upsert(connection, reports, values))


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


def _owing(period_levels, key):
    """Say which committees below one owe a report."""
    return and_(
        committees.c.level.in_(sorted(period_levels)),
        committees.c.key != key,
        _at(committees, key),
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


def is_on_record(key):
    """Say whether a committee is on record.

    :param key: its key.
    """
    query = select(committees.c.key).where(committees.c.key == key)
    with relational.read() as connection:
        return connection.execute(query).first() is not None


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


def coverage(period, levels, key):
    """Say from how many committees below one a report has come, and in which states they are.

    Only committees on record count.

    :param period: id of the period.
    :param levels: levels that owe a report.
    :param key: key of the committee above.
    :returns: a :class:`.rules.Coverage` and a mapping of states to numbers.
    """
    with relational.read() as connection:
        return _coverage(connection, period, levels, key)


def _coverage(connection, period, levels, key):
    joined = committees.join(
        reports,
        and_(reports.c.period == period, reports.c.committee == committees.c.key),
        isouter=True,
    )
    query = (
        select(reports.c.state, func.count())
        .select_from(joined)
        .where(_owing(levels, key))
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


def ladder(period, levels, key, show=None, level=None, start=0, size=SIZE):
    """List the committees below one that owe a report, each with what is known of it.

    :param period: id of the period.
    :param levels: levels that owe a report.
    :param key: key of the committee above.
    :param show: only those in a state, or :data:`.rules.MISSING` for those that have none.
    :param level: only those of a level.
    :param start: number of the first, from 0.
    :param size: how many; None for all.
    :returns: rows with ``key``, ``level`` and, where there is a report, its columns; and how many
        there are in all.
    """
    joined = committees.join(
        reports,
        and_(reports.c.period == period, reports.c.committee == committees.c.key),
        isouter=True,
    )
    where = and_(_owing([level] if level else levels, key), _shows(show))
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


def not_in(period, levels, key):
    """Name the committees below one whose report is not in.

    :param period: id of the period.
    :param levels: levels that owe a report.
    :param key: key of the committee above.
    """
    with relational.read() as connection:
        return _not_in(connection, period, levels, key)


def _not_in(connection, period, levels, key):
    joined = committees.join(
        reports,
        and_(reports.c.period == period, reports.c.committee == committees.c.key),
        isouter=True,
    )
    query = (
        select(committees.c.key)
        .select_from(joined)
        .where(
            _owing(levels, key),
            or_(reports.c.state.is_(None), reports.c.state.not_in(rules.IN)),
        )
        .order_by(committees.c.position)
    )
    return list(connection.execute(query).scalars())


def summed(period, levels, key):
    """Say what a committee would sign: the sums, from how many, and who is missing.

    :param period: id of the period.
    :param levels: levels that owe a report.
    :param key: key of the committee.
    """
    with relational.read() as connection:
        return summed_by(connection, period, levels, key)


def summed_by(connection, period, levels, key):
    """Say the same by a connection that is there; see :func:`summed`."""
    found, _states = _coverage(connection, period, levels, key)
    return {
        "figures": _totals(connection, period, key),
        "total": found.total,
        "reported": found.reported,
        "excused": found.excused,
        "missing": _not_in(connection, period, levels, key),
    }


def owes(period, levels, key):
    """Say whether a committee is on record, is asked, and has not filed.

    :param period: id of the period.
    :param levels: levels that owe a report.
    :param key: key of the committee.
    """
    row = one(period, key)
    return (
        standing(key).level in levels
        and is_on_record(key)
        and (row is None or row.state not in rules.IN)
    )


def on_record():
    """Name all committees on record that report."""
    with relational.read() as connection:
        return set(connection.execute(select(committees.c.key)).scalars())


def all_of(period):
    """Give all rows of a period.

    :param period: its id.
    :returns: a mapping of committees to mappings of columns.
    """
    query = select(reports).where(reports.c.period == period)
    with relational.read() as connection:
        return {row.committee: dict(row._mapping) for row in connection.execute(query)}
