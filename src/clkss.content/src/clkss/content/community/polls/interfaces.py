"""Events of polls."""

from zope.interface import Attribute
from zope.interface import Interface


class IAnnounced(Interface):
    """The result of a poll was announced, in the running transaction; an event."""

    object = Attribute("The poll.")
