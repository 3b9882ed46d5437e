"""Interfaces of this room."""

from zope.interface import Attribute
from zope.interface import Interface


class ISheetKind(Interface):
    """A kind of sheet; a room registers its own as a named utility.

    The name of the utility is the name people give: ``practices``.
    """

    title = Attribute("What the sheet holds, a message id.")
    key = Attribute("Name of the column at which problems of the row's code are told.")
    states = Attribute("States in which the items may be made; the first is the default.")

    def columns():
        """Return the columns, a tuple of :class:`clkss.content.sheets.rules.Column`."""

    def judge(values):
        """Say what is wrong between the cells of one row.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """

    def code(values):
        """Return the code that names a row, or nothing while it cannot be told.

        :param values: column name → value; only what could be read.
        """

    def at(site, code):
        """Return the item of a code, where codes are told without the register of sheets.

        :param site: the Plone site.
        :param code: the code of a row.
        """

    def may(user_id, state):
        """Say whether somebody may make items in a state, now.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param state: one of :attr:`states`.
        """

    def may_make(user_id, code):
        """Say whether somebody who may use this kind may make the item of a code.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param code: the code of a row.
        """

    def may_see(user_id, batch):
        """Say whether somebody who may use this kind may see, apply and undo a batch.

        :param user_id: the account.
        :param batch: the batch.
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
        :param attempt: from 0; a higher one gives another id, because the one before was taken;
            ``None`` where an item can have no other.
        """

    def differs(item, values):
        """Say whether a row would change an item that is there.

        :param item: the item, in its place.
        :param values: column name → value, only of columns that the sheet has.
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

    def is_used(item):
        """Say whether others rely on an item by now, so that undo has to leave it."""


class IImportsSection(Interface):
    """What the page of imports says of one kind besides; a named adapter of site and request.

    The name is that of the kind. Only who may import sheets of the kind sees it.
    """

    def render():
        """Return the markup of the section."""


class IBatchApplied(Interface):
    """A batch was switched on, in the running transaction."""

    batch = Attribute("The batch.")


class IBatchUndone(Interface):
    """A batch was undone, in the running transaction."""

    batch = Attribute("The batch.")
