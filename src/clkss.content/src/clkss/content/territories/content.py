"""Where a thing is: the behaviour and the fields that hold places by their codes."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.territories import table
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IList
from zope.schema.interfaces import ValidationError


VOCABULARY = "clkss.territories"


class UnknownPlace(ValidationError):
    """No place has, or ever had, the code.

    Search the place by its name and take the code that the search gives.
    """

    def doc(self):
        """Say it to the person who entered the code."""
        return _(
            "error_place_unknown",
            default="No place has the code “${code}”. Search it by its name.",
            mapping={"code": str(self.args[0])},
        )


class EndedPlace(ValidationError):
    """The code ended and cannot be given to anything new; what has it may keep it.

    Choose the place that took over.
    """

    def doc(self):
        """Say it to the person who entered the code."""
        code = self.args[0]
        return _(
            "error_place_ended",
            default="The code ${code} (${place}) is no longer in use. Choose ${successor} instead.",
            mapping={
                "code": code,
                "place": table.title(code),
                "successor": _successors(code),
            },
        )


class NoPlaceChosen(ValidationError):
    """A name was typed, but none of the places found was chosen."""

    def doc(self):
        """Say it to the person who typed the name."""
        return _(
            "error_place_not_chosen",
            default="Choose one of the places found for “${text}”, or empty the search field.",
            mapping={"text": self.args[0]},
        )


def _successors(code):
    return " / ".join(f"{table.title(new)} ({new})" for new in table.successors(code))


def stored_codes(context):
    """Give the codes that a thing holds itself, in its own order, without those unknown.

    Both the list ``territories`` and the single ``territory`` count; nothing is acquired.

    :param context: anything, ``None`` included.
    """
    base = aq_base(context)
    codes = getattr(base, "territories", None)
    codes = list(codes) if isinstance(codes, list | tuple) else []
    codes.append(getattr(base, "territory", None))
    return tuple(dict.fromkeys(code for code in codes if table.exists(code)))


class ITerritoryCode(IChoice):
    """A field for one place."""


class ITerritoryCodes(IList):
    """A field for places."""


@implementer(ITerritoryCode)
class TerritoryCode(schema.Choice):
    """One place by its code.

    A code that ended is refused unless the thing already holds it.

    :param keywords: as of every field; the vocabulary is known.
    :raises UnknownPlace: on validation, for a code that no place ever had.
    :raises EndedPlace: on validation, for a code that ended.
    """

    def __init__(self, **keywords):
        keywords.setdefault("vocabulary", VOCABULARY)
        super().__init__(**keywords)

    def _validate(self, value):
        if not self._init_field and value not in self._resolve_vocabulary(value):
            error = EndedPlace if table.exists(value) else UnknownPlace
            raise error(value).with_field_and_value(self, value)
        super()._validate(value)


@implementer(ITerritoryCodes)
class TerritoryCodes(schema.List):
    """Places by their codes, each once, in the order in which they were chosen.

    :param keywords: as of every field; the type of the values is known.
    :raises UnknownPlace: on validation, for the first code that no place ever had.
    :raises EndedPlace: on validation, for the first code that ended.
    """

    def __init__(self, **keywords):
        keywords.setdefault("value_type", TerritoryCode())
        keywords.setdefault("unique", True)
        keywords.setdefault("missing_value", [])
        super().__init__(**keywords)

    def _validate(self, value):
        if isinstance(value, list):
            for code in value:
                self.value_type._validate(code)
        super()._validate(value)


@provider(IFormFieldProvider)
class ITerritories(model.Schema):
    """Says where something is, or of which places it speaks."""

    territories = TerritoryCodes(
        title=_("label_territories", default="Places in the Philippines"),
        description=_(
            "help_territories",
            default=(
                "Barangays, cities or municipalities, provinces or regions; the country for what "
                "concerns all of it. It will also be found under all that its places lie in."
            ),
        ),
        required=False,
        defaultFactory=list,
    )
