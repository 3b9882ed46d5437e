"""The field for the text of news: paragraphs as one types them, without an editor and a script."""

from clkss.content.news import rules
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.app.z3cform.widgets.text import TextAreaWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import ITextAreaWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer
from zope.interface import implementer_only


class IProseWidget(ITextAreaWidget):
    """Takes a text in paragraphs."""


@implementer_only(IProseWidget)
class ProseWidget(TextAreaWidget):
    """Takes a text in paragraphs.

    :param request: the request.
    """


@adapter(IRichText, IProseWidget)
class ProseConverter(BaseDataConverter):
    """Between a text with markup and what people type."""

    def toWidgetValue(self, value):
        """Give the text to change; one with more than paragraphs as the markup that it is."""
        return rules.typed(value.raw) if value is not None else ""

    def toFieldValue(self, value):
        """Make a text to store; one that was not touched stays as it is."""
        stored = None
        if not self.widget.ignoreContext:
            stored = getattr(self.widget.context, self.field.__name__, None)
        value = (value or "").replace("\r\n", "\n")
        if stored is not None and value.strip() == self.toWidgetValue(stored).strip():
            return stored
        html = rules.marked_up(value)
        return RichTextValue(html, "text/html", "text/x-html-safe") if html else None


@implementer(IFieldWidget)
def ProseFieldWidget(field, request):
    """Make the widget for a text.

    :param field: the field.
    :param request: the request.
    """
    return FieldWidget(field, ProseWidget(request))
