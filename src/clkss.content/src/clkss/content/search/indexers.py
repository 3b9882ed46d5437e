"""What the catalog keeps for the search alone."""

from clkss.content.review.content import IReviewed
from clkss.content.search import rules
from plone.indexer import indexer
from zope.interface import Interface


@indexer(Interface)
def no_kinds(obj):
    """Index nothing for what is of no kind, rather than the kind of what it lies in.

    :raises AttributeError: always.
    """
    raise AttributeError("of no kind")


@indexer(IReviewed)
def kinds(item):
    """Index of what kind an item is within its type: ``Service:legal``."""
    name = rules.SUBKIND_FIELDS.get(item.portal_type)
    token = getattr(item, name, None) if name else None
    if not token:
        raise AttributeError("of no kind")
    return (f"{item.portal_type}:{token}",)
