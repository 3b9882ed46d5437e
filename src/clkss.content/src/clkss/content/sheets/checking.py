"""A whole sheet against its kind: every problem, without writing anything."""

from clkss.content.sheets import reading
from clkss.content.sheets import rules
from clkss.content.sheets.errors import SheetError
from clkss.content.sheets.register import KEPT_PROBLEMS
from clkss.content.sheets.rules import Problem
from dataclasses import dataclass
from dataclasses import field


NEW = "new"
CHANGED = "changed"
SAME = "same"
REFUSED = "refused"

OUTCOMES = (NEW, CHANGED, SAME, REFUSED)
"""What may come of a row."""


@dataclass
class Findings:
    """What a check found.

    :param rows: rows beneath the heading.
    :param problems: the first problems, in the order of the sheet.
    :param count: how many there are in all.
    :param outcome: how many rows are new, change something, change nothing, are refused.
    """

    rows: int = 0
    problems: list = field(default_factory=list)
    count: int = 0
    outcome: dict = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))

    def add(self, *problems):
        """Add problems; only the first are kept."""
        self.count += len(problems)
        room = KEPT_PROBLEMS - len(self.problems)
        self.problems.extend(problems[: max(room, 0)])


def examine(kind, stream, occupied, update=False, may_change=None, may_make=None):
    """Check a whole sheet.

    :param kind: the kind of sheet.
    :param stream: the file, opened for reading bytes.
    :param occupied: a function code → item that has it in the site, or ``None``.
    :param update: whether a row may change an item that is there.
    :param may_change: a function item → whether it may be changed.
    :param may_make: a function code → whether its item may be made.
    :returns: :class:`Findings`.
    """
    findings = Findings()
    repeats = rules.Repeats(kind.key)
    try:
        for number, values, problems in values_of(kind, stream):
            findings.add(*problems)
            if values is None:
                continue
            findings.rows += 1
            outcome = REFUSED
            if code := kind.code(values):
                outcome, problem = _judge(
                    kind, number, code, values, repeats, occupied, update, may_change, may_make
                )
                findings.add(*(() if problem is None else (problem,)))
            findings.outcome[REFUSED if problems else outcome] += 1
    except SheetError as error:
        findings.add(error.problem)
    if not findings.rows and not findings.count:
        findings.add(Problem(0, "", "no_rows"))
    return findings


def _judge(kind, number, code, values, repeats, occupied, update, may_change, may_make):
    """Say what comes of a row, and what is wrong with its code."""
    repeated = repeats.look(number, code)
    if repeated:
        return REFUSED, repeated
    item = occupied(code)
    if item is None:
        if may_make is not None and not may_make(code):
            return REFUSED, about(kind, number, code, "make_forbidden")
        return NEW, None
    if not update:
        return REFUSED, about(kind, number, code, "code_exists")
    if may_change is not None and not may_change(item):
        return REFUSED, about(kind, number, code, "update_forbidden")
    return CHANGED if kind.differs(item, values) else SAME, None


def too_large():
    """Say that a file is too large to be looked at.

    :returns: :class:`Findings`.
    """
    findings = Findings()
    findings.add(Problem(0, "", "file_too_large", {"limit": str(rules.MAX_BYTES // 1024 // 1024)}))
    return findings


def about(kind, number, code, reason):
    """Make a problem of a row with its code.

    :param kind: the kind of sheet.
    :param number: the row.
    :param code: its code.
    :param reason: a name that ``messages.py`` knows.
    """
    return Problem(number, kind.key, reason, {"value": rules.shorten(code)})


def values_of(kind, stream):
    """Read the rows of a sheet, one after the other.

    :param kind: the kind of sheet.
    :param stream: the file, opened for reading bytes.
    :returns: triples of row number, values (``None`` for the heading) and problems; after a wrong
        heading nothing more comes.
    :raises SheetError: when the file is no sheet.
    """
    heading = None
    for number, cells in reading.rows(stream):
        if heading is None:
            heading = rules.match_heading(number, cells, kind.columns())
            yield number, None, list(heading.problems)
            if any(each.reason in FATAL for each in heading.problems):
                return
            continue
        values, problems = rules.read_row(number, cells, heading)
        problems.extend(
            Problem(number, column, reason, detail) for column, reason, detail in kind.judge(values)
        )
        yield number, values, problems


FATAL = frozenset({"missing_column", "wrong_delimiter"})
"""Without these columns every row would only repeat the same."""
