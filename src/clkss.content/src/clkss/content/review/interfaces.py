"""Interfaces of the review ladder."""

from zope.interface import Interface


class IReadiness(Interface):
    """What an item still lacks before it can be submitted; an adapter of each reviewed type."""

    def missing():
        """List what is missing.

        :returns: pairs of a field's name and a message id that says what to write there.
        """


class IOneCheck(Interface):
    """Marks a type of which one check is enough: the committee whose turn it is publishes."""
