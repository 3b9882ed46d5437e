r"""The reports of 42,010 barangays for one period: sums, coverage and a page, for every level.

    PYTHONPATH=src/clkss.content/src .venv/bin/python benchmarks/reporting.py

Each barangay has filed 20 figures, and each committee of the country is on record since before the
due day. The baseline reads the figures of the committees below and adds them up outside of the
database.
"""

from clkss.content import relational
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.tables import committees
from clkss.content.relay.reporting.tables import FIGURES
from clkss.content.relay.reporting.tables import reports
from clkss.content.territories import table
from clkss.content.territories.rules import COMMITTEE_LEVELS
from sqlalchemy import select

import os
import tempfile
import time
import transaction


GOAL = 200
"""Milliseconds in which the figures of any level add up."""

PERIOD = "boats.2026-Q3"

ASKED = store.Asked(PERIOD, COMMITTEE_LEVELS[:1], "2026-10-15")

#: One for each level: Danao in Panglao, Panglao, Manila, Bohol, Calabarzon, the country.
KEYS = ("0701233003", "0701233000", "1380600000", "0701200000", "0400000000", "PH")


def median(work, *arguments):
    """Time something five times.

    :param work: what is done.
    :param arguments: with what.
    :returns: milliseconds, and what came out.
    """
    times = []
    for _turn in range(5):
        begun = time.perf_counter()
        found = work(*arguments)
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)[2], found


def fill():
    """Write the rows."""
    places = [{**standing(key)._asdict(), "since": "2026-01-05"} for key in table.codes()]
    rows = [
        store.row(PERIOD, place["key"], rules.SUBMITTED, False, "2026-10-01", "", [1] * 20)
        for place in places
        if place["level"] == "barangay"
    ]

    def write(connection):
        connection.execute(committees.insert(), places)
        connection.execute(reports.insert(), rows)

    relational.queue(write)
    transaction.commit()
    return len(places), len(rows)


def outside(key):
    """Add up without the database.

    :param key: the committee.
    """
    sums = [0] * rules.MOST_FIGURES
    query = select(*FIGURES).where(store._at(reports, key))
    with relational.read() as connection:
        for row in connection.execute(query):
            sums = [one + other for one, other in zip(sums, row, strict=True)]
    return sums


def main():
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLKSS_VAR"] = folder
        relational.engine()
        count, filed = fill()
        print(f"{count:,} committees on record, {filed:,} reports of 20 figures")
        print(f"{'':12}{'baseline':>10}{'sums':>8}{'ratio':>8}{'coverage':>10}{'page':>8}  ms")
        worst = 0
        for key in KEYS:
            slow, expected = median(outside, key)
            sums, found = median(store.totals, PERIOD, key)
            covered, (coverage, _states) = median(store.coverage, ASKED, key)
            page, _rows = median(store.ladder, ASKED, key)
            assert found == expected
            worst = max(worst, sums + covered)
            print(
                f"{key:12}{slow:10.1f}{sums:8.1f}{sums / slow:8.2f}{covered:10.1f}{page:8.1f}"
                f"  {found[0]:,} added, {coverage.total:,} below"
            )
        print(f"slowest level, sums and coverage: {worst:.0f} ms; goal {GOAL} ms")


if __name__ == "__main__":
    main()
