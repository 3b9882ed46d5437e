"""What the catalog keeps for the search alone."""

from Acquisition import aq_base
from clkss.content.review.content import IReviewed
from clkss.content.search import rules
from plone.indexer import indexer
from zope.interface import Interface


CREDITED = (
    "authors",
    "publisher",
    "partners",
    "provider",
    "contributing_units",
    "first_provider",
    "second_provider",
    "recipient",
)
"""Fields that say whose work something is."""


@indexer(Interface)
def nothing(obj):
    """Index nothing, rather than what is said of the thing in which this lies.

    :raises AttributeError: always.
    """
    raise AttributeError("no knowledge")


@indexer(IReviewed)
def kinds(item):
    """Index of what kind an item is within its type: ``Service:legal``."""
    name = rules.SUBKIND_FIELDS.get(item.portal_type)
    token = getattr(aq_base(item), name, None) if name else None
    if not token:
        raise AttributeError("of no kind")
    return (f"{item.portal_type}:{token}",)


@indexer(IReviewed)
def credits(item):
    """Index whose work an item is."""
    found = []
    for name in CREDITED:
        value = getattr(aq_base(item), name, None)
        found += [value] if isinstance(value, str) else value or ()
    names = [name for name in found if isinstance(name, str)]
    if not names:
        raise AttributeError("nobody is named")
    return names
