"""Meetings in words."""

from clkss.content import _
from clkss.content.community.meetings import rules


LIVES = {
    rules.PLANNED: _("meeting_planned", default="Planned"),
    rules.HELD: _("meeting_held", default="Held"),
    rules.CANCELLED: _("meeting_cancelled", default="Cancelled"),
}

ATTENDANCE = {
    rules.PRESENT: _("meeting_present", default="Present"),
    rules.EXCUSED: _("meeting_excused", default="Excused"),
    rules.ABSENT: _("meeting_absent", default="Absent"),
}

NOBODY = _("meeting_nobody", default="nobody")
"""Stands for the owner of an action who does not serve on the committee any more."""


def times(facts):
    """Write day and time of a meeting, as far as they are known.

    :param facts: a mapping with ``day``, ``begins`` and ``ends``.
    :returns: a text that needs no translation; empty when no day is known.
    """
    day = facts.get("day") or ""
    begins = facts.get("begins") or ""
    ends = facts.get("ends") or ""
    if not (day and begins):
        return day
    return f"{day}, {begins}–{ends}" if ends > begins else f"{day}, {begins}"
