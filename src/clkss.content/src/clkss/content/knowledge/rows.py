"""A small table in a form: a fixed number of rows, and a button that shows more; no script needed.

The button belongs to none of the form's actions, so z3c.form executes nothing and shows the form
again from what was sent, with more rows.
"""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.knowledge import rules
from clkss.content.knowledge.interfaces import IRows
from plone.schema import JSONField
from typing import NamedTuple
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope import schema
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import implementer_only

import json


SPARE_ROWS = 2
MORE_ROWS = 5

NOT_A_NUMBER = _(
    "rows_not_a_number", default="“${value}” is no whole number; write digits, such as 120."
)
NOT_ROWS = _("rows_not_json", default="Send a list of rows.")
NOT_CHOSEN = _("rows_not_chosen", default="choose “${column}”.")
ROW = _("label_row", default="Row ${row}")
IN_ROW = _("rows_in_row", default="Row ${row}: ${problem}")


class Cell(NamedTuple):
    """A column of the table.

    :param name: the key in each row.
    :param title: its heading.
    :param choices: pairs of a token and a title, when one is to be chosen.
    :param is_number: whether it holds a whole number; an empty one is ``None``.
    :param limit: how many characters a text may have.
    """

    name: str
    title: str
    choices: tuple = ()
    is_number: bool = False
    limit: int = rules.LONGEST_NAME

    def shape(self):
        """Give the JSON schema of a value."""
        if self.is_number:
            return {"type": ["integer", "null"], "minimum": 0, "maximum": 10**15}
        if self.choices:
            return {"enum": [token for token, _title in self.choices]}
        return {"type": "string", "maxLength": self.limit}


class BadRows(schema.ValidationError):
    """Something is wrong in some rows.

    :param problems: pairs of the number of a row, from 1, and a message; 0 for all of them.
    """

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def doc(self):
        """Say all that is wrong, in the reader's language."""
        return " ".join(_said(row, problem) for row, problem in self.problems)


def _said(row, problem):
    request = getRequest()
    text = translate(problem, context=request)
    if not row:
        return text
    return translate(Message(IN_ROW, mapping={"row": str(row), "problem": text}), context=request)


@implementer(IRows)
class Rows(JSONField):
    """A list of rows.

    :param cells: the columns.
    :param judge: gives what is wrong in rows that have the right shape: pairs of the number of a
        row, from 1, and a message.
    """

    def __init__(self, cells, judge=None, **kw):
        self.cells = tuple(cells)
        self.judge = judge
        shape = {
            "type": "array",
            "maxItems": rules.MOST_ROWS,
            "items": {
                "type": "object",
                "properties": {cell.name: cell.shape() for cell in self.cells},
                "required": [cell.name for cell in self.cells],
                "additionalProperties": False,
            },
        }
        super().__init__(schema=json.dumps(shape), required=False, defaultFactory=list, **kw)

    def _validate(self, value):
        super()._validate(value)
        problems = list(self.judge(value)) if self.judge is not None else []
        if problems:
            raise BadRows(problems)

    def fromUnicode(self, value):
        """Read rows from a text of JSON, and nothing else.

        :param value: the text.
        :raises BadRows: when it is none.
        """
        try:
            rows = json.loads(value)
        except ValueError:
            raise BadRows([(0, NOT_ROWS)]) from None
        self.validate(rows)
        return rows


class IRowsWidget(IWidget):
    """Takes rows."""


def kept_in(item, name):
    """Give the rows that are kept with an item, to be shown.

    The default of a field of rows is judged by its shape whenever it is asked for, which costs more
    than the page on which there are none.

    :param item: the item.
    :param name: name of the field.
    """
    base = aq_base(item)
    base._p_activate()
    return vars(base).get(name) or ()


@implementer_only(IRowsWidget)
class RowsWidget(Widget):
    """Takes rows; its value is a list of mappings of a column to a text.

    :param request: the request.
    """

    value = ()
    klass = "clkss-rows-widget"

    def cell_name(self, row, cell):
        """Name an input.

        :param row: number of the row, from 0.
        :param cell: name of the column.
        """
        return f"{self.name}.{row}.{cell}"

    def extract(self, default=NO_VALUE):
        """Read the rows in which anything is written."""
        form = self.request.form
        if f"{self.name}-empty-marker" not in form:
            return default
        found = []
        for row in range(rules.MOST_ROWS):
            texts = {cell.name: self._text(row, cell) for cell in self.field.cells}
            if any(texts.values()):
                found.append(texts)
        return found

    def _text(self, row, cell):
        text = self.request.form.get(self.cell_name(row, cell.name), "")
        return " ".join(text.split()) if isinstance(text, str) else ""

    @property
    def more_name(self):
        """Name of the button that shows more rows."""
        return f"{self.name}-more"

    @property
    def more_address(self):
        """Where the button sends the form: where the form goes, at these rows."""
        action = getattr(self.form, "action", None)
        name = self.field.__name__
        return f"{action}#field-{name}" if isinstance(action, str) else None

    def rows(self):
        """Return the rows to show: those that are written, and some empty ones."""
        spare = MORE_ROWS if self.more_name in self.request.form else SPARE_ROWS
        written = list(self.value or ())
        count = min(max(len(written) + spare, SPARE_ROWS + 1), rules.MOST_ROWS)
        request = self.request
        return [
            {
                "title": translate(Message(ROW, mapping={"row": str(row + 1)}), context=request),
                "cells": [
                    self._cell(row, cell, written[row] if row < len(written) else {})
                    for cell in self.field.cells
                ],
            }
            for row in range(count)
        ]

    def _cell(self, row, cell, texts):
        text = texts.get(cell.name, "")
        return {
            "id": f"{self.id}-{row}-{cell.name}",
            "name": self.cell_name(row, cell.name),
            "title": cell.title,
            "text": text,
            "is_number": cell.is_number,
            "limit": cell.limit,
            "choices": [
                {"token": token, "title": title, "chosen": token == text}
                for token, title in cell.choices
            ],
        }


@adapter(IRows, IRowsWidget)
class RowsConverter(BaseDataConverter):
    """Between rows of texts and rows of values."""

    def toWidgetValue(self, value):
        """Turn values into texts."""
        return [
            {name: "" if each is None else str(each) for name, each in row.items()}
            for row in value or ()
        ]

    def toFieldValue(self, value):
        """Turn texts into values; all that are no numbers are named.

        :raises BadRows: with the rows.
        """
        problems = []
        rows = []
        for number, texts in enumerate(value or (), 1):
            row = dict(texts)
            for cell in self.field.cells:
                text = texts[cell.name]
                if not cell.is_number:
                    continue
                row[cell.name] = rules.whole_number(text) if text else None
                if text and row[cell.name] is None:
                    problems.append((number, Message(NOT_A_NUMBER, mapping={"value": text})))
            rows.append(row)
        problems += self._unchosen(rows)
        if problems:
            raise BadRows(sorted(problems, key=lambda problem: problem[0]))
        return rows

    def _unchosen(self, rows):
        return [
            (number, Message(NOT_CHOSEN, mapping={"column": cell.title}))
            for number, row in enumerate(rows, 1)
            for cell in self.field.cells
            if cell.choices and not row[cell.name]
        ]


@implementer(IFieldWidget)
def RowsFieldWidget(field, request):
    """Make the widget for rows.

    :param field: the field.
    :param request: the request.
    """
    return FieldWidget(field, RowsWidget(request))
