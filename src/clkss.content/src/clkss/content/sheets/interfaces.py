"""Interfaces of this room."""

from zope.interface import Attribute
from zope.interface import Interface


class ISheetKind(Interface):
    """A kind of sheet; a room registers its own as a named utility.

    The name of the utility is the name people give: ``practices``.
    """

    title = Attribute("What the sheet holds, a message id.")
    key = Attribute("Name of the column whose code names the row.")
    states = Attribute("States in which the items may be made; the first is the default.")

    def columns():
        """Return the columns, a tuple of :class:`clkss.content.sheets.rules.Column`."""

    def judge(values):
        """Say what is wrong between the cells of one row.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """

    def may(user_id, state):
        """Say whether somebody may make items in a state, now.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param state: one of :attr:`states`.
        """

    def container(site):
        """Return the place of the items."""

    def make(site, values, batch):
        """Make an item that is in no place yet, in its state and with its history.

        :param values: column name → value.
        :param batch: options and user are read from it.
        :returns: the item, without acquisition.
        """

    def name(item, attempt):
        """Return an id for an item.

        :param item: what :meth:`make` returned.
        :param attempt: from 0; a higher one gives another id, because the one before was taken.
        """

    def change(item, values, batch):
        """Change an item that is there.

        :param item: the item, in its place.
        :param values: column name → value, only of columns that the sheet has.
        :returns: what it was before, for :meth:`restore`; plain values.
        """

    def restore(item, before):
        """Give an item back what :meth:`change` returned."""

    def may_change(user_id, item):
        """Say whether somebody may change an item by a sheet."""


class IBatchApplied(Interface):
    """A batch was switched on, in the running transaction."""

    batch = Attribute("The batch.")


class IBatchUndone(Interface):
    """A batch was undone, in the running transaction."""

    batch = Attribute("The batch.")
