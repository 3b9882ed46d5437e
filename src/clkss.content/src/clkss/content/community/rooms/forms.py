"""Writing what lies in a room: the form of knowledge with other steps, and without a review.

The forms of a kind name their steps; the add form also its ``portal_type``.
"""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.community.rooms import words
from clkss.content.community.rooms.content import DOCUMENT
from clkss.content.community.rooms.states import state_of
from clkss.content.frame.adding import WhereItMayLie
from clkss.content.frame.views import FormView
from clkss.content.knowledge.forms import KnowledgeForm
from clkss.content.knowledge.forms import MODIFY
from clkss.content.knowledge.forms import Step
from clkss.content.knowledge.saving import Changing
from clkss.content.knowledge.saving import Making
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from z3c.form import button
from zExceptions import Unauthorized


ADD = "clkss: Add Room Content"

SAVE = _("button_save", default="Save")

NOT_YOURS = _(
    "room_not_yours",
    default="Only the committee's secretary and its contributors write in its room.",
)


class RoomForm(KnowledgeForm):
    """What writing and changing have in common."""

    draft_note = _(
        "text_room_draft",
        default="Save as often as you like. Nobody but those who prepare it for the committee sees "
        "it before it is shared.",
    )
    submit_label = None
    selects = ("kind",)

    def about(self):
        """Return title and address of the committee."""
        committee = self.committee()
        return {"title": committee.title, "url": committee.absolute_url()}


class AddForm(Making, RoomForm, WhereItMayLie, DefaultAddForm, FormView):
    """Write something for a committee's room."""

    def __call__(self):
        if not api.user.has_permission(ADD, obj=self.context):
            raise Unauthorized(self.say(NOT_YOURS))
        return super().__call__()

    def say(self, message):
        """Return a message in the language of the request.

        :param message: a message id.
        """
        return api.portal.translate(message)

    def committee(self):
        """Return the committee."""
        return self.context

    @button.buttonAndHandler(_("button_save_draft", default="Save draft"), name="save")
    def handle_save(self, action):
        """Save a draft and show it."""
        data = self.read()
        if data is None:
            return
        clearances.assert_current(api.user.get_current().getId())
        item = self.make(data)
        self.redirect_with_message(
            _(
                "message_room_saved",
                default="Your draft is saved. Read it once more, then share it.",
            ),
            item.absolute_url(),
        )


class EditForm(Changing, RoomForm, DefaultEditForm, FormView):
    """Change something in a committee's room."""

    def __call__(self):
        if not api.user.has_permission(MODIFY, obj=self.context):
            raise Unauthorized(api.portal.translate(NOT_YOURS))
        return super().__call__()

    @property
    def is_draft(self):
        """Say whether the item is a draft."""
        return state_of(self.context) == rules.DRAFT

    def state(self):
        """Return the state in words."""
        return words.STATES[state_of(self.context)]

    def committee(self):
        """Return the committee."""
        return self.context.__parent__

    @button.buttonAndHandler(SAVE, name="save")
    def handle_save(self, action):
        """Save and show."""
        data = self.read_unless_changed()
        if data is None:
            return
        clearances.assert_current(api.user.get_current().getId())
        self.change(data)
        self.redirect_with_message(
            _("message_saved", default="Saved."), self.context.absolute_url()
        )

    def lacking(self):
        """Return what is missing before it can be shared."""
        return sharing.missing(self.context)


FILES = Step("files", _("step_room_files", default="Files"), ())
"""The last step where files may be attached."""

DOCUMENT_STEPS = (
    Step(
        "what",
        _("step_document_what", default="What"),
        ("title", "kind", "day", "description"),
    ),
    Step("text", _("step_document_text", default="Text"), ("text",)),
    FILES,
)


class DocumentForm:
    """What the forms of papers have in common."""

    form_steps = DOCUMENT_STEPS
    rows = {"description": 3, "text": 15}


class AddDocument(DocumentForm, AddForm):
    """Put a paper into the room."""

    portal_type = DOCUMENT
    page_title = _("title_add_document", default="Add a paper")


class EditDocument(DocumentForm, EditForm):
    """Change a paper."""

    page_title = _("title_change_document", default="Change the paper")
