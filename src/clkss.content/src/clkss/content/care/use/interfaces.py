"""What other rooms may tell of a reader."""

from zope.interface import Interface


class IReaderPlace(Interface):
    """Where a reader is from; named adapters of the request, of which the first that knows counts.

    In the order of their names: ``choice`` for a place that a visitor has chosen, ``committee`` for
    that of a member's committee.
    """

    def code():
        """Give the code of a place, or nothing."""
