"""Consultations on a committee's page and on a page of their own."""

from clkss.content import _
from clkss.content.community.consultations.content import CONSULTATION
from clkss.content.community.rooms.closing import ClosingList
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import ListSection


def comment_until(day):
    """Say until when one may comment.

    :param day: the last day.
    """
    return _("consultation_open_until", default="comment until ${day}", mapping={"day": day})


class ConsultationList(ClosingList):
    """What the lists of consultations have in common."""

    portal_type = CONSULTATION
    title = _("heading_consultations", default="Consultations")
    empty = _("room_no_consultations", default="No consultation is here yet.")
    add_label = _("title_add_consultation", default="Ask for comments on a draft")
    closed = _("consultation_is_closed", default="closed")
    settled = _("consultation_is_decided", default="outcome written")
    settled_by = "decided"
    until = staticmethod(comment_until)


class ConsultationSection(ConsultationList, ListSection):
    """The consultations that matter now."""

    order = 50
    name = "consultations"


class ConsultationPage(ConsultationList, ListPage):
    """All consultations."""
