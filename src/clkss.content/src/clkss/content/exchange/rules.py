"""What fits an offer or a request, and how commitments are written. Standard library only.

Source: product.md, part 15 (roles, modalities, stages, commitments).
"""

from clkss.content.knowledge.rules import valid_date
from clkss.content.sheets.rules import Unreadable
from clkss.content.sheets.rules import wrong
from collections.abc import Iterable
from collections.abc import Mapping
from typing import NamedTuple


OFFER = "offer"
REQUEST = "request"
KINDS = (OFFER, REQUEST)

OPEN = "open"
MATCHED = "matched"
AGREED = "agreed"
UNDER_WAY = "under-way"
COMPLETED = "completed"
CANCELLED = "cancelled"
STAGES = (OPEN, MATCHED, AGREED, UNDER_WAY, COMPLETED, CANCELLED)

SOUGHT = frozenset({OPEN, MATCHED})
"""Stages in which an exchange still looks for its other side."""

MODALITIES = ("study-tour", "workshop", "assistance", "materials", "mou")

DONE = "done"
TO_DO = "to-do"

NO_WHAT = "no_what"
NO_WHO = "no_who"
NOT_A_DATE = "not_a_date"

GENERAL = "south-south-cooperation"
"""A theme that every exchange has: sharing it says nothing."""

LONGEST_WHAT = 500
LONGEST_WHO = 200


class Wish(NamedTuple):
    """What an exchange offers or asks for, as far as matching goes.

    :param kind: offer or request.
    :param stage: one of :data:`STAGES`.
    :param themes: tokens.
    :param sectors: tokens.
    :param related: UIDs of the practices and other items that it names.
    """

    kind: str
    stage: str
    themes: frozenset[str]
    sectors: frozenset[str]
    related: frozenset[str] = frozenset()


def other_side(kind: str) -> str:
    """Name what an offer or request looks for.

    :param kind: offer or request.
    """
    return REQUEST if kind == OFFER else OFFER


def fit(one: Wish, other: Wish) -> int:
    """Say how well two exchanges fit: 0 when they do not.

    An offer fits a request while both still look for their other side and share something. A
    shared practice counts most: one wants what the other did.

    :param one: an exchange.
    :param other: another one.
    """
    if {one.kind, other.kind} != set(KINDS) or not {one.stage, other.stage} <= SOUGHT:
        return 0
    themes = (one.themes & other.themes) - {GENERAL}
    sectors = one.sectors & other.sectors
    return 3 * len(one.related & other.related) + 2 * len(themes) + 2 * len(sectors)


def commitment_problems(rows: Iterable[Mapping[str, str]]) -> list[tuple[int, str]]:
    """Find what is wrong with commitments.

    :param rows: rows with ``what``, ``who``, ``due`` and ``state``.
    :returns: pairs of the number of a row, from 1, and one of the names above.
    """
    found = []
    for number, row in enumerate(rows, 1):
        if not row["what"].strip():
            found.append((number, NO_WHAT))
        if not row["who"].strip():
            found.append((number, NO_WHO))
        if row["due"] and not valid_date(row["due"]):
            found.append((number, NOT_A_DATE))
    return found


def read_commitments(cell: str) -> list[dict[str, str]]:
    """Read ``what | who | 2026-11 | done`` from a cell; several are separated by ``;``.

    :param cell: the text of the cell.
    :raises Unreadable: with all that is wrong.
    """
    rows, reasons = [], []
    for text in filter(None, (part.strip() for part in cell.split(";"))):
        parts = [part.strip() for part in text.split("|")]
        what, who, due, state, *rest = (*parts, "", "", "", "")[: max(len(parts), 4)]
        row = {"what": what, "who": who, "due": due, "state": DONE if state else TO_DO}
        rows.append(row)
        if rest or state.casefold() not in ("", DONE):
            reasons.append(("not_a_commitment", {"value": text[:60]}))
        reasons += [
            (COMMITMENT_REASONS[reason], {"value": text[:60]})
            for _number, reason in commitment_problems([row])
        ]
    if reasons:
        raise Unreadable(*reasons)
    if len(rows) > MOST_COMMITMENTS:
        raise wrong("too_many", count=str(len(rows)), limit=str(MOST_COMMITMENTS))
    return rows


COMMITMENT_REASONS = {
    NO_WHAT: "commitment_no_what",
    NO_WHO: "commitment_no_who",
    NOT_A_DATE: "not_a_date",
}

MOST_COMMITMENTS = 50
