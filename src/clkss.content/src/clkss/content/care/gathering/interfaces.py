"""What takes something out of items."""

from zope.interface import Interface


class IGatherer(Interface):
    """Takes something out of items and keeps it in the relational store; a named utility."""

    def gather(item):
        """Take it out of an item that was changed.

        :param item: a reviewed item, in any state.
        :returns: plain values.
        """

    def write(connection, found):
        """Keep what was taken, instead of what was kept of the same items.

        :param connection: connection to write with.
        :param found: what :meth:`gather` returned, by UID.
        """

    def drop(connection, uid):
        """Forget what is kept of an item that is gone.

        :param connection: connection to write with.
        :param uid: its UID.
        """
