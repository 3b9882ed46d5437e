"""What a row of the sheet says of a committee, and which rows change something.

An empty cell says nothing: what a committee has already stays.
"""

from clkss.content.sheets import cells
from clkss.content.sheets.rules import clean
from clkss.content.sheets.rules import Unreadable
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any


TERRITORY = "territory"
PLACE = "place"
SHORT_NAME = "token"

FIELDS = {
    "name": "title",
    "kind": "kind",
    "description": "description",
    "other_names": "other_names",
    "contact": "contact",
}
"""Column → field of the committee."""

LONGEST_NAME = 300
LONGEST_TEXT = 2_000
MOST_NAMES = 50

_READERS = {
    "name": cells.line(LONGEST_NAME),
    "description": cells.paragraphs(LONGEST_TEXT),
    "other_names": cells.parts(LONGEST_NAME, MOST_NAMES),
    "contact": cells.paragraphs(LONGEST_TEXT),
}


def reader(column: str):
    """Give what reads the cells of a column.

    :param column: one of :data:`FIELDS`, but the kind, whose words are a list.
    """
    return _READERS[column]


def written(column: str, value: Any) -> str:
    """Write a value of a committee as the cell that gives it back.

    :param column: one of :data:`FIELDS`.
    :param value: what the committee has.
    """
    if isinstance(value, list | tuple):
        return f"{cells.SEPARATOR} ".join(value)
    return value or ""


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a row says of its committee.

    :param values: column → value.
    :returns: field → value, without those of which it says nothing.
    """
    fields = {field: values.get(column) for column, field in FIELDS.items()}
    return {
        field: tuple(value) if isinstance(value, list) else value
        for field, value in fields.items()
        if value
    }


def changes(current: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a row would change.

    Texts are compared as a sheet would hold them, so that a sheet that was taken out changes
    nothing when it comes back.

    :param current: field → what the committee has.
    :param fields: from :func:`said`.
    :returns: the fields that become another value.
    """
    columns = {field: column for column, field in FIELDS.items()}
    return {
        field: value
        for field, value in fields.items()
        if current.get(field) != value and _reread(columns[field], current.get(field)) != value
    }


def _reread(column, value):
    read = _READERS.get(column)
    if read is None or not value:
        return value
    try:
        found = read(clean(written(column, value)))
    except Unreadable:
        return value
    return tuple(found) if isinstance(found, list) else found


def missing(codes: Iterable[str], on_record: Iterable[str]) -> list[str]:
    """Give the places that have no committee.

    :param codes: places, in their order.
    :param on_record: keys of the committees that there are.
    """
    known = frozenset(on_record)
    return [code for code in codes if code not in known]
