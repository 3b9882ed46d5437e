"""Consultations on a committee's page and on a page of their own."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.consultations import rules
from clkss.content.community.consultations.content import CONSULTATION
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.sections import facts_of
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import ListSection


CLOSED = _("consultation_is_closed", default="closed")
DECIDED = _("consultation_is_decided", default="outcome written")


def takes_comments(brain):
    """Say whether a consultation of a list takes comments.

    :param brain: its brain.
    """
    known = facts_of(brain)
    return brain.review_state != rooms.DRAFT and rules.is_open(
        known.get("closes"), known.get("closed"), known.get("decided"), clearances.today()
    )


def comment_until(day):
    """Say until when one may comment.

    :param day: the last day.
    """
    return _("consultation_open_until", default="comment until ${day}", mapping={"day": day})


class ConsultationList:
    """What the lists of consultations have in common."""

    portal_type = CONSULTATION
    title = _("heading_consultations", default="Consultations")
    empty = _("room_no_consultations", default="No consultation is here yet.")
    add_label = _("title_add_consultation", default="Ask for comments on a draft")

    def order_of(self, brains):
        """Give the open ones first, those that close soonest on top.

        :param brains: the newest first.
        """
        running = [brain for brain in brains if takes_comments(brain)]
        rest = [brain for brain in brains if not takes_comments(brain)]
        return sorted(running, key=lambda brain: facts_of(brain)["closes"]) + rest

    def facts(self, brain):
        """Say until when one may comment, or what became of it."""
        known = facts_of(brain)
        if takes_comments(brain):
            return [comment_until(known["closes"])]
        if known.get("decided"):
            return [DECIDED]
        return [] if brain.review_state == rooms.DRAFT else [CLOSED]


class ConsultationSection(ConsultationList, ListSection):
    """The consultations that matter now."""

    order = 50
    name = "consultations"


class ConsultationPage(ConsultationList, ListPage):
    """All consultations."""
