"""Correct a contact: at once, without a review, with the history that shows it."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.frame.views import FormView
from plone.dexterity.utils import iterSchemata
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFields
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import ValidationError


CHANGED_MEANWHILE = _(
    "contact_changed_meanwhile",
    default="This was not saved: somebody corrected it while you wrote. What you wrote is still "
    "here. Compare it with the page, then save again.",
)


class CorrectContact(FormView):
    """The fields by which somebody is reached, and nothing else of the item."""

    template = ViewPageTemplateFile("templates/correct.pt")
    page_title = _("title_correct_contact", default="Correct the contact")
    problems = ()

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        user_id = getSecurityManager().getUser().getId()
        if user_id is not None:
            clearances.assert_current(user_id)
        entered = {name: self._entered(name) for name in self.names}
        self.problems = self._wrong(entered)
        if self.problems:
            self.request.response.setStatus(422)
            return self.template()
        self._change(entered)
        return self.redirect_with_message(
            _(
                "message_contact_corrected",
                default="Corrected. Everybody sees it now; the history keeps what it said before.",
            ),
            f"{self.context.absolute_url()}/view",
        )

    @property
    def names(self):
        """Names of the fields, in the order of the form."""
        return self.context.contact_fields

    @property
    def schema_fields(self):
        """The fields by name."""
        found = {}
        for schema in iterSchemata(self.context):
            found.update(getFields(schema))
        return {name: found[name] for name in self.names}

    @property
    def seen(self):
        """Return what tells whether somebody changed the item meanwhile."""
        return f"{self.context.modified().timeTime():.6f}"

    def _entered(self, name):
        value = self.request.form.get(name, "")
        text = value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""
        return text or None

    def _wrong(self, entered):
        problems = []
        for name, field in self.schema_fields.items():
            try:
                field.bind(self.context).validate(entered[name])
            except ValidationError as error:
                problems.append({"field": name, "label": field.title, "text": error.doc()})
        if self.request.form.get("seen") not in (None, self.seen):
            problems.append({"field": self.names[0], "label": None, "text": CHANGED_MEANWHILE})
        return problems

    def _change(self, entered):
        changed = [
            name
            for name, value in entered.items()
            if (getattr(self.context, name, None) or None) != value
        ]
        if not changed:
            return
        for name in changed:
            setattr(self.context, name, entered[name])
        notify(ObjectModifiedEvent(self.context))
        audit.record("contact.corrected", self.context, fields=sorted(changed))

    def fields(self):
        """Return the fields with what is entered or stored."""
        wrong = {problem["field"]: problem["text"] for problem in self.problems}
        return [
            {
                "name": name,
                "label": field.title,
                "help": field.description,
                "value": self._entered(name) if self.is_post else getattr(self.context, name, None),
                "is_text": IText.providedBy(field) and not ITextLine.providedBy(field),
                "limit": field.max_length,
                "error": wrong.get(name),
                "described_by": f"help-{name}" + (f" error-{name}" if name in wrong else ""),
            }
            for name, field in self.schema_fields.items()
        ]
