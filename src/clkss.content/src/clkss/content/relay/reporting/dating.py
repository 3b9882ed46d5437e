"""Stores that do not know yet since when committees are on record: the column, then its days."""

from clkss.content import jobs
from sqlalchemy import text


JOB = "relay.reporting.date"


def add_since(connection):
    """Lead a store to version 2: add the column, and have the worker fill it from the ZODB.

    Until then the days are empty, and everybody owes what they owed.

    :param connection: connection to write with.
    """
    connection.execute(
        text(
            "ALTER TABLE relay_reporting_committees"
            " ADD COLUMN since VARCHAR(10) DEFAULT '' NOT NULL"
        )
    )
    jobs.schedule_now(connection, JOB, key="since")
