"""The form of an update: one step, saved at once."""

from clkss.content import _
from clkss.content.frame.adding import WhereItMayLie
from clkss.content.frame.views import FormView
from clkss.content.knowledge.forms import KnowledgeForm
from clkss.content.knowledge.forms import Step
from clkss.content.knowledge.naming import name_for
from clkss.content.knowledge.saving import Making
from clkss.content.repository.programmes.updates.content import IProgrammeUpdate
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


WRITE = "clkss: Add Programme Update"


class UpdateForm(KnowledgeForm):
    """What the forms to write and to change an update have in common."""

    template = ViewPageTemplateFile("templates/form.pt")
    form_steps = (
        Step(
            "update",
            _("step_update", default="What happened"),
            ("date", "title", "text", "image", "image_alt"),
        ),
    )
    rows = {"text": 6}
    submission = None

    def __call__(self):
        if not api.user.has_permission(WRITE, obj=self.context):
            raise Unauthorized("Updates are written by those who run the programme.")
        return super().__call__()

    def back(self):
        """Return the address of the programme."""
        return self.programme().absolute_url()

    def shown(self, update):
        """Return the address at which an update is read.

        :param update: the update.
        """
        return f"{self.back()}/view#update-{update.getId()}"


class AddForm(Making, UpdateForm, WhereItMayLie, DefaultAddForm, FormView):
    """Tell how a programme goes."""

    portal_type = "ProgrammeUpdate"
    page_title = _("title_add_update", default="Tell how it goes")

    def programme(self):
        """Return the programme."""
        return self.context

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def handle_save(self, action):
        """Save; everybody who sees the programme reads it at once."""
        data = self.read()
        if data is None:
            return
        name = name_for(data["title"], self.submission, "update")
        if not IProgrammeUpdate.providedBy(self.context.get(name)):
            update = self.create(data)
            update.id = name
            notify(ObjectCreatedEvent(update))
            self.add(update)
        self._finishedAdd = True
        self.redirect_with_message(
            _("message_update_added", default="Your update is on the page of the programme."),
            self.shown(self.context[name]),
        )


class EditForm(UpdateForm, DefaultEditForm, FormView):
    """Change an update."""

    page_title = _("title_edit_update", default="Change the update")

    def programme(self):
        """Return the programme."""
        return self.context.__parent__

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def handle_save(self, action):
        """Save."""
        data = self.read()
        if data is None:
            return
        self.applyChanges(data)
        self.redirect_with_message(_("message_saved", default="Saved."), self.shown(self.context))


class TakeAway(FormView):
    """Ask whether an update is to be taken away; the button does it."""

    template = ViewPageTemplateFile("templates/take_away.pt")
    page_title = _("title_take_update_away", default="Take the update away")

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        programme = self.context.__parent__
        programme._delObject(self.context.getId())
        return self.redirect_with_message(
            _("message_update_removed", default="The update is gone."),
            f"{programme.absolute_url()}/view",
        )
