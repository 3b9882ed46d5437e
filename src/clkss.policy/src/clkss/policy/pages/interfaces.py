"""What marks a site."""

from zope.interface import Interface


class IDemonstration(Interface):
    """Marks a site that holds the demo."""
