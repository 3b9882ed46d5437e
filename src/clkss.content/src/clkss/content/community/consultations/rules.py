"""Consultations: until when, on what, and what follows. Standard library only."""

from datetime import date


LONGEST_TEXT = 100_000
LONGEST_QUESTION = 5_000
LONGEST_OUTCOME = 20_000
MOST_PARTS = 500

# What is wrong with a consultation.
NO_DRAFT = "no-draft"
TOO_MANY_PARTS = "too-many-parts"
NO_DAY = "no-day"
DAY_PAST = "day-past"

NOTICE = 2
"""Days before the last one on which people are reminded."""


def problems(
    parts: int, files: int, closes: str, today: date, is_new: bool
) -> list[tuple[str, str]]:
    """Name what speaks against asking.

    :param parts: number of paragraphs of the draft.
    :param files: number of files.
    :param closes: the last day, as ISO text, or nothing.
    :param today: the day.
    :param is_new: whether nobody was asked yet: then the last day must be to come.
    :returns: pairs of the name of a field and a reason.
    """
    found = []
    if not parts and not files:
        found.append(("text", NO_DRAFT))
    if parts > MOST_PARTS:
        found.append(("text", TOO_MANY_PARTS))
    if not closes:
        found.append(("closes", NO_DAY))
    elif is_new and date.fromisoformat(closes) < today:
        found.append(("closes", DAY_PAST))
    return found


def is_time_to_remind(closes: str | None, today: date) -> bool:
    """Say whether people are reminded on a day.

    :param closes: the last day, as ISO text, or nothing.
    :param today: the day.
    """
    return bool(closes) and (date.fromisoformat(closes) - today).days == NOTICE
