"""To whom an advisory goes, and who may do what with it. Knows nothing of Plone.

Sources: product.md, part 3, 6 ("advisories addressed to levels/territories, with read receipts,
deadline and answer"); security.md, part 1 (access is computed for groups from facts).
"""

from clkss.content.committees import rules as committees
from clkss.content.territories import rules as territories
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import re


DRAFT = "draft"
SENT = "sent"
WITHDRAWN = "withdrawn"

SEND = "send"
WITHDRAW = "withdraw"

ISSUING = (committees.SECRETARY, committees.MONITOR)
"""Functions that write and send advisories of their committee."""

LONGEST_TEXT = 20_000
LONGEST_QUESTION = 300
LONGEST_ANSWER = 2_000
MOST_PLACES = 200

# Kinds of answers
TEXT = "text"
YES_NO = "yes-no"
NUMBER = "number"

KINDS = (TEXT, YES_NO, NUMBER)

YES = "yes"
NO = "no"

# What an advisory lacks, or has wrong.
NO_TITLE = "no_title"
NO_TEXT = "no_text"
NO_LEVELS = "no_levels"
LEVEL_ABOVE = "level_above"
NO_PLACES = "no_places"
PLACE_OUTSIDE = "place_outside"
LEVEL_NOT_THERE = "level_not_there"
BAD_DEADLINE = "bad_deadline"
DEADLINE_PAST = "deadline_past"
DEADLINE_WITHOUT_QUESTION = "no_question"

# What is wrong with an answer.
NOT_ANSWERED = "not_answered"
NOT_A_NUMBER = "not_a_number"
NOT_YES_OR_NO = "not_yes_or_no"
TOO_LONG = "too_long"

_NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)


class Audience(NamedTuple):
    """To whom something goes.

    :param levels: levels of committees, as in :data:`territories.rules.COMMITTEE_LEVELS`.
    :param places: codes of territories; the committees of these and of all within.
    :param functions: functions in which people serve; empty for all.
    """

    levels: frozenset[str]
    places: frozenset[str]
    functions: frozenset[str] = frozenset()

    def holds_place(self, level: str, lineage: Iterable[str]) -> bool:
        """Say whether the committee of a territory is addressed.

        :param level: the level of the committee.
        :param lineage: the territory's code and those of all it lies in.
        """
        return level in self.levels and not self.places.isdisjoint(lineage)

    def holds_function(self, function: str) -> bool:
        """Say whether people who serve in a function are addressed.

        :param function: one of :data:`committees.rules.FUNCTIONS`.
        """
        return not self.functions or function in self.functions


class Lineage(NamedTuple):
    """A committee's territory with all it lies in.

    :param level: level of the committee.
    :param codes: its territory's code first, the country's last.
    """

    level: str
    codes: tuple[str, ...]


def is_addressed(audience: Audience, group: str, lineage_of) -> bool:
    """Say whether the people of a computed group are addressed.

    Only groups of a function on a committee of a territory are; sub-committees are not.

    :param audience: to whom it goes.
    :param group: id of any group.
    :param lineage_of: gives the :class:`Lineage` of a territory's code, or None.
    """
    parsed = committees.parse_group(group)
    if parsed is None or parsed.committee is None or parsed.function is None:
        return False
    code, token = committees.split_key(parsed.committee)
    lineage = None if token else lineage_of(code)
    return (
        lineage is not None
        and audience.holds_function(parsed.function)
        and audience.holds_place(lineage.level, lineage.codes)
    )


def levels_below(level: str) -> tuple[str, ...]:
    """Name the levels to which a committee of a level may turn: its own and those below.

    :param level: the committee's level.
    """
    order = territories.COMMITTEE_LEVELS
    return order[: order.index(level) + 1]


def problems(
    title: str,
    text: str,
    audience: Audience,
    issuer_level: str,
    issuer_code: str,
    lineage_of,
    deadline: str,
    questions: Sequence[dict],
    today: date,
) -> list[tuple[str, str]]:
    """Name everything that speaks against sending an advisory, as pairs of a field and a reason.

    :param title: its title.
    :param text: what it says.
    :param audience: to whom it goes.
    :param issuer_level: level of the committee that sends it.
    :param issuer_code: code of that committee's territory.
    :param lineage_of: gives the :class:`Lineage` of a territory's code, or None.
    :param deadline: a day as ``2026-11-26``, or nothing.
    :param questions: rows of what is asked.
    :param today: the day.
    """
    found = []
    if not title.strip():
        found.append(("title", NO_TITLE))
    if not text.strip():
        found.append(("text", NO_TEXT))
    allowed = levels_below(issuer_level)
    if not audience.levels:
        found.append(("levels", NO_LEVELS))
    elif not audience.levels <= set(allowed):
        found.append(("levels", LEVEL_ABOVE))
    lineages = [lineage_of(code) for code in audience.places]
    if not audience.places:
        found.append(("territories", NO_PLACES))
    elif any(each is None or issuer_code not in each.codes for each in lineages):
        found.append(("territories", PLACE_OUTSIDE))
    elif audience.levels & set(allowed) and not _meet(audience.levels, lineages):
        found.append(("levels", LEVEL_NOT_THERE))
    found += [("deadline", reason) for reason in _about_deadline(deadline, questions, today)]
    return found


def _meet(levels, lineages):
    order = territories.COMMITTEE_LEVELS
    highest = max(order.index(each.level) for each in lineages)
    return any(order.index(level) <= highest for level in levels)


def _about_deadline(deadline, questions, today):
    if not deadline:
        return []
    try:
        day = date.fromisoformat(deadline)
    except ValueError:
        return [BAD_DEADLINE]
    if day < today:
        return [DEADLINE_PAST]
    return [] if questions else [DEADLINE_WITHOUT_QUESTION]


def read_answers(
    questions: Sequence[dict], entered: Sequence[str]
) -> tuple[list[str], dict[int, str]]:
    """Read the answers to the questions of an advisory.

    :param questions: rows with ``question`` and ``kind``.
    :param entered: what came for each; shorter when something is missing.
    :returns: the answers, and what is wrong with them by the number of the question, from 0.
    """
    answers, wrong = [], {}
    for number, question in enumerate(questions):
        text = entered[number].strip() if number < len(entered) else ""
        reason = _about_answer(question["kind"], text)
        if reason is not None:
            wrong[number] = reason
        answers.append(text)
    return answers, wrong


def _about_answer(kind, text):
    if not text:
        return NOT_ANSWERED
    if kind == YES_NO and text not in (YES, NO):
        return NOT_YES_OR_NO
    if kind == NUMBER and _NUMBER.fullmatch(text) is None:
        return NOT_A_NUMBER
    return TOO_LONG if len(text) > LONGEST_ANSWER else None


def may_look_through(groups: Collection[str], key: str, chain: Iterable[tuple[str, str]]) -> bool:
    """Say whether somebody sees who of all that are addressed has read and answered.

    The secretaries and monitors of the committee that sent it do, and the secretaries above it.

    :param groups: the computed groups of who asks.
    :param key: the committee that sent it.
    :param chain: that committee and those above it.
    """
    group = committees.committee_group
    return any(group(key, function) in groups for function in ISSUING) or any(
        group(above, committees.SECRETARY) in groups for _level, above in chain
    )


def overseen(groups: Collection[str], lineage: Iterable[str]) -> bool:
    """Say whether somebody looks after the committee of a territory from above or in it.

    :param groups: the computed groups of who asks.
    :param lineage: the committee's territory and all it lies in.
    """
    group = committees.committee_group
    return any(group(code, function) in groups for code in lineage for function in ISSUING)


def reaches(audience: Audience, lineage: Lineage, lineage_of) -> bool:
    """Say whether something goes to committees in a territory.

    :param audience: to whom it goes.
    :param lineage: the territory with all it lies in.
    :param lineage_of: gives the :class:`Lineage` of a territory's code, or None.
    """
    if audience.levels.isdisjoint(levels_below(lineage.level)):
        return False
    if not audience.places.isdisjoint(lineage.codes):
        return True
    inner = (lineage_of(code) for code in audience.places)
    return any(each is not None and lineage.codes[0] in each.codes for each in inner)
