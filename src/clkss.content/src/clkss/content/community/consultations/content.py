"""The consultation: a draft, what is asked about it, and until when."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.consultations import rules
from clkss.content.community.discussion.interfaces import IDiscussion
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.content import RoomContent
from clkss.content.community.rooms.interfaces import IReady
from clkss.content.community.rooms.interfaces import IRoomContent
from clkss.content.community.rooms.states import state_of
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.citation import paragraphs
from clkss.content.knowledge.interfaces import IHoldsFiles
from clkss.content.knowledge.withdrawn import files_of
from clkss.content.review.content import IReviewed
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.supermodel import model
from urllib.parse import urlsplit
from zope import schema
from zope.component import adapter
from zope.interface import implementer


CONSULTATION = "Consultation"

PROBLEMS = {
    rules.NO_DRAFT: _("consultation_no_draft", default="Write the draft, or attach it as a file."),
    rules.TOO_MANY_PARTS: _(
        "consultation_too_many_parts",
        default="The draft has more than 500 paragraphs. Attach it as a file, or ask about parts.",
    ),
    rules.NO_DAY: _("consultation_no_day", default="Say until when one may comment."),
    rules.DAY_PAST: _(
        "consultation_day_past", default="The last day is past. Choose today or a later day."
    ),
}

FIXED = _("consultation_fixed", default="Somebody has commented: the draft stays as it is.")


class IConsultation(model.Schema):
    """A draft on which those who serve are asked."""

    title = schema.TextLine(
        title=_("label_consultation_title", default="What the draft is about"),
        max_length=knowledge.LONGEST_TITLE,
    )
    question = fields.text(
        _("label_consultation_question", default="What you ask"),
        _(
            "help_consultation_question",
            default="For example: Can your barangay do what paragraph 3 says?",
        ),
        rules.LONGEST_QUESTION,
    )
    text = fields.text(
        _("label_consultation_text", default="The draft"),
        _(
            "help_consultation_text",
            default="A blank line separates paragraphs; they are numbered. It cannot change once "
            "somebody has commented. You may attach files instead.",
        ),
        rules.LONGEST_TEXT,
    )
    closes = fields.day(
        _("label_consultation_closes", default="Last day to comment"),
        _("help_consultation_closes", default="Such as 2026-12-15."),
    )
    item = schema.TextLine(
        title=_("label_consultation_item", default="It concerns"),
        description=_(
            "help_consultation_item",
            default="Address in this site of a practice, programme or other item, perhaps still a "
            "draft. The link is shown only to those who may see the item already.",
        ),
        required=False,
        max_length=1000,
    )


@implementer(IConsultation, IRoomContent, IHoldsFiles)
class Consultation(RoomContent):
    """A consultation; files lie in it, comments are posts."""

    kept_for_lists = ("closes", "closed", "decided")

    question = None
    text = None
    closes = None
    item = None

    closed = None
    """The day on which its secretary closed it before its last day."""

    decided = None
    """The day on which the outcome was written."""

    outcome = ""
    """What was taken up, and why."""


def is_open(consultation):
    """Say whether a consultation takes comments.

    :param consultation: the consultation.
    """
    ended = consultation.closed or consultation.decided
    return state_of(consultation) != rooms.DRAFT and rooms.is_open(
        consultation.closes, ended, clearances.today()
    )


@adapter(IConsultation)
@implementer(IDiscussion)
class DiscussionOfConsultation:
    """What a consultation says of its discussion.

    :param consultation: the consultation.
    """

    board = ""
    path = ""
    answered_by = 0
    asked_by = ""
    can_be_answered = False

    def __init__(self, consultation):
        self.is_open = is_open(consultation)
        self.is_public = state_of(consultation) == rooms.PUBLIC
        self.parts = len(paragraphs(consultation.text))


@adapter(IConsultation)
@implementer(IReady)
class ConsultationReady:
    """A consultation has a draft and a last day before it is shared.

    :param consultation: the consultation.
    """

    def __init__(self, consultation):
        self.consultation = consultation

    def missing(self):
        """Give pairs of a field and a message."""
        consultation = self.consultation
        is_new = (
            state_of(consultation) == rooms.DRAFT
            and not consultation.closed
            and not consultation.decided
            and not has_comments(consultation)
        )
        found = rules.problems(
            len(paragraphs(consultation.text)),
            len(files_of(consultation)),
            consultation.closes or "",
            clearances.today(),
            is_new,
        )
        return [(field, PROBLEMS[reason]) for field, reason in found]


def has_comments(consultation):
    """Say whether anybody has commented.

    :param consultation: the consultation.
    """
    return bool(IConversation(consultation))


def item_of(consultation):
    """Give what a consultation concerns, as the current user may see it.

    :param consultation: the consultation.
    :returns: its title and address; None where it names nothing, or nothing that the user sees.
    """
    path = urlsplit((consultation.item or "").strip()).path.rstrip("/")
    portal = api.portal.get()
    base = urlsplit(portal.absolute_url()).path
    if not path.startswith(f"{base}/"):
        return None
    inner = path[len(base) :].removesuffix("/view")
    found = api.content.find(
        path={"query": "/".join(portal.getPhysicalPath()) + inner, "depth": 0},
        object_provides=IReviewed,
    )
    return {"title": found[0].Title, "url": found[0].getURL()} if found else None
