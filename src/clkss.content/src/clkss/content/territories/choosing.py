"""The field for one place in forms that are written by hand."""

from clkss.content.territories import table
from clkss.content.territories.widget import TerritoryWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from types import SimpleNamespace


class PlaceChooser(TerritoryWidget):
    """Finds a place as one types; without scripts by a button that sends the form back.

    :param context: anything with the site above it.
    :param request: the request.
    :param name: name of the field.
    :param action: where the form goes.
    :param required: whether a place has to be chosen.
    """

    template = ViewPageTemplateFile("templates/territories_input.pt")
    error = None

    def __init__(self, context, request, name, action, required=True):
        super().__init__(request)
        self.context = context
        self.name = self.id = name
        self.form = SimpleNamespace(action=action)
        self.required = required
        self.value = tuple(code for code in self.extract(()) if table.exists(code))

    @property
    def code(self):
        """The code of the chosen place, or nothing."""
        return self.value[0] if self.value else ""

    @property
    def only_searched(self):
        """Tell whether the form came back for the search alone."""
        return self.button_name in self.request.form

    def __call__(self):
        """Return the markup of the field."""
        return self.template()
