"""Periods, states, answers and sums of periodic reports. Knows nothing of Plone.

Sources: product.md, part 3, 6 (the ladder; sign-off with coverage; a signed report is locked).
"""

from clkss.content.frame import rules as frame
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from typing import NamedTuple

import re


# States of a report
DRAFT = "draft"
SUBMITTED = "submitted"
RETURNED = "returned"
ACCEPTED = "accepted"
EXCUSED = "excused"
SIGNED = "signed"

STATES = (DRAFT, SUBMITTED, RETURNED, ACCEPTED, EXCUSED, SIGNED)

COUNTED = (SUBMITTED, ACCEPTED, SIGNED)
"""States in which the figures of a report count."""

IN = (*COUNTED, EXCUSED)
"""States in which a sign-off above does not wait for a report."""

WRITABLE = (DRAFT, RETURNED, EXCUSED)
"""States in which its own committee writes a report; those above see that it is so, and no more."""

# Steps
SUBMIT = "submit"
TAKE_BACK = "take-back"
ACCEPT = "accept"
RETURN = "return"
EXCUSE = "excuse"
SIGN = "sign"
REOPEN = "reopen"

STEPS = {
    SUBMIT: (WRITABLE, SUBMITTED),
    TAKE_BACK: ((SUBMITTED,), DRAFT),
    ACCEPT: ((SUBMITTED,), ACCEPTED),
    RETURN: ((SUBMITTED, ACCEPTED), RETURNED),
    EXCUSE: ((DRAFT, RETURNED), EXCUSED),
    SIGN: ((SUBMITTED, ACCEPTED), SIGNED),
    REOPEN: ((SIGNED,), RETURNED),
}
"""From which states each step leads to which."""

OWN_STEPS = (SUBMIT, TAKE_BACK, SIGN, REOPEN)
"""Steps of the secretary and the monitor of the report's own committee."""

STEPS_ABOVE = (ACCEPT, RETURN, EXCUSE, REOPEN)
"""Steps of the secretaries of the committees above."""

WITH_REASON = (RETURN, EXCUSE, REOPEN)
"""Steps that say why."""

# What is shown of a committee that owes a report.
MISSING = "missing"
LATE = "late"

# Kinds of periods
MONTHLY = "monthly"
QUARTERLY = "quarterly"
YEARLY = "yearly"

PERIOD_KINDS = (MONTHLY, QUARTERLY, YEARLY)

# Kinds of questions
FIGURE = "figure"
YES_NO = "yes-no"
TEXT = "text"

QUESTION_KINDS = (FIGURE, YES_NO, TEXT)

YES = "yes"
NO = "no"

MOST_FIGURES = 20
"""Questions of a template that can be added up: figures, and how often the answer is yes."""

LONGEST_QUESTION = 300
LONGEST_TEXT = 5_000
LONGEST_REASON = 1_000
MOST_DAYS = 366

# What is wrong with an answer.
NOT_ANSWERED = "not_answered"
NOT_A_NUMBER = "not_a_number"
NOT_YES_OR_NO = "not_yes_or_no"
TOO_LONG = "too_long"

# What speaks against a step.
NOT_NOW = "not_now"
LOCKED = "locked"
NO_REASON = "no_reason"
REASON_TOO_LONG = "reason_too_long"
INCOMPLETE = "incomplete"
WAITING = "waiting"

LINK_HOLDS = 30 * 24 * 3600
"""Seconds for which the link of a mail that files "nothing to report" holds."""

PURPOSE = "clkss nothing to report 1"
SIGNATURE = 40

_FIGURE = re.compile(r"[0-9]{1,12}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def period_of(kind: str, day: date) -> str:
    """Name the period in which a day lies.

    :param kind: one of :data:`PERIOD_KINDS`.
    :param day: the day.
    """
    if kind == MONTHLY:
        return f"{day.year:04}-{day.month:02}"
    if kind == QUARTERLY:
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if kind == YEARLY:
        return f"{day.year:04}"
    raise ValueError(f"Not a kind of period: {kind!r}")


def last_day(period: str) -> date:
    """Give the last day of a period.

    :param period: such as ``2026-11``, ``2026-Q3`` or ``2026``.
    :raises ValueError: for anything else.
    """
    if match := _MONTH.fullmatch(period):
        year, month = int(match[1]), int(match[2])
    elif match := _QUARTER.fullmatch(period):
        year, month = int(match[1]), int(match[2]) * 3
    elif _YEAR.fullmatch(period):
        year, month = int(period), 12
    else:
        raise ValueError(f"Not a period: {period!r}")
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def first_day(period: str) -> date:
    """Give the first day of a period.

    :param period: such as ``2026-11``, ``2026-Q3`` or ``2026``.
    :raises ValueError: for anything else.
    """
    last = last_day(period)
    if _MONTH.fullmatch(period):
        return last.replace(day=1)
    if _QUARTER.fullmatch(period):
        return date(last.year, last.month - 2, 1)
    return date(last.year, 1, 1)


def ended_before(kind: str, today: date) -> str:
    """Name the last period that has ended.

    :param kind: one of :data:`PERIOD_KINDS`.
    :param today: the day.
    """
    return period_of(kind, first_day(period_of(kind, today)) - timedelta(days=1))


def is_owed(period: str, since: date) -> bool:
    """Say whether a period is asked about: it ended when there was the template already.

    :param period: the period.
    :param since: the day on which the template was made.
    """
    return last_day(period) >= since


def owes(since: str | None, due: str, state: str | None) -> bool:
    """Say whether a committee owes the report of a period.

    It does when it was on record on the due day, the last on which it could still report in time;
    and whatever came from one that was founded later counts all the same.

    :param since: the day on which it came on record, as 2026-11-26; empty when that is not known,
        None when it is not on record.
    :param due: the due day of the period, written alike.
    :param state: the state of its report; None when there is none.
    """
    return state not in (None, DRAFT) or (since is not None and since <= due)


def days_late(due: date, today: date) -> int:
    """Say how many days something that has not come is late; none on its day.

    :param due: the last day on which it is in time.
    :param today: the day.
    """
    return max((today - due).days, 0)


def may_sign(total: int, missing: int, today: date, grace_ends: date) -> bool:
    """Say whether a committee may sign: nothing below is missing, or the days of grace are over.

    :param total: committees below that owe a report.
    :param missing: those whose report is not in.
    :param today: the day.
    :param grace_ends: the last day of grace.
    """
    return missing == 0 or total == 0 or today > grace_ends


class Coverage(NamedTuple):
    """From how many committees below a report has come.

    :param total: committees on record that owe one.
    :param reported: those whose figures count.
    :param excused: those that were excused.
    """

    total: int
    reported: int
    excused: int

    @property
    def missing(self) -> int:
        """How many are not in."""
        return self.total - self.reported - self.excused

    @property
    def percent(self) -> int:
        """The part that reported, of those that were not excused; rounded down."""
        owing = self.total - self.excused
        return 100 if owing == 0 else self.reported * 100 // owing


def coverage(total: int, by_state: dict[str, int]) -> Coverage:
    """Say from how many committees a report has come.

    :param total: committees that owe one.
    :param by_state: how many reports are in each state.
    """
    return Coverage(
        total, sum(by_state.get(state, 0) for state in COUNTED), by_state.get(EXCUSED, 0)
    )


def status(state: str | None, due: date, today: date, is_awaited: bool = True) -> str:
    """Say what is shown of a committee: the state of its report, or that it is missing or late.

    :param state: the state of its report; None when there is none.
    :param due: the last day on which it is in time.
    :param today: the day.
    :param is_awaited: see :func:`owes`; nobody waits for a draft of whoever owes nothing.
    """
    if state is None or (state == DRAFT and is_awaited):
        return LATE if today > due else MISSING
    return state


def columns(questions: Sequence[dict]) -> list[int]:
    """Name the questions that can be added up, by their numbers from 0.

    :param questions: rows with ``kind``.
    """
    return [number for number, each in enumerate(questions) if each["kind"] != TEXT]


def too_many_figures(questions: Sequence[dict]) -> bool:
    """Say whether more can be added up than there is room for.

    :param questions: rows with ``kind``.
    """
    return len(columns(questions)) > MOST_FIGURES


def figures(questions: Sequence[dict], answers: Sequence[str]) -> list[int]:
    """Give what a report adds to the sums; an answer that is not there adds nothing.

    :param questions: rows with ``kind``.
    :param answers: texts, one for each question; none at all when there was nothing to report.
    """
    found = []
    for number in columns(questions):
        text = answers[number] if number < len(answers) else ""
        if questions[number]["kind"] == YES_NO:
            found.append(int(text == YES))
        else:
            found.append(int(text) if _FIGURE.fullmatch(text) else 0)
    return found


def read_answers(
    questions: Sequence[dict], entered: Sequence[str]
) -> tuple[list[str], dict[int, str]]:
    """Read the answers to the questions of a report.

    :param questions: rows with ``kind`` and ``needed``.
    :param entered: what came for each; shorter when something is missing.
    :returns: the answers, and what is wrong with them by the number of the question, from 0.
    """
    answers, wrong = [], {}
    for number, question in enumerate(questions):
        text = entered[number].strip() if number < len(entered) else ""
        reason = _about_answer(question, text)
        if reason is not None:
            wrong[number] = reason
        answers.append(text)
    return answers, wrong


def _about_answer(question, text):
    kind = question["kind"]
    if not text:
        return NOT_ANSWERED if question["needed"] == YES else None
    if kind == FIGURE and _FIGURE.fullmatch(text) is None:
        return NOT_A_NUMBER
    if kind == YES_NO and text not in (YES, NO):
        return NOT_YES_OR_NO
    return TOO_LONG if len(text) > LONGEST_TEXT else None


def only_missing(wrong: dict[int, str]) -> bool:
    """Say whether answers can be kept as a draft: what is wrong is only that some are missing.

    :param wrong: reasons by number, from :func:`read_answers`.
    """
    return all(reason == NOT_ANSWERED for reason in wrong.values())


def problems(
    step: str, state: str, reason: str, is_locked: bool, is_complete: bool, is_ready: bool
) -> list[str]:
    """Name everything that speaks against a step.

    :param step: one of :data:`STEPS`.
    :param state: in which state the report is.
    :param reason: why, in words.
    :param is_locked: a report above it is signed.
    :param is_complete: every question that must be answered is.
    :param is_ready: all below is in, or the days of grace are over.
    """
    sources, _target = STEPS[step]
    if state not in sources:
        return [NOT_NOW]
    found = []
    if is_locked:
        found.append(LOCKED)
    if step in WITH_REASON and not reason.strip():
        found.append(NO_REASON)
    if len(reason) > LONGEST_REASON:
        found.append(REASON_TOO_LONG)
    if step == SUBMIT and not is_complete:
        found.append(INCOMPLETE)
    if step == SIGN and not is_ready:
        found.append(WAITING)
    return found


def ways(state: str, is_own: bool, is_above: bool, is_locked: bool) -> list[str]:
    """Name the steps that somebody may take.

    :param state: in which state the report is.
    :param is_own: secretary or monitor of its own committee.
    :param is_above: secretary of a committee above.
    :param is_locked: a report above it is signed.
    """
    if is_locked:
        return []
    mine = (OWN_STEPS if is_own else ()) + (STEPS_ABOVE if is_above else ())
    return [step for step, (sources, _target) in STEPS.items() if step in mine and state in sources]


def nil_token(secret: str, parts: Iterable[str], until: float) -> str:
    """Make the part of a link that lets one person file "nothing to report" once.

    :param secret: a secret of the site.
    :param parts: period, committee and person.
    :param until: when the link ends, in seconds since the epoch.
    """
    ends = str(int(until))
    return f"{ends}.{frame.signature(secret, PURPOSE, *parts, ends, length=SIGNATURE)}"


def holds_nil_token(keys: Collection[str], parts: Iterable[str], token: object, now: float) -> bool:
    """Say whether the site made a link for this, and whether it still holds.

    :param keys: the secrets that are still accepted.
    :param parts: period, committee and person.
    :param token: what came with the address.
    :param now: seconds since the epoch.
    """
    ends, _dot, digest = token.partition(".") if isinstance(token, str) else ("", "", "")
    if not (ends.isascii() and ends.isdecimal() and len(ends) <= 12 and digest.isascii()):
        return False
    genuine = frame.is_signature(keys, digest, PURPOSE, *parts, ends, length=SIGNATURE)
    return genuine and now <= int(ends)
