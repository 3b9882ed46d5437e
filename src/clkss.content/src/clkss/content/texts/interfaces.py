"""What other rooms say of their types."""

from zope.interface import Interface


class IWithTexts(Interface):
    """An item that is found by the words of the files that lie in it.

    Its indexer of ``SearchableText`` adds :func:`clkss.content.texts.kept.texts_of`.
    """
