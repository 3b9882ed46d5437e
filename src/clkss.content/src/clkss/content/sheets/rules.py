"""What a cell, a heading and a row may hold, and how a problem is named.

A problem is a reason and its details, never a sentence: ``messages.py`` says it in the reader's
language. Row numbers are those that a spreadsheet program shows.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import NamedTuple

import difflib
import re
import unicodedata


MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 32_767
"""Characters in a cell: what a spreadsheet program itself can hold."""

PROBLEMS_COLUMN = "problems"
"""The column that the corrected file adds; ignored when it comes back."""

FORMULA_MARK = "="
"""A cell that begins so is a formula; we read values, so it is refused."""

ACTIVE_MARKS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program may run when a cell of a CSV file begins with it."""

_SHOWN = 60
_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")


class Problem(NamedTuple):
    """One thing that is wrong, where, and why.

    :param row: the row as the spreadsheet shows it; 0 for the file as a whole.
    :param column: the heading, or the letter of a column without one; empty for the whole row.
    :param reason: a name that ``messages.py`` knows.
    :param detail: what the sentence mentions.
    """

    row: int
    column: str
    reason: str
    detail: Mapping[str, str] = {}


class Unreadable(ValueError):
    """A cell cannot be read; carries every reason at once.

    :param reasons: pairs of a reason and its details.
    """

    def __init__(self, *reasons: tuple[str, Mapping[str, str]]) -> None:
        self.reasons = reasons
        super().__init__(", ".join(reason for reason, _detail in reasons))


Read = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """A column of a kind of sheet.

    :param name: the heading.
    :param read: turns the text of a cell into a value or raises :class:`Unreadable`.
    :param required: a row without it is refused, and so is a sheet.
    :param empty: the value of an empty cell.
    :param title: what the heading means, for people.
    :param hint: how to fill it in.
    :param example: a cell as it should be.
    :param choices: the tokens that the cell may name, and their titles.
    """

    name: str
    read: Read
    required: bool = False
    empty: Any = ""
    title: str = ""
    hint: str = ""
    example: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def wrong(reason: str, **detail: str) -> Unreadable:
    """Say that a cell is wrong for one reason.

    :param reason: a name that ``messages.py`` knows.
    :param detail: what the sentence mentions; long values are cut.
    """
    return Unreadable((reason, {name: shorten(value) for name, value in detail.items()}))


def shorten(text: str) -> str:
    """Cut a value to a length that fits into a sentence."""
    text = _SPACES.sub(" ", str(text)).strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def clean(cell: str) -> str:
    """Bring the text of any cell into one form: NFC, ``\\n``, no space at either end.

    An apostrophe that an export put before an active mark is taken away again.

    :param cell: the text as the file has it.
    :raises Unreadable: for a formula, a character that cannot be shown, or too long a text.
    """
    text = cell.lstrip().lstrip("\ufeff")
    is_formula_as_text = text.startswith(f"'{FORMULA_MARK}")
    if text[:1] == "'" and text[1:].startswith(ACTIVE_MARKS):
        text = text[1:]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text.startswith(FORMULA_MARK) and not is_formula_as_text:
        raise wrong("formula", value=text)
    if len(text) > MAX_CELL:
        raise wrong("cell_too_long", length=str(len(text)), limit=str(MAX_CELL))
    if hidden := _HIDDEN.search(text):
        raise wrong("control_character", character=f"U+{ord(hidden[0]):04X}")
    return unicodedata.normalize("NFC", text)


def neutral(text: str) -> str:
    """Make the text of a cell harmless in a CSV file that a spreadsheet program opens.

    :param text: any text.
    :returns: the text, with an apostrophe before an active mark.
    """
    return f"'{text}" if text.startswith(ACTIVE_MARKS) else text


def fold(text: str) -> str:
    """Bring a heading or a token into the form in which they are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_-]+", "-", plain.strip().rstrip("*").strip())


# Headings and rows


def letter(position: int) -> str:
    """Give the letter of a column as a spreadsheet shows it.

    :param position: from 0.
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Heading:
    """Which cell of a row belongs to which column.

    :param row: the row of the headings.
    :param columns: position → column.
    :param ignored: positions whose content does not matter.
    :param problems: what is wrong with the headings.
    """

    row: int
    columns: Mapping[int, Column]
    ignored: frozenset[int]
    problems: tuple[Problem, ...]


def match_heading(row: int, cells: Sequence[str], columns: Iterable[Column]) -> Heading:
    """Match the first row against the columns of a kind.

    :param row: its number.
    :param cells: its texts.
    :param columns: what the kind knows.
    """
    columns = tuple(columns)
    known = {fold(column.name): column for column in columns}
    found: dict[int, Column] = {}
    ignored, problems, seen = set(), [], {}
    for position, cell in enumerate(cells):
        name = fold(cell.lstrip("\ufeff"))
        if not name or name == PROBLEMS_COLUMN:
            ignored.update({position} if name else ())
        elif name not in known:
            problems.append(_unknown_heading(row, cell, known))
            ignored.add(position)
        elif name in seen:
            detail = {"first": letter(seen[name]), "second": letter(position)}
            problems.append(Problem(row, known[name].name, "duplicate_column", detail))
            ignored.add(position)
        else:
            seen[name] = position
            found[position] = known[name]
    if not found and len([cell for cell in cells if cell.strip()]) == 1:
        problems = [Problem(row, "", "wrong_delimiter", {"value": shorten(cells[0])})]
    else:
        problems.extend(
            Problem(row, column.name, "missing_column")
            for column in columns
            if column.required and fold(column.name) not in seen
        )
    return Heading(row, found, frozenset(ignored), tuple(problems))


def _unknown_heading(row: int, cell: str, known: Mapping[str, Column]) -> Problem:
    near = difflib.get_close_matches(fold(cell), known, n=1, cutoff=0.75)
    if near:
        return Problem(row, shorten(cell), "unknown_column_near", {"near": known[near[0]].name})
    return Problem(row, shorten(cell), "unknown_column")


def read_row(
    number: int, cells: Sequence[str], heading: Heading
) -> tuple[dict[str, Any], list[Problem]]:
    """Read one row; everything that is wrong with it is named.

    :param number: the row as the spreadsheet shows it.
    :param cells: its texts.
    :param heading: from :func:`match_heading`.
    :returns: column name → value for the cells that could be read, and the problems.
    """
    values, problems = {}, []
    for position, column in heading.columns.items():
        cell = cells[position] if position < len(cells) else ""
        try:
            text = clean(cell)
            if text:
                values[column.name] = column.read(text)
            elif column.required:
                raise wrong("required")
            else:
                values[column.name] = column.empty
        except Unreadable as error:
            problems.extend(
                Problem(number, column.name, reason, detail) for reason, detail in error.reasons
            )
    problems.extend(
        Problem(number, letter(position), "no_heading", {"value": shorten(cells[position])})
        for position in range(len(cells))
        if position not in heading.columns
        and position not in heading.ignored
        and cells[position].strip()
    )
    return values, problems


class Repeats:
    """Notices a code that was there before in the same sheet.

    :param column: the column of the code.
    """

    def __init__(self, column: str) -> None:
        self.column = column
        self._rows: dict[str, int] = {}

    def look(self, number: int, code: str) -> Problem | None:
        """Name the row that had the code first, if there is one.

        :param number: the row.
        :param code: compared without regard to case.
        """
        first = self._rows.setdefault(code.casefold(), number)
        if first == number:
            return None
        return Problem(
            number, self.column, "duplicate_row", {"value": shorten(code), "first": str(first)}
        )
