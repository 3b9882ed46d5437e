"""What a meeting is."""

from clkss.content import _
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import words
from clkss.content.community.rooms.content import RoomContent
from clkss.content.community.rooms.interfaces import IReady
from clkss.content.community.rooms.interfaces import IRoomContent
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.interfaces import IHoldsFiles
from clkss.content.knowledge.rows import Cell
from clkss.content.knowledge.rows import Rows
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


PORTAL_TYPE = "Meeting"

LONGEST_MINUTES = 100_000
LONGEST_ITEM = 300
LONGEST_DECISION = 1000

LIVES = SimpleVocabulary([SimpleTerm(value, value, words.LIVES[value]) for value in rules.LIVES])

NO_ITEM = _("meeting_item_empty", default="say what it is about, or empty the row.")
NO_DECISION = _("meeting_decision_empty", default="write what was decided, or empty the row.")


class NotATime(schema.ValidationError):
    """Write the time as 14:00."""

    __doc__ = _("error_not_a_time", default="Write the time as 14:00, from 00:00 to 23:59.")


def is_time(value):
    """Say whether a time is written as it should be.

    :param value: what was entered.
    :raises NotATime: when it is not.
    """
    if value and not rules.is_time(value):
        raise NotATime(value)
    return True


def _time(title, description):
    return schema.TextLine(
        title=title, description=description, required=False, max_length=5, constraint=is_time
    )


def _unwritten(cell, message):
    def judge(rows):
        return [(number, message) for number, row in enumerate(rows, 1) if not row[cell].strip()]

    return judge


class IMeeting(model.Schema):
    """A meeting of a committee.

    Who was there, and who is to do what, is beside the fields: it names people.
    """

    title = schema.TextLine(
        title=_("label_title", default="Title"), max_length=knowledge.LONGEST_TITLE
    )
    day = fields.day(
        _("label_meeting_day", default="Day"),
        _("help_meeting_day", default="Such as 2026-11-26. Needed before it can be shared."),
    )
    begins = _time(
        _("label_meeting_begins", default="Begins at"),
        _("help_meeting_time", default="Philippine time, such as 14:00."),
    )
    ends = _time(
        _("label_meeting_ends", default="Ends at"),
        _("help_meeting_time", default="Philippine time, such as 14:00."),
    )
    place = fields.line(
        _("label_meeting_place", default="Place"),
        _("help_meeting_place", default="For example “Session hall, second floor”."),
        LONGEST_ITEM,
    )
    link = fields.address(
        _("label_meeting_link", default="Link to join online"),
        _(
            "help_meeting_link",
            default="Whoever sees the meeting sees the link. It begins with https://",
        ),
    )
    life = schema.Choice(
        title=_("label_meeting_life", default="What becomes of it"),
        vocabulary=LIVES,
        default=rules.PLANNED,
    )
    agenda = Rows(
        title=_("label_meeting_agenda", default="Agenda"),
        description=_(
            "help_meeting_agenda",
            default="Whoever sees the meeting sees the agenda: name offices rather than persons.",
        ),
        cells=(
            Cell("item", _("cell_meeting_item", default="Item"), limit=LONGEST_ITEM),
            Cell("presents", _("cell_meeting_presents", default="Who presents")),
            Cell("minutes", _("cell_meeting_minutes", default="Minutes"), is_number=True),
        ),
        judge=_unwritten("item", NO_ITEM),
    )
    minutes = fields.text(
        _("label_meeting_minutes", default="Minutes of the meeting"),
        _(
            "help_meeting_minutes",
            default="A blank line separates paragraphs. No names of children. You may attach files "
            "instead.",
        ),
        LONGEST_MINUTES,
    )
    decisions = Rows(
        title=_("label_meeting_decisions", default="Decisions"),
        description=_("help_meeting_decisions", default="Number and votes may be left empty."),
        cells=(
            Cell("what", _("cell_decision_what", default="Decision"), limit=LONGEST_DECISION),
            Cell("number", _("cell_decision_number", default="Number"), limit=60),
            Cell("votes_for", _("cell_decision_for", default="Votes for"), is_number=True),
            Cell(
                "votes_against", _("cell_decision_against", default="Votes against"), is_number=True
            ),
        ),
        judge=_unwritten("what", NO_DECISION),
    )

    @invariant
    def ends_after_it_begins(data):
        """A meeting takes time."""
        begins, ends = data.begins, data.ends
        if begins and ends and rules.is_time(begins) and rules.is_time(ends) and ends <= begins:
            raise Invalid(_("meeting_ends_early", default="It ends before it begins."))


@implementer(IMeeting, IRoomContent, IHoldsFiles)
class Meeting(RoomContent):
    """A meeting; files lie in it.

    ``attendance`` says of user ids who was there, ``actions`` holds mappings with ``id``, ``what``,
    ``owner``, ``due`` and ``done``; both are replaced, never changed in place.
    """

    kept_for_lists = ("day", "begins", "ends", "place", "link", "life")

    attendance = ()
    guests = ""
    actions = ()
    told = None
    """Day, time and life of which people were told last."""
    site_url = ""
    """Address of the site as whoever wrote it knows it; mails at night need it."""


@adapter(IMeeting)
@implementer(IReady)
class MeetingReady:
    """A meeting has a day before it is shared.

    :param meeting: the meeting.
    """

    def __init__(self, meeting):
        self.meeting = meeting

    def missing(self):
        """Give pairs of a field and a message."""
        if self.meeting.day:
            return []
        return [("day", _("meeting_no_day", default="Say on which day it is."))]
