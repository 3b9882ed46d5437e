"""The form of knowledge: in steps, savable at any time, without scripts."""

from clkss.content import _
from clkss.content.exceptions import Refused
from clkss.content.frame import kept
from clkss.content.frame.adding import WhereItMayLie
from clkss.content.frame.views import FormView
from clkss.content.knowledge import attachments
from clkss.content.knowledge import complaints
from clkss.content.knowledge import filing
from clkss.content.knowledge.relating import RelatingFieldWidget
from clkss.content.knowledge.saving import Changing
from clkss.content.knowledge.saving import Making
from clkss.content.review import ladder
from clkss.content.review import words
from clkss.content.review import workflow
from clkss.content.review.states import state_of
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityFTI
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import ClassVar
from typing import NamedTuple
from z3c.form import button
from z3c.form.interfaces import HIDDEN_MODE
from z3c.form.interfaces import INPUT_MODE
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.security.interfaces import IPermission


MODIFY = "Modify portal content"

OWNER = "IReviewed.owner_committee"
PLACES = "ITerritories.territories"
RELATED = "IRelatedItems.relatedItems"

GROUPED = frozenset({PLACES, RELATED, "themes", "sectors", "hazards", "agencies"})
"""Fields of several inputs, which share a legend instead of a label."""

FOLDED = frozenset({"sectors", "hazards", "agencies", "countries"})
"""Long lists that are folded away while nothing is chosen."""

SELECTS = ("countries", "language", OWNER)

NO_LONGER_YOURS = _(
    "error_no_longer_yours",
    default="This was not saved: it is no longer yours to change in its present state. What you "
    "wrote is still here; copy what you need.",
)

SUBMIT = _("button_save_submit", default="Save and submit")

DRAFT_NOTE = _(
    "text_draft_any_time",
    default="Only the title is needed to save a draft. Save as often as you like; nobody but your "
    "committee's secretary and you can see it.",
)

HELP = {
    RELATED: _(
        "help_related",
        default="Programmes, partners, services, practices or resources in this site, one on each "
        "line: the address, or the exact title. Their pages will show this one, too.",
    )
}
"""Help for fields that are Plone's own."""

SUBJECTS = ("countries", "themes", "sectors", "hazards")

ABOUT = ("title", "description", "language", OWNER, PLACES, *SUBJECTS)
"""Fields with which every form begins."""


class Step(NamedTuple):
    """A step of a form.

    :param id: how its address names it.
    :param title: its heading.
    :param fields: names of fields.
    :param folded: whether it is folded away while nothing is written in it.
    """

    id: str
    title: str
    fields: tuple[str, ...]
    folded: bool = False


SOURCES = ("agencies", "contact", "references", "source", "source_pages", RELATED)
"""Fields with which most forms end."""

FILES = Step("files", _("step_files", default="Picture and files"), ("image", "image_alt"))
"""The last step of every form; files are attached in it."""


class KnowledgeForm:
    """What the add form and the edit form have in common, before Dexterity's own forms.

    The form of a type says which steps it has: ``form_steps``; how many rows its long texts have:
    ``rows``; which further fields are groups of inputs or selections: ``grouped``, ``selects``.
    """

    template = ViewPageTemplateFile("templates/form.pt")
    form_steps: tuple[Step, ...] = (FILES,)
    rows: ClassVar[dict[str, int]] = {}
    grouped = GROUPED
    selects = SELECTS
    ignoreRequest = False
    enable_form_tabbing = False
    problems = ()
    uploads = ()
    notice = None
    may_save = True
    draft_note = DRAFT_NOTE
    submit_label = SUBMIT

    def updateFields(self):
        """Ask all in one form, and for relations without a script.

        What no step asks for is left out, so that it stays as it is.
        """
        super().updateFields()
        for group in self.groups:
            self.fields += group.fields
        self.groups = ()
        if RELATED in self.fields:
            self.fields[RELATED].widgetFactory[INPUT_MODE] = RelatingFieldWidget
        asked = {OWNER, *(name for step in self.form_steps for name in step.fields)}
        self.fields = self.fields.omit(*(name for name in self.fields if name not in asked))

    def updateWidgets(self, prefix=None):
        """Set sizes, and hide a question that has one answer."""
        super().updateWidgets(prefix)
        for name, rows in self.rows.items():
            if name in self.widgets:
                self.widgets[name].rows = rows
        if RELATED in self.widgets:
            self.widgets[RELATED].label = _("label_related", default="Belongs together with")
        for name in self.selects:
            if name in self.widgets:
                self.widgets[name].addClass("form-select")
        owner = self.widgets.get(OWNER)
        if owner is not None and owner.mode != HIDDEN_MODE and len(list(owner.terms or ())) <= 1:
            owner.mode = HIDDEN_MODE
            owner.update()

    def render(self):
        """Show the form; a form that could not be saved answers 422."""
        if self.problems:
            self.request.response.setStatus(422)
        return self.template()

    def read(self):
        """Check the token, then read the form.

        :returns: the values, or ``None`` when something must be put right first; then
            :attr:`problems` says what.
        :raises FormRefused: when the token is missing, wrong or old.
        """
        self.check_token()
        data, errors = self.extractData()
        self.problems = sorted(map(self._problem, errors), key=self._place_of)
        self.uploads, refused = filing.uploads(self.request.form)
        self.problems += [{"field": "attachments", "text": text} for text in refused]
        return None if self.problems else data

    def _place_of(self, problem):
        """Give the place of a field in the form: problems are named in the order of reading."""
        names = [short(name) for step in self.form_steps for name in step.fields]
        return names.index(problem["field"]) if problem["field"] in names else len(names)

    def _problem(self, error):
        widget = error.widget
        name = short(widget.field.__name__) if widget is not None else "title"
        return {
            "field": name,
            "label": widget.label if widget is not None else None,
            "text": complaints.said(error, self.request),
        }

    def steps(self):
        """Return the steps with their fields, ready to be shown."""
        return [
            {
                "id": step.id,
                "title": step.title,
                "number": number,
                "folded": step.folded,
                "open": self._is_open(step),
                "fields": [
                    self._field(name)
                    for name in step.fields
                    if name in self.widgets and self.widgets[name].mode != HIDDEN_MODE
                ],
            }
            for number, step in enumerate(self.form_steps, 1)
        ]

    def _is_open(self, step):
        if self.problems or "missing" in self.request.form:
            return True
        return any(self.widgets[name].value for name in step.fields if name in self.widgets)

    def _field(self, name):
        widget = self.widgets[name]
        _describe(widget)
        return {
            "name": short(name),
            "widget": widget,
            "grouped": name in self.grouped,
            "folded": short(name) in FOLDED and not widget.value,
            "required": widget.required,
            "help": HELP.get(name) or widget.field.description,
            "error": complaints.said(widget.error, self.request)
            if widget.error is not None
            else None,
        }

    def about(self):
        """Return title and address of what the item is about, where the type has such a thing."""

    def carried(self):
        """Return pairs of a name and a value that the form carries along."""
        return ()

    def hidden(self):
        """Return the hidden fields."""
        return [widget for widget in self.widgets.values() if widget.mode == HIDDEN_MODE]

    def attached(self):
        """Return the files that are attached already."""
        return ()

    def accept(self):
        """Return what the browser offers to attach."""
        return ",".join(ending for endings in attachments.EXTENSIONS.values() for ending in endings)

    def chosen(self):
        """Name the files that came with a form that is not saved: they have to be chosen again."""
        others = {name: each for name, each in self.request.form.items() if name != filing.FIELD}
        return ", ".join([*kept.files(others), *(each.filename for each in self.uploads)])

    def file_problems(self):
        """Return what is wrong with the files."""
        return [each["text"] for each in self.problems if each["field"] == "attachments"]

    def _submit(self, item):
        try:
            ladder.act(item, workflow.SUBMIT)
        except Refused:
            return self.redirect_with_message(
                _(
                    "message_saved_not_submitted",
                    default="Your draft is saved, but it cannot be submitted yet.",
                ),
                f"{item.absolute_url()}/edit?missing=1",
                "warning",
            )
        return self.redirect_with_message(
            _(
                "message_saved_and_submitted",
                default="Submitted. Your committee's secretary will read it; “My work” shows where "
                "it is.",
            ),
            f"{item.absolute_url()}/view",
        )


class AddForm(Making, KnowledgeForm, WhereItMayLie, DefaultAddForm, FormView):
    """Write an item; the form of a type says its ``portal_type`` and ``page_title``."""

    no_committee = ViewPageTemplateFile("templates/no_committee.pt")

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized("Sign in to write for the repository.")
        if not api.user.has_permission(self.add_permission, obj=self.context):
            self.request.response.setStatus(403)
            return self.no_committee()
        return super().__call__()

    @property
    def add_permission(self):
        """Return the title of the permission to add items of this type."""
        fti = getUtility(IDexterityFTI, name=self.portal_type)
        return getUtility(IPermission, name=fti.add_permission).title

    @button.buttonAndHandler(_("button_save_draft", default="Save draft"), name="save")
    def handle_save(self, action):
        """Save a draft and go on writing."""
        item = self._write()
        if item is not None:
            self.redirect_with_message(
                _("message_draft_saved", default="Your draft is saved. You can go on writing."),
                f"{item.absolute_url()}/edit",
            )

    @button.buttonAndHandler(SUBMIT, name="submit")
    def handle_submit(self, action):
        """Save and submit."""
        item = self._write()
        if item is not None:
            self._submit(item)

    def _write(self):
        data = self.read()
        return None if data is None else self.make(data)

    def is_mine(self, item):
        """Say whether the current user is an author of an item.

        :param item: an item of the same type.
        """
        return api.user.get_current().getId() in ladder.authors(item)


class EditForm(Changing, KnowledgeForm, DefaultEditForm, FormView):
    """Change an item; the form of a type says its ``page_title``."""

    def __call__(self):
        self.may_save = bool(api.user.has_permission(MODIFY, obj=self.context))
        if not self.may_save and (not self.is_post or api.user.is_anonymous()):
            raise Unauthorized("This is not yours to change now.")
        return super().__call__()

    @property
    def is_draft(self):
        """Say whether the item is a draft."""
        return state_of(self.context) == workflow.DRAFT

    def state(self):
        """Return the state in words."""
        return words.STATES[state_of(self.context)]

    @button.buttonAndHandler(_("button_save_draft", default="Save draft"), name="save")
    def handle_save(self, action):
        """Save; a draft stays open, the rest is shown."""
        if self._write():
            where = "edit" if self.is_draft else "view"
            self.redirect_with_message(
                _("message_saved", default="Saved."), f"{self.context.absolute_url()}/{where}"
            )

    @button.buttonAndHandler(
        SUBMIT,
        name="submit",
        condition=lambda form: form.is_draft,
    )
    def handle_submit(self, action):
        """Save and submit."""
        if self._write():
            self._submit(self.context)

    def _write(self):
        data = self.read_unless_changed()
        if not self.may_save:
            self.problems = [{"field": "title", "text": NO_LONGER_YOURS}]
            return False
        if data is None:
            return False
        self.change(data)
        return True

    def lacking(self):
        """Return what is missing before a draft can be submitted."""
        return ladder.missing(self.context) if self.is_draft else ()


def short(name):
    """Give the name of a field without that of its behaviour.

    :param name: name of a widget or field.
    """
    return name.rpartition(".")[2]


def _describe(widget):
    # Ties help and error to the input, for those who hear the page. Last thing before it is shown:
    # a widget keeps its attributes once they were asked for.
    name = short(widget.field.__name__)
    ids = [f"help-{name}"] if widget.field.description or HELP.get(widget.__name__) else []
    if widget.error is not None:
        ids.append(f"error-{name}")
    widget.described_by = " ".join(ids) or None
    attributes = getattr(widget, "attributes", None)
    if isinstance(attributes, dict):
        if ids:
            attributes["aria-describedby"] = widget.described_by
        if widget.error is not None:
            attributes["aria-invalid"] = "true"
