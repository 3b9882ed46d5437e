"""What rooms register with the relational store."""

from zope.interface import Interface


class IVerification(Interface):
    """A check of a whole site, registered as a named utility.

    ``bin/clkss verify`` calls all of them and prints what they say.
    """

    def __call__(site):
        """Check, and change nothing.

        :param site: the site root.
        :returns: an iterable of strings, one for each problem; none when all is well.
        """


class ILostTransactions(Interface):
    """Puts right what the store kept of transactions that the ZODB has not.

    Registered as a named utility by each room whose tables have a column with
    the transaction's token.
    """

    def __call__(connection, kind, tokens):
        """Put right; runs inside the short transaction that forgets the tokens.

        :param connection: SQLAlchemy connection to write with.
        :param kind: the kind of store that ``connection`` leads to.
        :param tokens: the tokens of the lost transactions.
        """
