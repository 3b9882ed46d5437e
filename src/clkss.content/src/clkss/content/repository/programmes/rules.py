"""For whom a programme is, and with what means: how both are written, checked and added up.

Source: product.md, part 3.1 (beneficiaries by sex and age group, planned and reached; budget by
source).
"""

from clkss.content.knowledge.rules import MOST_ROWS
from clkss.content.knowledge.rules import whole_number
from clkss.content.sheets.rules import shorten
from clkss.content.sheets.rules import Unreadable
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any
from typing import NamedTuple

import re


ALL = "all"

SEXES = ("girls", "boys", ALL)
AGES = ("0-4", "5-9", "10-14", "15-17", "18+", ALL)

TARGET = "target"
REACHED = "reached"
COUNTS = (TARGET, REACHED)

LONGEST_SOURCE = 300
LONGEST_NOTE = 300

# What may be wrong with rows of beneficiaries or of the budget.
NO_NUMBER = "no_number"
TWICE = "twice"
TOO_SMALL = "too_small"
NO_SOURCE = "no_source"
NO_AMOUNT = "no_amount"

_SPACES = re.compile(r"\s+")
_DASHES = re.compile("[‐‑‒–—]")
_MONEY = re.compile(r"(?:PHP|Php|php|P|₱)?\s*([0-9][0-9., ]*)(?:PHP|Php|php|pesos?)?")


class Group(NamedTuple):
    """Beneficiaries of one sex and age group; each may be all of them."""

    sex: str
    age: str


Rows = Iterable[Mapping[str, Any]]


# Beneficiaries


def beneficiary_problems(rows: Rows) -> list[tuple[int, str]]:
    """Name what is wrong with rows of beneficiaries of the right shape.

    :param rows: mappings of ``sex``, ``age``, ``target`` and ``reached``.
    :returns: pairs of the number of a row, from 1, and a reason.
    """
    rows = tuple(rows)
    problems = []
    seen = set()
    for number, row in enumerate(rows, 1):
        group = Group(row["sex"], row["age"])
        if all(row[count] is None for count in COUNTS):
            problems.append((number, NO_NUMBER))
        if group in seen:
            problems.append((number, TWICE))
        elif any(_is_too_small(row, rows, count) for count in COUNTS):
            problems.append((number, TOO_SMALL))
        seen.add(group)
    return problems


def _is_too_small(row: Mapping[str, Any], rows: Rows, count: str) -> bool:
    """Say whether a total is less than what is said of its parts."""
    said = row[count]
    if said is None or ALL not in (row["sex"], row["age"]):
        return False
    figures = Figures(rows, count)
    return said < figures.parts(Group(row["sex"], row["age"]))


class Figures:
    """Adds up what is said of groups, whole or in part, without counting anybody twice.

    :param rows: mappings of ``sex``, ``age`` and the count; each group at most once.
    :param count: ``target`` or ``reached``.
    """

    def __init__(self, rows: Rows, count: str) -> None:
        self._said = {
            Group(row["sex"], row["age"]): row[count] for row in rows if row[count] is not None
        }

    def number(self, sex: str, age: str) -> int | None:
        """Give the number of a group: as it is said, else the least that its parts make.

        :param sex: one of :data:`SEXES`.
        :param age: one of :data:`AGES`.
        :returns: ``None`` when nothing is said of it.
        """
        group = Group(sex, age)
        if group in self._said:
            return self._said[group]
        if not any(_is_part(part, group) for part in self._said):
            return None
        return self.parts(group)

    def parts(self, group: Group) -> int:
        """Give the least that the parts of a group make.

        The parts by sex and those by age are counted each for themselves; the larger sum stands,
        since the same people may be in both.

        :param group: a group.
        """
        by_sex = by_age = 0
        if group.sex == ALL:
            by_sex = sum(self.number(sex, group.age) or 0 for sex in SEXES if sex != ALL)
        if group.age == ALL:
            by_age = sum(self.number(group.sex, age) or 0 for age in AGES if age != ALL)
        return max(by_sex, by_age)


def _is_part(part: Group, group: Group) -> bool:
    return (
        part != group
        and part.sex in (group.sex, *_parts_of(group.sex, SEXES))
        and part.age
        in (
            group.age,
            *_parts_of(group.age, AGES),
        )
    )


def _parts_of(value: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values) if value == ALL else ()


def read_beneficiaries(cell: str) -> list[dict[str, Any]]:
    """Read the cell of a sheet, such as ``girls 10-14: 120/80; boys 15-17: 60/45``.

    :param cell: groups, each with what was planned and what was reached; either may be empty.
    :raises Unreadable: with everything that is wrong.
    """
    rows, reasons = [], []
    for part in _split(cell):
        try:
            rows.append(_read_group(part))
        except Unreadable as error:
            reasons.extend(error.reasons)
    if reasons:
        raise Unreadable(*reasons)
    reasons = [
        (f"beneficiaries_{reason}", {"value": "{sex} {age}".format(**rows[number - 1])})
        for number, reason in beneficiary_problems(rows)
    ]
    if reasons:
        raise Unreadable(*reasons)
    return rows


def _read_group(part: str) -> dict[str, Any]:
    name, colon, numbers = part.rpartition(":")
    words = _DASHES.sub("-", name).casefold().split()
    if not colon or len(words) > 2 or numbers.count("/") > 1:
        raise _wrong("beneficiaries_form", part)
    sex, age = _group(words)
    reasons = []
    if sex not in SEXES:
        reasons.append(("beneficiaries_sex", {"value": shorten(sex)}))
    if age not in AGES:
        reasons.append(("beneficiaries_age", {"value": shorten(age), "ages": ", ".join(AGES)}))
    counts = dict(zip(COUNTS, (*numbers.split("/"), "")[:2], strict=True))
    values = {}
    for count, text in counts.items():
        text = text.strip()
        values[count] = whole_number(text) if text else None
        if text and values[count] is None:
            reasons.append(("beneficiaries_number", {"value": shorten(text)}))
    if reasons:
        raise Unreadable(*reasons)
    return {"sex": sex, "age": age, **values}


def _group(words: list[str]) -> tuple[str, str]:
    if len(words) == 2:
        return words[0], words[1]
    if not words:
        return ALL, ALL
    (word,) = words
    return (word, ALL) if word in SEXES or word not in AGES else (ALL, word)


# Budget


def budget_problems(rows: Rows) -> list[tuple[int, str]]:
    """Name what is wrong with rows of the budget of the right shape.

    :param rows: mappings of ``source``, ``amount`` and ``note``.
    :returns: pairs of the number of a row, from 1, and a reason.
    """
    problems = []
    for number, row in enumerate(rows, 1):
        if not row["source"].strip():
            problems.append((number, NO_SOURCE))
        if row["amount"] is None and not row["note"].strip():
            problems.append((number, NO_AMOUNT))
    return problems


def budget_total(rows: Rows) -> int | None:
    """Add up the amounts; ``None`` when there are none.

    :param rows: mappings of ``source``, ``amount`` and ``note``.
    """
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    return sum(amounts) if amounts else None


def read_budget(cell: str) -> list[dict[str, Any]]:
    """Read the cell of a sheet, such as ``DOLE: 1200000; Barangay: in kind``.

    An amount and a remark are separated by ``|``: ``DOLE: 1200000 | for nets``.

    :param cell: sources, each with an amount in whole pesos, a remark, or both.
    :raises Unreadable: with everything that is wrong.
    """
    rows, reasons = [], []
    for part in _split(cell):
        try:
            rows.append(_read_source(part))
        except Unreadable as error:
            reasons.extend(error.reasons)
    if reasons:
        raise Unreadable(*reasons)
    return rows


def _read_source(part: str) -> dict[str, Any]:
    source, colon, said = (text.strip() for text in part.partition(":"))
    if not colon or not source or not said:
        raise _wrong("budget_form", part)
    if len(source) > LONGEST_SOURCE:
        raise Unreadable(
            ("part_too_long", {"value": shorten(source), "limit": str(LONGEST_SOURCE)})
        )
    amount, bar, note = (text.strip() for text in said.partition("|"))
    money = _MONEY.fullmatch(amount)
    if money is None and not bar:
        amount, note = "", said
    if len(note) > LONGEST_NOTE:
        raise Unreadable(("part_too_long", {"value": shorten(note), "limit": str(LONGEST_NOTE)}))
    if not amount:
        return {"source": source, "amount": None, "note": note}
    number = whole_number(re.sub(r"\.00?$", "", money[1].strip())) if money else None
    if number is None:
        raise _wrong("budget_amount", amount)
    return {"source": source, "amount": number, "note": note}


def _split(cell: str) -> list[str]:
    parts = (_SPACES.sub(" ", part).strip() for part in cell.split(";"))
    found = [part for part in parts if part]
    if len(found) > MOST_ROWS:
        raise Unreadable(("too_many", {"count": str(len(found)), "limit": str(MOST_ROWS)}))
    return found


def _wrong(reason: str, value: str) -> Unreadable:
    return Unreadable((reason, {"value": shorten(value)}))
