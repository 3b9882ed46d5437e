"""Lists of what has a last day and may be closed before it: polls and consultations."""

from abc import ABC
from abc import abstractmethod
from clkss.content.committees import clearances
from clkss.content.community.rooms import rules
from clkss.content.community.rooms.sections import facts_of


ENDS = ("closed", "announced", "decided")
"""Facts that say on which day something ended, whatever its last day is."""


def is_open(brain):
    """Say whether something takes votes or comments.

    :param brain: the brain of a poll or a consultation.
    """
    known = facts_of(brain)
    ended = next(filter(None, map(known.get, ENDS)), None)
    return brain.review_state != rules.DRAFT and rules.is_open(
        known.get("closes"), ended, clearances.today()
    )


class ClosingList(ABC):
    """What the lists have in common; a kind says it in its words."""

    settled_by = None
    """The fact that says that all is over and told."""

    settled = None
    """Says that; ``closed`` says that it is only closed."""

    closed = None

    @abstractmethod
    def until(self, day):
        """Say until when it is open.

        :param day: the last day.
        """

    def order_of(self, brains):
        """Give the open ones first, those that close soonest on top.

        :param brains: the newest first.
        """
        running = {brain.UID: facts_of(brain)["closes"] for brain in brains if is_open(brain)}
        return sorted(
            brains, key=lambda brain: (brain.UID not in running, running.get(brain.UID, ""))
        )

    def facts(self, brain):
        """Say until when it is open, or what became of it.

        :param brain: the brain.
        """
        known = facts_of(brain)
        if is_open(brain):
            return [self.until(known["closes"])]
        if known.get(self.settled_by):
            return [self.settled]
        return [] if brain.review_state == rules.DRAFT else [self.closed]
