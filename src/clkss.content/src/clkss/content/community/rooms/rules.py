"""Who sees what lies in a committee's room: names of states and steps, each in this one place.

Source: product.md, section 3.5; the sentences are in docs/concepts/access.md.
"""

from datetime import date


DRAFT = "draft"
"""Those who prepare it: the committee's secretary and its contributors."""

ROOM = "room"
"""Whoever serves on the committee, and the secretaries of those above."""

NETWORK = "network"
"""Whoever serves on any committee."""

PUBLIC = "public"
"""Everybody."""

STATES = (DRAFT, ROOM, NETWORK, PUBLIC)
"""The states, from the narrowest circle to the widest."""

SHARE_ROOM = "share_room"
SHARE_NETWORK = "share_network"
SHARE_PUBLIC = "share_public"
TAKE_BACK = "take_back"

LEADS_TO = {
    SHARE_ROOM: ROOM,
    SHARE_NETWORK: NETWORK,
    SHARE_PUBLIC: PUBLIC,
    TAKE_BACK: DRAFT,
}
"""The state to which each step leads, from any other."""


def is_open(closes: str | None, ended: str | None, today: date) -> bool:
    """Say whether something takes votes or comments; the last day counts.

    :param closes: the last day, as ISO text; without one nothing is taken.
    :param ended: the day on which it ended before that, or nothing.
    :param today: the day.
    """
    return bool(closes) and not ended and today <= date.fromisoformat(closes)


def is_wider(old: str, new: str) -> bool:
    """Say whether more people see something than before.

    :param old: the state before.
    :param new: the state now.
    """
    return STATES.index(new) > STATES.index(old)


def steps_from(state: str) -> tuple[str, ...]:
    """Name the steps that lead away from a state, to the nearest circle first.

    :param state: one of :data:`STATES`.
    """
    return tuple(step for step, target in LEADS_TO.items() if target != state)
