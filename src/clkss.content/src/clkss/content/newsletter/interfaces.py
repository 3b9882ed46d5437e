"""Interfaces of the newsletter."""

from zope.interface import Interface


class INewsletterContainer(Interface):
    """Marks the place where all issues are."""
