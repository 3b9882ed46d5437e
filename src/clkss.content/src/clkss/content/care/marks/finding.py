"""The marks of an item."""

from Acquisition import aq_base
from clkss.content.care.gathering.interfaces import IGatherer
from clkss.content.care.marks import rules
from clkss.content.care.marks import store
from plone.dexterity.utils import iterSchemata
from zope.interface import implementer
from zope.schema import getFieldNames


def marks_of(item) -> list[tuple[str, str]]:
    """Give the marks of an item: pairs of kind and mark.

    :param item: a reviewed item.
    """
    base = aq_base(item)
    names = [name for schema in iterSchemata(item) for name in getFieldNames(schema)]

    def text(name):
        value = getattr(base, name, None)
        return value.strip() if isinstance(value, str) else ""

    found = []
    if rules.is_untranslated(names, lambda name: bool(text(name))):
        found.append((rules.MISSING, rules.TRANSLATION))
    identifiers = getattr(base, "identifiers", None) or ()
    same = rules.same_marks(item.portal_type, text("url"), identifiers, text("law_number"))
    return found + [(rules.SAME, mark) for mark in same]


@implementer(IGatherer)
class Marks:
    """Keeps the marks of items."""

    def gather(self, item):
        """Take the marks of an item."""
        return marks_of(item)

    def write(self, connection, found):
        """Keep them."""
        store.keep(connection, found)

    def drop(self, connection, uid):
        """Forget those of an item that is gone."""
        store.drop(connection, uid)
