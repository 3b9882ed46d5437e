"""Markers of the room."""

from zope.interface import Interface


class IAdvisoryContainer(Interface):
    """Marks the place where all advisories are; who serves as secretary or monitor adds them."""
