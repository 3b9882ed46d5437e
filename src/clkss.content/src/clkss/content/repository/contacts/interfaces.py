"""Interfaces of contacts."""

from zope.interface import Attribute
from zope.interface import Interface


class IContactable(Interface):
    """Has a contact that is corrected while it is published, without a review."""

    contact_fields = Attribute("Names of the fields that say how somebody is reached.")
