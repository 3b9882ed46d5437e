"""A list of the health page as a CSV file."""

from clkss.content import _
from clkss.content.sheets.rules import neutral

import csv
import io


CSV = "csv"

MOST_ROWS = 10_000

HEADINGS = (
    _("health_column_title", default="Title"),
    _("health_column_kind", default="Kind"),
    _("health_column_owner", default="Owner committee"),
    _("health_column_said", default="What is the matter"),
    _("health_column_address", default="Address"),
    _("health_column_other", default="The other one"),
)


def write(view) -> str:
    """Write a list; no cell of it is a formula.

    :param view: the page that shows the list.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([neutral(view.said(heading)) for heading in HEADINGS])
    for row in view.shown(view.list.rows(0, MOST_ROWS)):
        cells = (
            row["title"],
            row["kind"],
            row["owner"],
            "; ".join(row["said"]),
            row["url"],
            row["other"]["url"] if row["other"] else "",
        )
        writer.writerow([neutral(cell) for cell in cells])
    response = view.request.response
    response.setHeader("Content-Type", "text/csv; charset=utf-8")
    response.setHeader("Content-Disposition", f'attachment; filename="health-{view.name}.csv"')
    response.setHeader("Cache-Control", "private, no-store")
    return "\ufeff" + stream.getvalue()
