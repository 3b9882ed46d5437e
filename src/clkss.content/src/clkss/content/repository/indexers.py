"""What the catalog keeps of items that name others."""

from plone.indexer import indexer
from zope.interface import Interface


@indexer(Interface)
def points_to_nothing(obj):
    """Index nothing for what names nothing, rather than what it lies in names.

    :raises AttributeError: always.
    """
    raise AttributeError("names nothing")
