"""Writing what is asked for: the form of knowledge with other steps, and without a review."""

from clkss.content import _
from clkss.content.frame.adding import WhereItMayLie
from clkss.content.frame.views import FormView
from clkss.content.knowledge.forms import KnowledgeForm
from clkss.content.knowledge.forms import Step
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.content import IReportTemplate
from clkss.content.relay.reporting.content import PERIOD_KIND_TITLES
from clkss.content.relay.reporting.content import TEMPLATE
from clkss.content.relay.reporting.views import ADD
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from Products.Five.browser import BrowserView
from z3c.form import button
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


MODIFY = "Modify portal content"

STEPS = (
    Step("what", _("step_report_what", default="What"), ("title", "title_tl", "questions")),
    Step(
        "who",
        _("step_report_who", default="Who, and when"),
        ("levels", "period_kind", "days_due", "days_grace", "active"),
    ),
)


class TemplateForm(KnowledgeForm):
    """What writing and changing have in common."""

    form_steps = STEPS
    grouped = frozenset({"levels", "questions"})
    selects = ("period_kind",)
    draft_note = _(
        "text_report_template",
        default="A period that ends while this is in use is asked about from the next night on. "
        "Changes hold for periods that are opened later.",
    )
    submit_label = None
    is_draft = True
    submission = None
    seen = None


class AddForm(TemplateForm, WhereItMayLie, DefaultAddForm, FormView):
    """Write a template."""

    portal_type = TEMPLATE
    page_title = _("title_add_report_template", default="Ask for a report")

    def __call__(self):
        if api.user.is_anonymous() or not api.user.has_permission(ADD, obj=self.context):
            raise Unauthorized("What is asked for is written by the national secretariat.")
        return super().__call__()

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def handle_save(self, action):
        """Save it and show the list."""
        data = self.read()
        if data is None:
            return
        item = self.create(data)
        notify(ObjectCreatedEvent(item))
        self.add(item)
        self._finishedAdd = True
        self.redirect_with_message(
            _("message_saved", default="Saved."), self.context.absolute_url()
        )

    def nextURL(self):
        """The handler redirects itself."""
        return self.request.response.getHeader("Location")


class EditForm(TemplateForm, DefaultEditForm, FormView):
    """Change a template."""

    page_title = _("title_change_report_template", default="Change what is asked for")

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def handle_save(self, action):
        """Save and show the list."""
        data = self.read()
        if data is None:
            return
        self.applyChanges(data)
        self.redirect_with_message(
            _("message_saved", default="Saved."), self.context.aq_parent.absolute_url()
        )

    def missing(self):
        """Return nothing: what is incomplete is not saved."""
        return ()


class Listing(BrowserView):
    """All templates, for those who write them."""

    page_title = _("title_report_templates", default="What is asked for")
    robots = "noindex"

    def __call__(self):
        if api.user.is_anonymous() or not api.user.has_permission(ADD, obj=self.context):
            raise Unauthorized("What is asked for is written by the national secretariat.")
        return self.index()

    @property
    def home_url(self):
        """Address of the page of reports."""
        return f"{api.portal.get().absolute_url()}/{telling.PAGE}"

    def entries(self):
        """Give the templates by name."""
        found = [
            {
                "title": item.title,
                "url": f"{item.absolute_url()}/edit",
                "kind": PERIOD_KIND_TITLES[item.period_kind],
                "active": item.active,
                "count": len(item.questions or ()),
            }
            for item in self.context.objectValues()
            if IReportTemplate.providedBy(item)
        ]
        return sorted(found, key=lambda each: each["title"].lower())


class ToList(BrowserView):
    """Leads from a template to its form."""

    def __call__(self):
        self.request.response.redirect(f"{self.context.absolute_url()}/edit")
        return ""
