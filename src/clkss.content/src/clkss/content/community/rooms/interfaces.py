"""Markers of the room."""

from zope.interface import Attribute
from zope.interface import Interface


class IRoomContent(Interface):
    """Marks what lies in a committee and is shared with its people, all committees or everybody."""


class IReady(Interface):
    """Says whether room content may be shared; an adapter of it, where its kind asks for more."""

    def missing():
        """Give pairs of a field and a message: what has to be said before it can be shared."""


class IShared(Interface):
    """Room content was shared, or taken back, in the running transaction; an event."""

    object = Attribute("The content.")
    old = Attribute("The state before, one of the states of rooms.rules.")
    new = Attribute("The state now.")
