"""The ladder as a sheet."""

from clkss.content import _
from clkss.content import audit
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import words
from clkss.content.relay.reporting.tables import FIGURES
from clkss.content.review import words as names
from clkss.content.sheets import files
from io import BytesIO
from zope.i18n import translate


LONGEST_CELL = 32_000


def write(view):
    """Write the rows that are chosen, with their figures, and the sums above them.

    :param view: the :class:`.ladder.Ladder`.
    """
    rows, total = view.found(0, None)
    period = view.context
    audit.record_now("report.exported", period, committee=view.key, rows=total)
    stream = BytesIO()
    book = files.workbook(stream)
    sheet = book.add_worksheet("CLKSS")
    bold = book.add_format({"bold": True})

    def say(text):
        return translate(text, context=view.request)[:LONGEST_CELL]

    labels = period.labels(view.language)
    numbers = rules.columns(period.questions)
    headings = [
        _("column_report_committee", default="Committee"),
        _("column_report_code", default="Code of the place (PSGC)"),
        _("column_report_state", default="How it stands"),
        _("column_report_late", default="Days late"),
        _("column_report_submitted", default="Submitted"),
        _("column_report_reason", default="Reason"),
        *(labels[number] for number in numbers),
    ]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, say(heading), bold)
    sheet.write_string(1, 0, say(_("row_report_sums", default="Added up, with one's own")), bold)
    for column, each in enumerate(view.sums(), 6):
        sheet.write_number(1, column, each["total"], bold)
    for number, row in enumerate(rows, 2):
        shown = view.shown_state(row if row.state else None, period.due)
        cells = (names.committee(row.key), row.key, words.STATES[shown["status"]])
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, say(cell))
        sheet.write_number(number, 3, shown["late"])
        sheet.write_string(number, 4, shown["submitted"])
        sheet.write_string(number, 5, say(shown["reason"]))
        if row.state in rules.COUNTED:
            for place, _number in enumerate(numbers):
                sheet.write_number(number, 6 + place, row._mapping[FIGURES[place].name])
    book.close()
    name = f"reports-{period.getId()}-{view.key}.xlsx"
    return files.send(view.request.response, stream.getvalue(), files.XLSX_TYPE, name)
