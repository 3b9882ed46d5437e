"""Polls on a committee's page and on a page of their own."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.polls import rules
from clkss.content.community.polls.content import POLL
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.sections import facts_of
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import ListSection


CLOSED = _("poll_is_closed", default="closed")
ANNOUNCED = _("poll_is_announced", default="result announced")


def takes_votes(brain):
    """Say whether a poll of a list takes votes.

    :param brain: its brain.
    """
    known = facts_of(brain)
    return brain.review_state != rooms.DRAFT and rules.is_open(
        known.get("closes"), known.get("closed"), clearances.today()
    )


class PollList:
    """What the lists of polls have in common."""

    portal_type = POLL
    title = _("heading_polls", default="Polls")
    empty = _("room_no_polls", default="No poll is here yet.")
    add_label = _("title_add_poll", default="Ask for votes")

    def order_of(self, brains):
        """Give the open ones first, those that close soonest on top.

        :param brains: the newest first.
        """
        running = [brain for brain in brains if takes_votes(brain)]
        rest = [brain for brain in brains if not takes_votes(brain)]
        return sorted(running, key=lambda brain: facts_of(brain)["closes"]) + rest

    def facts(self, brain):
        """Say until when one may vote, or that it is over."""
        known = facts_of(brain)
        if takes_votes(brain):
            return [open_until(known["closes"])]
        if known.get("announced"):
            return [ANNOUNCED]
        return [] if brain.review_state == rooms.DRAFT else [CLOSED]


def open_until(day):
    """Say until when one may vote.

    :param day: the last day.
    """
    return _("poll_open_until", default="open until ${day}", mapping={"day": day})


class PollSection(PollList, ListSection):
    """The polls that matter now."""

    order = 60
    name = "polls"


class PollPage(PollList, ListPage):
    """All polls."""
