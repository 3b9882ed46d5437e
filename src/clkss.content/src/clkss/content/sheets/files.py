"""Files that people get from us: templates, and their own sheet with the problems marked."""

from clkss.content import _
from clkss.content.sheets import kinds
from clkss.content.sheets import messages
from clkss.content.sheets import reading
from clkss.content.sheets import rules
from clkss.content.sheets.errors import SheetError
from contextlib import suppress
from zope.i18n import translate

import csv
import io
import xlsxwriter


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"

WIDTH = 24
LONGEST_COMMENT = 900

HEADINGS = (
    _("sheet_help_column", default="Column"),
    _("sheet_help_meaning", default="Meaning"),
    _("sheet_help_required", default="Required"),
    _("sheet_help_how", default="How to fill it in"),
    _("sheet_help_example", default="Example"),
)
HELP = _("sheet_help", default="Help")
LISTS = _("sheet_lists", default="Lists")
PROBLEMS = _("sheet_problems", default="Problems")
YES = _("sheet_yes", default="yes")
ROW = _("sheet_row", default="Row")
MESSAGE = _("sheet_message", default="What to do")


def send(response, content, media_type, name):
    """Send a file that is to be kept, not shown.

    :param response: the response.
    :param content: its bytes.
    :param media_type: its type.
    :param name: how it is called.
    """
    response.setHeader("Content-Type", media_type)
    response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
    response.setHeader("X-Content-Type-Options", "nosniff")
    return content


def workbook(stream):
    """Begin a workbook whose cells are texts, whatever they begin with, written row after row.

    :param stream: where it goes.
    """
    return xlsxwriter.Workbook(
        stream,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


class _Book:
    """The workbook of a kind."""

    def __init__(self, language):
        self._language = language
        self._stream = io.BytesIO()
        self._book = workbook(self._stream)
        self.heading = self._book.add_format({"bold": True, "bg_color": "#DDE8F0", "border": 1})
        self.needed = self._book.add_format(
            {"bold": True, "bg_color": "#DDE8F0", "border": 1, "underline": True}
        )
        self.wrong = self._book.add_format({"bg_color": "#FBD5D5", "text_wrap": False})

    def sheet(self, title):
        return self._book.add_worksheet(self.say(title)[:31])

    def say(self, message):
        return translate(message, target_language=self._language)

    def bytes(self):
        self._book.close()
        return self._stream.getvalue()


def _text(sheet, row, column, text, style=None):
    sheet.write_string(row, column, text[: rules.MAX_CELL], style)


def corrected(batch, language="en"):
    """Write the sheet of a batch again, its problems marked: in a last column and at their cells.

    Rows keep their numbers. The last column is ignored when the file comes back.

    :param batch: the batch.
    :param language: in which the problems are said.
    :returns: the bytes of an XLSX file.
    """
    book = _Book(language)
    problems = batch.get_problems()
    by_row = {}
    for problem in problems:
        by_row.setdefault(problem.row, []).append(problem)
    sheet = book.sheet(kinds.get(batch.kind).title)
    sheet.set_column(0, rules.MAX_COLUMNS, WIDTH)
    with batch.file.open("r") as stream, suppress(SheetError):
        _copy(book, sheet, stream, by_row)
    listed = book.sheet(PROBLEMS)
    listed.set_column(0, 1, WIDTH)
    listed.set_column(2, 2, 100)
    for column, title in enumerate((ROW, HEADINGS[0], MESSAGE)):
        _text(listed, 0, column, book.say(title), book.heading)
    for row, problem in enumerate(problems, 1):
        _text(listed, row, 0, str(problem.row or ""))
        _text(listed, row, 1, problem.column)
        _text(listed, row, 2, book.say(messages.say(problem)))
    return book.bytes()


def _copy(book, sheet, stream, by_row):
    names = None
    last = 0
    for number, cells in reading.rows(stream):
        if names is None:
            names = [rules.fold(cell) for cell in cells]
            own = rules.PROBLEMS_COLUMN
            last = names.index(own) if own in names else len(names)
            sheet.freeze_panes(number, 0)
            _text(sheet, number - 1, last, own, book.heading)
        found = by_row.get(number, ())
        wrong = {}
        for problem in found:
            wrong.setdefault(_position(problem.column, names), []).append(problem)
        for position, cell in enumerate(cells):
            if position == last:
                continue
            style = book.heading if number == 1 else None
            _text(sheet, number - 1, position, cell, book.wrong if position in wrong else style)
        for position, those in wrong.items():
            text = "\n".join(book.say(messages.say(problem)) for problem in those)
            if position is not None and position != last:
                if position >= len(cells) or not cells[position]:
                    sheet.write_blank(number - 1, position, None, book.wrong)
                sheet.write_comment(number - 1, position, text[:LONGEST_COMMENT])
        if found:
            said = " · ".join(
                f"{problem.column}: {book.say(messages.say(problem))}".lstrip(": ")
                for problem in found
            )
            _text(sheet, number - 1, last, said, book.wrong)


def _position(column, names):
    folded = rules.fold(column)
    if folded in names:
        return names.index(folded)
    if column.isascii() and column.isalpha() and column.isupper() and len(column) <= 3:
        position = 0
        for character in column:
            position = position * 26 + ord(character) - 64
        return position - 1
    return None


def template_xlsx(kind, language="en", rows=()):
    """Write a sheet of a kind, with a page of help and one of the lists.

    :param kind: the kind of sheet.
    :param language: of the help.
    :param rows: what is in it, column name → text; nothing by default.
    :returns: the bytes of an XLSX file.
    """
    book = _Book(language)
    columns = kind.columns()
    sheet = book.sheet(kind.title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns), WIDTH)
    for position, column in enumerate(columns):
        _text(sheet, 0, position, column.name, book.needed if column.required else book.heading)
        sheet.write_comment(0, position, _hint(book, column)[:LONGEST_COMMENT])
    for number, values in enumerate(rows, 1):
        for position, column in enumerate(columns):
            if text := values.get(column.name):
                # Formulas are refused when they come back; other marks are harmless as text.
                held = rules.neutral(text) if text.startswith(rules.FORMULA_MARK) else text
                _text(sheet, number, position, held)
    _write_help(book, columns)
    _write_lists(book, [column for column in columns if column.choices])
    return book.bytes()


def _hint(book, column):
    said = [book.say(column.title)]
    if column.hint:
        said.append(book.say(column.hint))
    if column.required:
        said.append(f"{book.say(HEADINGS[2])}.")
    return "\n".join(said)


def _write_help(book, columns):
    sheet = book.sheet(HELP)
    sheet.set_column(0, 2, WIDTH)
    sheet.set_column(3, 4, 2 * WIDTH)
    for position, title in enumerate(HEADINGS):
        _text(sheet, 0, position, book.say(title), book.heading)
    for row, column in enumerate(columns, 1):
        _text(sheet, row, 0, column.name)
        _text(sheet, row, 1, book.say(column.title))
        _text(sheet, row, 2, book.say(YES) if column.required else "")
        _text(sheet, row, 3, book.say(column.hint) if column.hint else "")
        _text(sheet, row, 4, column.example)


def _write_lists(book, columns):
    sheet = book.sheet(LISTS)
    sheet.set_column(0, 2 * len(columns), WIDTH)
    for position, column in enumerate(columns):
        _text(sheet, 0, 2 * position, column.name, book.heading)
        _text(sheet, 0, 2 * position + 1, book.say(column.title), book.heading)
    longest = max((len(column.choices) for column in columns), default=0)
    terms = [list(column.choices.items()) for column in columns]
    for row in range(longest):
        for position, listed in enumerate(terms):
            if row < len(listed):
                _text(sheet, row + 1, 2 * position, listed[row][0])
                _text(sheet, row + 1, 2 * position + 1, listed[row][1])


def template_csv(kind, rows=()):
    """Write a sheet of a kind as CSV that a spreadsheet program takes for UTF-8.

    :param kind: the kind of sheet.
    :param rows: what is in it, column name → text; nothing by default.
    :returns: the bytes of a CSV file.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    names = [column.name for column in kind.columns()]
    writer.writerow(map(rules.neutral, names))
    writer.writerows([rules.neutral(values.get(name, "")) for name in names] for values in rows)
    return stream.getvalue().encode("utf-8-sig")
