"""Writing an advisory: the form of knowledge with other steps, and without a review."""

from clkss.content import _
from clkss.content.frame.adding import WhereItMayLie
from clkss.content.frame.views import FormView
from clkss.content.knowledge import filing
from clkss.content.knowledge.forms import KnowledgeForm
from clkss.content.knowledge.forms import Step
from clkss.content.knowledge.saving import Changing
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import sending
from clkss.content.relay.advisories.content import is_draft
from clkss.content.relay.advisories.content import issuers
from clkss.content.relay.advisories.content import PORTAL_TYPE
from clkss.content.relay.advisories.states import state_of
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from z3c.form import button
from z3c.form.interfaces import HIDDEN_MODE
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


MODIFY = "Modify portal content"

STEPS = (
    Step("what", _("step_advisory_what", default="What"), ("title", "owner_committee", "text")),
    Step(
        "whom",
        _("step_advisory_whom", default="To whom"),
        ("levels", "territories", "functions"),
    ),
    Step("ask", _("step_advisory_ask", default="What you ask"), ("questions", "deadline")),
    Step("files", _("step_advisory_files", default="Files"), ()),
)


class AdvisoryForm(KnowledgeForm):
    """What writing and changing have in common."""

    form_steps = STEPS
    rows = {"text": 12}
    grouped = frozenset({"levels", "territories", "functions", "questions"})
    selects = ("owner_committee",)
    draft_note = _(
        "text_advisory_draft",
        default="Save as often as you like. Nobody but those who send for your committee sees it "
        "before it is sent.",
    )
    submit_label = None
    is_draft = True
    submission = None
    seen = None

    def updateWidgets(self, prefix=None):
        """Do not ask for a committee when there is only one."""
        super().updateWidgets(prefix)
        widget = self.widgets.get("owner_committee")
        if widget is not None and len(list(widget.terms or ())) <= 1:
            widget.mode = HIDDEN_MODE
            widget.update()


class AddForm(AdvisoryForm, WhereItMayLie, DefaultAddForm, FormView):
    """Write an advisory."""

    portal_type = PORTAL_TYPE
    page_title = _("title_write_advisory", default="Write an advisory")

    def __call__(self):
        if api.user.is_anonymous() or not issuers(api.user.get_current().getId()):
            raise Unauthorized("Advisories are written by secretaries and monitoring officers.")
        return super().__call__()

    @button.buttonAndHandler(_("button_save_draft", default="Save draft"), name="save")
    def handle_save(self, action):
        """Save a draft and show it."""
        data = self.read()
        if data is None:
            return
        item = self.create(data)
        notify(ObjectCreatedEvent(item))
        self.add(item)
        self._finishedAdd = True
        item = self.context[item.getId()]
        filing.attach(item, self.uploads)
        self.redirect_with_message(
            _(
                "message_advisory_saved",
                default="Your draft is saved. Read it once more, then send it.",
            ),
            item.absolute_url(),
        )

    def nextURL(self):
        """The handler redirects itself."""
        return self.request.response.getHeader("Location")


class EditForm(Changing, AdvisoryForm, DefaultEditForm, FormView):
    """Change an advisory that is not sent yet."""

    page_title = _("title_change_advisory", default="Change the advisory")
    seen = None

    def __call__(self):
        if not api.user.has_permission(MODIFY, obj=self.context):
            if state_of(self.context) != rules.DRAFT and not self.is_post:
                return self.redirect_with_message(
                    _("message_advisory_sent", default="What is sent cannot be changed."),
                    self.context.absolute_url(),
                    "warning",
                )
            raise Unauthorized("This is not yours to change now.")
        return super().__call__()

    @button.buttonAndHandler(_("button_save_draft", default="Save draft"), name="save")
    def handle_save(self, action):
        """Save and show."""
        data = self.read()
        if data is None or not is_draft(self.context):
            return
        self.change(data)
        self.redirect_with_message(
            _("message_saved", default="Saved."), self.context.absolute_url()
        )

    def lacking(self):
        """Return what is missing before it can be sent."""
        return sending.missing(self.context)
