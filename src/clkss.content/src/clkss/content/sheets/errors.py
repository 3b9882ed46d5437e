"""Errors of this room."""

from clkss.content.exceptions import ClkssError
from clkss.content.sheets.rules import Problem


class SheetError(ClkssError):
    """A file is no sheet that we read; says why, and at which row when that is known.

    :param reason: a name that ``messages.py`` knows.
    :param row: the row as the spreadsheet shows it; 0 for the file as a whole.
    :param detail: what the sentence mentions.
    """

    def __init__(self, reason: str, row: int = 0, **detail: str) -> None:
        self.problem = Problem(row, "", reason, detail)
        super().__init__(reason)


class UnknownKind(ClkssError):
    """No kind of sheet has this name."""


class UnknownBatch(ClkssError):
    """No batch has this id."""


class NotAllowed(ClkssError):
    """The person may not import items in this state; choose another one.

    :param state: the state that was asked for.
    """

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


class BatchBusy(ClkssError):
    """Another process works on the batch; try again when it is done."""


class BatchState(ClkssError):
    """The batch is not in a state in which this can be done.

    :param state: the state it is in.
    """

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


class BatchProblems(ClkssError):
    """The sheet has problems; nothing was applied.

    :param problems: all of them that are kept.
    """

    def __init__(self, problems) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


class BatchChanged(ClkssError):
    """Something that the batch made was changed since; it is not undone.

    :param items: titles and paths of what changed.
    """

    def __init__(self, items) -> None:
        self.items = tuple(items)
        super().__init__(", ".join(path for _title, path in self.items))
