"""The widget that finds places by their names and holds those that were chosen.

Without scripts it is a search field with a button of its own: the button belongs to none of the
form's actions, so z3c.form executes nothing and shows the form again from what was sent, with the
places found. With scripts the same field offers places while one types.
"""

from clkss.content import _
from clkss.content.frame.interfaces import ILook
from clkss.content.territories import table
from clkss.content.territories.content import NoPlaceChosen
from clkss.content.territories.vocabularies import LEVEL_TITLES
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope.component import adapter
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField

import json


MOST_FOUND = 20
MOST_TYPED = 200


class ITerritoriesWidget(IWidget):
    """Chooses places."""


class ITerritoryWidget(ITerritoriesWidget):
    """Chooses one place."""


@implementer_only(ITerritoriesWidget)
class TerritoriesWidget(Widget):
    """Chooses places; its value is the tuple of their codes.

    :param request: the request.
    """

    value = ()
    klass = "clkss-territories-widget"
    input_type = "checkbox"

    @property
    def input_name(self):
        """Name of the boxes in the form."""
        return f"{self.name}:list"

    @property
    def text_name(self):
        """Name of the search field in the form."""
        return f"{self.name}-text"

    @property
    def button_name(self):
        """Name of the search button in the form."""
        return f"{self.name}-search"

    def extract(self, default=NO_VALUE):
        """Read the codes from the request; whether they may stand, the field says."""
        form = self.request.form
        if self.name not in form and f"{self.name}-empty-marker" not in form:
            return default
        codes = form.get(self.name, ())
        if not isinstance(codes, list | tuple):
            codes = (codes,)
        return tuple(dict.fromkeys(str(code) for code in codes if code))

    @property
    def text(self):
        """What was typed into the search field."""
        text = self.request.form.get(self.text_name, "")
        return text.strip()[:MOST_TYPED] if isinstance(text, str) else ""

    @property
    def searched(self):
        """Tell whether places are to be looked for: asked, or typed and not yet looked for."""
        return bool(self.text) or self.button_name in self.request.form

    def chosen(self):
        """Return the chosen places, each ready to be shown as a ticked box."""
        return [self._item(code, True) for code in self.value]

    def found(self):
        """Return the places found that are not chosen yet, the best first."""
        found = table.search(self.text, MOST_FOUND + len(self.value))
        codes = [place.code for place in found if place.code not in self.value]
        return [self._item(code, False) for code in codes[:MOST_FOUND]]

    def _item(self, code, checked):
        known = table.exists(code)
        return {
            "code": code,
            "id": f"{self.id}-{code}",
            "title": table.title(code) if known else code,
            "level": LEVEL_TITLES[table.level(code)] if known else None,
            "checked": checked,
        }

    def titles(self):
        """Return the titles of the chosen places, for reading."""
        return [item["title"] for item in self.chosen()]

    @property
    def found_id(self):
        """Id of the group of places found."""
        return f"{self.id}-found"

    @property
    def search_address(self):
        """Where the search button sends the form: where the form goes, at the places found."""
        form = self.form
        while getattr(form, "parentForm", None) is not None:
            form = form.parentForm
        action = getattr(form, "action", None)
        return f"{action}#{self.found_id}" if isinstance(action, str) else None

    @property
    def service_address(self):
        """Where the script asks for places."""
        return f"{getSite().absolute_url()}/@territories"

    @property
    def script_address(self):
        """Address of the script, or None where the site has no look."""
        look = queryUtility(ILook)
        if look is None:
            return None
        return f"{getSite().absolute_url()}/{look.static('js/combobox.js')}"

    def words(self):
        """Return the words that the script needs, as JSON."""
        words = {
            "levels": LEVEL_TITLES,
            "found": _(
                "status_places_found",
                default="Places found: {n}. Choose with the arrow keys and Enter.",
            ),
            "none": _("status_no_place_found", default="No place is called so."),
            "added": _("status_place_added", default="Chosen: {title}"),
            "failed": _(
                "status_place_search_failed",
                default="The search does not answer. Use the button “Search place”.",
            ),
        }
        return json.dumps(
            {
                name: {key: self._translated(each) for key, each in value.items()}
                if isinstance(value, dict)
                else self._translated(value)
                for name, value in words.items()
            },
            ensure_ascii=False,
        )

    def _translated(self, message):
        return translate(message, context=self.request)

    def json_data(self):
        """Describe the widget for plone.app.z3cform's JSON forms."""
        return {**super().json_data(), "type": "territories"}


@implementer_only(ITerritoryWidget)
class TerritoryWidget(TerritoriesWidget):
    """Chooses one place; its value is a tuple of one code or none.

    :param request: the request.
    """

    klass = "clkss-territories-widget clkss-territory-widget"
    input_type = "radio"

    @property
    def input_name(self):
        """Name of the radio buttons in the form."""
        return self.name

    def extract(self, default=NO_VALUE):
        """Read the code from the request; of several the last counts."""
        codes = super().extract(default)
        return codes if codes is default else codes[-1:]


@adapter(ICollection, ITerritoriesWidget)
class TerritoriesConverter(BaseDataConverter):
    """Between the codes of a field and those of its widget."""

    def toWidgetValue(self, value):
        """Take the codes as they are, also those that ended."""
        return tuple(value or ())

    def toFieldValue(self, value):
        """Take the codes as they came.

        :raises NoPlaceChosen: when a name was typed and nothing chosen at all.
        """
        if not value and self.widget.text:
            raise NoPlaceChosen(self.widget.text)
        kind = self.field._type
        return (kind[-1] if isinstance(kind, tuple) else kind)(value)


@adapter(IField, ITerritoryWidget)
class TerritoryConverter(BaseDataConverter):
    """Between the code of a field and that of its widget."""

    def toWidgetValue(self, value):
        """Take the code as it is, also one that ended."""
        return (value,) if value else ()

    def toFieldValue(self, value):
        """Take the code as it came.

        :raises NoPlaceChosen: when a name was typed and nothing chosen.
        """
        if value:
            return value[0]
        if self.widget.text:
            raise NoPlaceChosen(self.widget.text)
        return self.field.missing_value


@implementer(IFieldWidget)
def TerritoriesFieldWidget(field, request):
    """Make the widget for a field of several places.

    :param field: a collection of codes.
    :param request: the request.
    """
    return FieldWidget(field, TerritoriesWidget(request))


@implementer(IFieldWidget)
def TerritoryFieldWidget(field, request):
    """Make the widget for a field of one place.

    :param field: a field whose value is a code.
    :param request: the request.
    """
    return FieldWidget(field, TerritoryWidget(request))
