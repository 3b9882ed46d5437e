"""What the catalog keeps of places."""

from clkss.content.territories import table
from clkss.content.territories.content import stored_codes
from plone.indexer import indexer
from zope.interface import Interface


@indexer(Interface)
def territories(obj):
    """Index a thing under its places and under all that they lie in, as things are today.

    :param obj: anything with ``territories`` or ``territory`` of its own.
    """
    found = {}
    for code in stored_codes(obj):
        found.update(dict.fromkeys(table.ancestors_and_self(code)))
    return tuple(found)


@indexer(Interface)
def territory_codes(obj):
    """Keep a thing's own codes beside it, for lists that show its places.

    :param obj: anything with ``territories`` or ``territory`` of its own.
    """
    return stored_codes(obj)
