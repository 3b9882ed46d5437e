"""The choice of the kind of a resource: each kind stands with what it means."""

from clkss.content.subjects.vocabularies import definitions
from z3c.form.browser.radio import RadioWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import ISequenceWidget
from z3c.form.widget import FieldWidget
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only


LIST = "resource_kinds"


class IKindWidget(ISequenceWidget):
    """Offers kinds with what they mean; no radio widget, whose template Plone would take."""


@implementer_only(IKindWidget)
class KindWidget(RadioWidget):
    """Offers kinds with what they mean; no script needed."""

    def choices(self):
        """List the kinds: what a radio button needs, and the definition."""
        meaning = definitions(LIST)
        for item in self.items:
            definition = meaning.get(item["value"], "")
            yield {**item, "definition": translate(definition, context=self.request)}


@implementer(IFieldWidget)
def KindFieldWidget(field, request):
    """Make the widget for the kind of a resource.

    :param field: the field.
    :param request: the request.
    """
    return FieldWidget(field, KindWidget(request))
