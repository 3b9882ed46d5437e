"""Interfaces of what all kinds of knowledge have in common."""

from plone.namedfile.interfaces import INamedBlobImageField
from zope.schema.interfaces import IInt


class IPicture(INamedBlobImageField):
    """A field for a picture that is drawn anew before it is stored."""


class INumber(IInt):
    """A field for a whole number that is written without marks between its digits."""
