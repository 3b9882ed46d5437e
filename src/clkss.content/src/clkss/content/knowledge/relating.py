"""The field for relations: boxes for those that are there, lines for new ones; no script needed."""

from clkss.content import _
from clkss.content.knowledge import finding
from clkss.content.knowledge import relations
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.interface import Invalid


class IRelatingWidget(IWidget):
    """Takes relations."""


@implementer_only(IRelatingWidget)
class RelatingWidget(Widget):
    """Takes relations; its value is a list of UIDs, and lines that are still to be understood.

    :param request: the request.
    """

    value = ()
    klass = "clkss-relating-widget"
    lines = ""

    @property
    def lines_name(self):
        """Name of the input for new relations."""
        return f"{self.name}-lines"

    def extract(self, default=NO_VALUE):
        """Read the boxes and the lines."""
        form = self.request.form
        if f"{self.name}-marker" not in form:
            return default
        kept = form.get(self.name, ())
        kept = [kept] if isinstance(kept, str) else kept
        lines = form.get(self.lines_name, "")
        self.lines = lines if isinstance(lines, str) else ""
        return [*(uid for uid in kept if isinstance(uid, str)), *self.lines.splitlines()]

    def update(self):
        """Show what the item names, or what came with the form."""
        super().update()
        if not isinstance(self.value, list | tuple):
            self.value = ()

    def boxes(self):
        """Return what is chosen and may be seen by who looks, each with a box."""
        brains = ((uid, finding.brain_of(uid)) for uid in self.value)
        kinds = api.portal.get_tool("portal_types")
        return [
            {
                "uid": uid,
                "title": brain.Title,
                "kind": translate(
                    kinds.getTypeInfo(brain.portal_type).Title(), context=self.request
                ),
            }
            for uid, brain in brains
            if brain is not None
        ]

    def remaining(self):
        """Return the lines to show again: those that came with a form that was not saved."""
        return self.lines if self.error is not None or self.form_has_problems else ""

    @property
    def form_has_problems(self):
        """Say whether the form is shown again with what was entered."""
        return bool(getattr(self.form, "problems", ()))


@adapter(IRelationList, IRelatingWidget)
class RelatingConverter(BaseDataConverter):
    """Between items and their UIDs."""

    def toWidgetValue(self, value):
        """Give the UIDs of items."""
        return [IUUID(item) for item in value or () if item is not None]

    def toFieldValue(self, value):
        """Find the items that boxes and lines name.

        What the current user may not see stays if the item names it already.

        :raises Invalid: with every line that names nothing, or more than one thing.
        """
        wanted, problems = [], []
        for text in value or ():
            text = text.strip()
            if not text:
                continue
            found = finding.find(text)
            if len(found) == 1:
                wanted.append(found[0])
            else:
                problems.append(say(text, found, self.widget.request))
        if problems:
            raise Invalid(" ".join(problems))
        hidden = self._hidden()
        items = (uuidToObject(uid, unrestricted=True) for uid in dict.fromkeys(wanted + hidden))
        return [item for item in items if item is not None]

    def _hidden(self):
        if self.widget.ignoreContext:
            return []
        named = relations.named_uids(self.widget.context)
        return [uid for uid in named if finding.brain_of(uid) is None]


def say(text, found, request):
    """Say that a text names nothing, or more than one thing.

    :param text: the text.
    :param found: UIDs of what it may mean.
    :param request: the request.
    """
    if found:
        brains = [finding.brain_of(uid) for uid in found[: finding.MENTIONED]]
        message = _(
            "error_related_several",
            default="“${text}” is the title of several items. Give the address of the one you "
            "mean: ${addresses}",
            mapping={"text": text, "addresses": "; ".join(each.getURL() for each in brains)},
        )
    else:
        message = _(
            "error_related_unknown",
            default="“${text}” is neither the address nor the exact title of an item that you "
            "can see.",
            mapping={"text": text},
        )
    return translate(message, context=request)


@implementer(IFieldWidget)
def RelatingFieldWidget(field, request):
    """Make the widget for relations.

    :param field: the field.
    :param request: the request.
    """
    return FieldWidget(field, RelatingWidget(request))
