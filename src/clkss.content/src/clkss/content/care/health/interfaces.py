"""What the health page shows."""

from zope.interface import Attribute
from zope.interface import Interface


class IHealthList(Interface):
    """A list of the health page: a named adapter of the published knowledge and the request.

    The name stands in addresses. Nothing in it may wake an object.
    """

    order = Attribute("Its place on the page.")
    title = Attribute("Message id of its heading.")
    help = Attribute("Message id that says what it is, and what to do.")

    def count():
        """Return how many lines it has."""

    def rows(first, most):
        """Return some lines.

        :param first: how many to pass over.
        :param most: how many to give.
        :returns: list of :class:`clkss.content.care.health.rows.Row`.
        """
