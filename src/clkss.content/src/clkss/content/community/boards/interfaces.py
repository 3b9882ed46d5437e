"""Marks the place of the boards."""

from zope.interface import Interface


class IBoards(Interface):
    """The place where all boards are."""
