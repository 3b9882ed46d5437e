"""Interfaces of the review ladder."""

from zope.interface import Attribute
from zope.interface import Interface


class IReadiness(Interface):
    """What an item still lacks before it can be submitted; an adapter of each reviewed type."""

    def missing():
        """List what is missing.

        :returns: pairs of a field's name and a message id that says what to write there.
        """


class IOneCheck(Interface):
    """Marks a type of which one check is enough: the committee whose turn it is publishes."""


class IWorkSection(Interface):
    """A list that another room adds to "My work"; a named adapter of site and request.

    The name is the id of the list on the page.
    """

    order = Attribute(
        "Its place among the lists: returned 0, review 10, stuck 20, drafts 30, way 40, due 50."
    )
    title = Attribute("Message id of the heading.")
    empty = Attribute("Message id that stands for an empty list.")
    shown = Attribute("Whether the list concerns the current user.")
    count = Attribute("How many entries there are.")
    entries = Attribute(
        "Mappings with ``url``, ``title``, ``facts`` (a list of texts or message ids) and, where it"
        " comes first, ``urgent``; ``button``, where one tap is enough, is a mapping with ``url``,"
        " ``name``, ``value``, ``word`` and ``label``."
    )


class IRevision(Interface):
    """A working copy of a published item; an adapter of such copies.

    Publishing the copy puts it in the place of what it revises, which stays public all the while.
    """

    def baseline():
        """Return the published item."""

    def files():
        """Return what the files of the published item are called, and of the copy once published.

        :returns: two lists of names.
        """

    def settle(entries):
        """Put the copy in the place of the published item, and take the copy away.

        :param entries: what is added to the history of the published item.
        :returns: the published item.
        """
