"""Interfaces of what all kinds of knowledge have in common."""

from plone.namedfile.interfaces import INamedBlobImageField


class IPicture(INamedBlobImageField):
    """A field for a picture that is drawn anew before it is stored."""
