"""The field for items that an item names: boxes for those that are there, lines for new ones.

As for relations no script is needed. What is stored are keys, so that a row of a sheet may name
another one that is still to come.
"""

from clkss.content import _
from clkss.content.knowledge import finding
from clkss.content.knowledge import relating
from clkss.content.repository import pointing
from plone import api
from plone.uuid.interfaces import IUUID
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.interface import Invalid
from zope.schema.interfaces import IVocabularyFactory

import re


MOST_COMPARED = 50
"""Items whose other names are compared with what was typed."""

_WORDS = re.compile(r"\w+")


def others_of(field):
    """Give what can be named in a field.

    :param field: a :class:`clkss.content.repository.pointing.Pointing`.
    :returns: its :class:`clkss.content.repository.pointing.Others`.
    """
    return getUtility(IVocabularyFactory, field.value_type.vocabularyName)


def find(others, text):
    """Give the UIDs of what a text may mean among those that can be named.

    :param others: from :func:`others_of`.
    :param text: an address, a UID, the exact title, the code of a sheet, or another name.
    """
    uids = finding.find(text)
    found = _asked(others, UID=uids) if uids else []
    if not found and pointing.is_key(text):
        found = _asked(others, practice_code=text)
    return found or _by_other_name(others, text)


def _asked(others, **query):
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog(portal_type=others.portal_type, **others.query, **query)
    return [brain.UID for brain in brains]


def _by_other_name(others, text):
    words = " ".join(_WORDS.findall(text))
    if not words or not others.names:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog(portal_type=others.portal_type, SearchableText=f'"{words}"', **others.query)[
        :MOST_COMPARED
    ]
    wanted = finding.folded(text)
    items = ((brain.UID, brain.getObject()) for brain in brains)
    return [
        uid
        for uid, item in items
        if any(finding.folded(getattr(item, name, None) or "") == wanted for name in others.names)
    ]


class IPointingWidget(relating.IRelatingWidget):
    """Takes keys of other items."""


@implementer_only(IPointingWidget)
class PointingWidget(relating.RelatingWidget):
    """Takes keys of other items; its value is a list of keys, and lines to be understood.

    :param request: the request.
    """

    kept = None

    def extract(self, default=NO_VALUE):
        """Read the boxes and the lines."""
        value = super().extract(default)
        if value is not default:
            self.kept = value[: len(value) - len(self.lines.splitlines())]
        return value

    def boxes(self):
        """Return what is chosen, each with a box; what may not be seen is left out."""
        keys = [key for key in (self.value if self.kept is None else self.kept) if key]
        portal_type = others_of(self.field).portal_type
        brains = dict(pointing.named(portal_type, keys))
        kind = api.portal.get_tool("portal_types").getTypeInfo(portal_type).Title()
        return [
            {
                "uid": key,
                "title": brains[key].Title if key in brains else key,
                "kind": translate(kind, context=self.request)
                if key in brains
                else translate(NOT_HERE, context=self.request),
            }
            for key in dict.fromkeys(keys)
            if key in brains or (pointing.is_key(key) and not finding.is_uid(key))
        ]


NOT_HERE = _("pointing_not_here", default="not in the repository yet")


@adapter(pointing.IPointing, IPointingWidget)
class PointingConverter(BaseDataConverter):
    """Between keys and what the form shows."""

    def toWidgetValue(self, value):
        """Give the keys."""
        return list(value or ())

    def toFieldValue(self, value):
        """Find what boxes and lines name; a key that is stored already stays as it is.

        :raises Invalid: with every line that names nothing, or more than one thing.
        """
        others = others_of(self.field)
        stored = self._stored()
        mine = IUUID(self.widget.context, None) if not self.widget.ignoreContext else None
        keys, problems = [], []
        for text in value or ():
            text = text.strip()
            if not text:
                continue
            found = [text] if text in stored else find(others, text)
            if len(found) == 1 and found[0] != mine:
                keys.append(found[0])
            else:
                problems.append(self._say(text, found, mine))
        if problems:
            raise Invalid(" ".join(problems))
        return self._once(others.portal_type, [*keys, *self._hidden(others, stored)])

    def _stored(self):
        if self.widget.ignoreContext:
            return ()
        return tuple(getattr(self.widget.context, self.field.__name__, None) or ())

    @staticmethod
    def _hidden(others, stored):
        """Keep what the item names and the current user may not see."""
        seen = {key for key, _brain in pointing.named(others.portal_type, stored)}
        return [key for key in stored if finding.is_uid(key) and key not in seen]

    @staticmethod
    def _once(portal_type, keys):
        """Name nothing twice, by its UID and by its code."""
        uids = {key: brain.UID for key, brain in pointing.named(portal_type, keys)}
        return list({uids.get(key, key): key for key in reversed(keys)}.values())[::-1]

    def _say(self, text, found, mine):
        request = self.widget.request
        if found == [mine]:
            message = _(
                "error_pointing_itself",
                default="“${text}” is this one itself. Name another.",
                mapping={"text": text},
            )
        elif found:
            return relating.say(text, found, request)
        else:
            message = _(
                "error_pointing_unknown",
                default="Nothing that can be named here is called “${text}”. Write its exact "
                "title, its number or abbreviation, or its address.",
                mapping={"text": text},
            )
        return translate(message, context=request)


@implementer(IFieldWidget)
def PointingFieldWidget(field, request):
    """Make the widget for items that an item names.

    :param field: the field.
    :param request: the request.
    """
    return FieldWidget(field, PointingWidget(request))
