"""What rooms say of the persons they know."""

from zope.interface import Attribute
from zope.interface import Interface


class IPersonalData(Interface):
    """What a room knows of a person; a named utility of each room that knows anything."""

    order = Attribute("Its place in the list.")
    title = Attribute("Message id of the heading.")

    def known(site, person):
        """Return all that the room knows of a person, to be handed to that person.

        :param site: the Plone site.
        :param person: the account.
        :returns: a list of mappings of plain values; empty when nothing is known.
        """

    def erase(site, person):
        """Erase what is personal, with the running transaction; called when an account is deleted.

        Contributions stay. May be called for an account of which nothing is known.

        :param site: the Plone site.
        :param person: the account; it need not exist any more.
        """
