"""Polls on a committee's page and on a page of their own."""

from clkss.content import _
from clkss.content.community.polls.content import POLL
from clkss.content.community.rooms.closing import ClosingList
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import ListSection


def open_until(day):
    """Say until when one may vote.

    :param day: the last day.
    """
    return _("poll_open_until", default="open until ${day}", mapping={"day": day})


class PollList(ClosingList):
    """What the lists of polls have in common."""

    portal_type = POLL
    title = _("heading_polls", default="Polls")
    empty = _("room_no_polls", default="No poll is here yet.")
    add_label = _("title_add_poll", default="Ask for votes")
    closed = _("poll_is_closed", default="closed")
    settled = _("poll_is_announced", default="result announced")
    settled_by = "announced"
    until = staticmethod(open_until)


class PollSection(PollList, ListSection):
    """The polls that matter now."""

    order = 60
    name = "polls"


class PollPage(PollList, ListPage):
    """All polls."""
