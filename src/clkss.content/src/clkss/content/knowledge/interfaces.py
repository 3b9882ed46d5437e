"""Interfaces of what all kinds of knowledge have in common."""

from plone.namedfile.interfaces import INamedBlobImageField
from plone.schema.jsonfield import IJSONField
from zope.interface import Attribute
from zope.schema.interfaces import IInt


class IPicture(INamedBlobImageField):
    """A field for a picture that is drawn anew before it is stored."""


class INumber(IInt):
    """A field for a whole number that is written without marks between its digits."""


class IRows(IJSONField):
    """A field for rows of a small table, each a mapping of a column to a value."""

    cells = Attribute("The columns: :class:`clkss.content.knowledge.rows.Cell`.")
