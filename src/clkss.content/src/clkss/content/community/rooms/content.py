"""Papers of a committee, and what all room content has in common."""

from Acquisition import aq_base
from Acquisition import aq_parent
from clkss.content import _
from clkss.content.committees.content import ICommittee
from clkss.content.community.rooms.interfaces import IReady
from clkss.content.community.rooms.interfaces import IRoomContent
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.interfaces import IHoldsFiles
from clkss.content.knowledge.naming import name_for
from clkss.content.knowledge.withdrawn import files_of
from plone.app.content.namechooser import NormalizingNameChooser
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


DOCUMENT = "RoomDocument"

LONGEST_TEXT = 50_000

KINDS = {
    "resolution": _("document_resolution", default="Resolution or ordinance"),
    "minutes": _("document_minutes", default="Minutes"),
    "plan": _("document_plan", default="Plan"),
    "report": _("document_report", default="Report"),
    "form": _("document_form", default="Form or template"),
    "letter": _("document_letter", default="Letter"),
    "other": _("document_other", default="Other paper"),
}


@provider(IVocabularyFactory)
def kinds(context):
    """Vocabulary of the kinds of papers.

    :param context: anything.
    """
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in KINDS.items()])


class IRoomDocument(model.Schema):
    """A paper of a committee: a text, files, or both."""

    title = schema.TextLine(
        title=_("label_title", default="Title"),
        max_length=knowledge.LONGEST_TITLE,
    )
    description = schema.Text(
        title=_("label_document_about", default="What it is about"),
        description=_("help_document_about", default="In one or two sentences."),
        required=False,
        max_length=2000,
    )
    kind = fields.term("clkss.room_document_kinds", _("label_document_kind", default="Kind"))
    day = fields.day(
        _("label_document_day", default="Day of the paper"),
        _("help_document_day", default="Such as 2026-11-26. May be left empty."),
    )
    text = fields.text(
        _("label_document_text", default="Text"),
        _(
            "help_document_text",
            default="A blank line separates paragraphs. No names of children. You may attach files "
            "instead.",
        ),
        LONGEST_TEXT,
    )


class RoomContent(Container):
    """What lies in a committee's room."""

    _ordering = "unordered"

    kept_for_lists = ()
    """Names of plain attributes that the catalog keeps for lists."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Who wrote it owns it no longer than a clearance says: no role is theirs alone.
        self.__ac_local_roles__ = {}


@implementer(IRoomDocument, IRoomContent, IHoldsFiles)
class RoomDocument(RoomContent):
    """A paper of a committee; files lie in it."""

    kept_for_lists = ("kind", "day")

    told = False
    """Whether the committee was told of it by mail."""


@adapter(IRoomDocument)
@implementer(IReady)
class DocumentReady:
    """A paper says something before it is shared.

    :param document: the paper.
    """

    def __init__(self, document):
        self.document = document

    def missing(self):
        """Give pairs of a field and a message."""
        if (self.document.text or "").strip() or files_of(self.document):
            return []
        return [("text", _("document_empty", default="Write the text, or attach a file."))]


def committee_of(item):
    """Give the committee in whose room something lies; None where it lies in none.

    :param item: room content, with its place.
    """
    parent = aq_parent(item)
    return parent if ICommittee.providedBy(parent) else None


@implementer(INameChooser)
@adapter(ICommittee)
class RoomNames(NormalizingNameChooser):
    """Chooses ids in a committee's room: the title, shortened, and four random characters.

    :param context: the committee.
    """

    def chooseName(self, name, obj):
        """Give the id of new content.

        :param name: what was asked for; room content is named after its title whatever it is.
        :param obj: the content.
        """
        if not IRoomContent.providedBy(obj):
            return super().chooseName(name, obj)
        chosen = name_for(obj.title, aq_base(obj).__dict__.get("submission"))
        while chosen in self.context:
            chosen = name_for(obj.title)
        return chosen
