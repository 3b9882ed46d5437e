"""The tables of reports: committees on record, periods, and a row for each report with its figures.

All of it says again what stands in the ZODB and can be made anew (see :mod:`.recovery`).
"""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from clkss.content.relay.reporting import dating
from clkss.content.relay.reporting import rules
from sqlalchemy import BigInteger
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


def _places():
    """The places that a committee lies in; empty where there is none of that level.

    ``city`` differs from ``municipal`` only in Manila, whose parts are of the municipal level, too.
    """
    return [
        Column(name, String(10), nullable=False)
        for name in ("municipal", "city", "provincial", "regional")
    ]


#: The committees on record; sub-committees do not report. ``position`` is the order of places,
#: ``since`` the day on which each came on record, as 2026-11-26; empty until that is known.
committees = Table(
    "relay_reporting_committees",
    metadata["facts"],
    Column("key", String(10), primary_key=True),
    Column("level", String(10), nullable=False),
    Column("position", String(60), nullable=False, index=True),
    *_places(),
    Column("since", String(10), nullable=False, server_default=""),
    Index("relay_reporting_committees_municipal", "municipal"),
    Index("relay_reporting_committees_city", "city"),
    Index("relay_reporting_committees_provincial", "provincial"),
    Index("relay_reporting_committees_regional", "regional"),
)

#: Days are written as 2026-11-26; ``levels`` is a sum of powers of two.
periods = Table(
    "relay_report_periods",
    metadata["facts"],
    Column("id", String(80), primary_key=True),
    Column("period", String(10), nullable=False),
    Column("levels", Integer, nullable=False),
    Column("due", String(10), nullable=False, index=True),
    Column("grace_ends", String(10), nullable=False),
)

reports = Table(
    "relay_reports",
    metadata["facts"],
    Column("period", String(80), primary_key=True),
    Column("committee", String(10), primary_key=True),
    Column("level", String(10), nullable=False),
    *_places(),
    Column("state", String(10), nullable=False),
    Column("is_nil", Boolean, nullable=False),
    Column("submitted", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("written_by", String(32), nullable=False),
    *(
        Column(f"f{number}", BigInteger, nullable=False)
        for number in range(1, rules.MOST_FIGURES + 1)
    ),
    Index("relay_reports_municipal", "period", "municipal"),
    Index("relay_reports_city", "period", "city"),
    Index("relay_reports_provincial", "period", "provincial"),
    Index("relay_reports_regional", "period", "regional"),
    Index("relay_reports_written_by", "written_by"),
)

FIGURES = [reports.c[f"f{number}"] for number in range(1, rules.MOST_FIGURES + 1)]

declare("relay.reporting", version=2, steps={2: dating.add_since})
