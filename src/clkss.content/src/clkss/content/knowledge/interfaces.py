"""Interfaces of what all kinds of knowledge have in common."""

from plone.namedfile.interfaces import INamedBlobImageField
from plone.schema.jsonfield import IJSONField
from zope.interface import Attribute
from zope.interface import Interface
from zope.schema.interfaces import IInt


class IPicture(INamedBlobImageField):
    """A field for a picture that is drawn anew before it is stored."""


class INumber(IInt):
    """A field for a whole number that is written without marks between its digits."""


class IRows(IJSONField):
    """A field for rows of a small table, each a mapping of a column to a value."""

    cells = Attribute("The columns: :class:`clkss.content.knowledge.rows.Cell`.")


class IHoldsFiles(Interface):
    """Marks what is no knowledge, but whose files are checked and drawn anew all the same."""


class ILinker(Interface):
    """Adds links to the texts of a page; an adapter of the item and the request.

    One linker draws all texts of a page in their order, so that it can name each thing once.
    """

    def __call__(text):
        """Give a text as HTML that is safe; nothing of the text is changed.

        :param text: plain text.
        """
