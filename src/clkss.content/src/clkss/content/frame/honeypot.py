"""Keeps collective.honeypot from rewriting every page.

Where it is installed, it parses each page of the site and puts a field with an inline style
into each form; the policy for visitors refuses the style, so that the trap would be seen.
Forms that need a trap have their own.
"""

from clkss.content.interfaces import IClkssLayer
from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@adapter(Interface, IClkssLayer)
@implementer(ITransform)
class Untouched:
    """Leaves the page as it is.

    :param published: what is shown.
    :param request: the request.
    """

    order = 8200

    def __init__(self, published, request):
        self.published = published
        self.request = request

    def transformBytes(self, result, encoding):
        """Change nothing."""

    def transformUnicode(self, result, encoding):
        """Change nothing."""

    def transformIterable(self, result, encoding):
        """Change nothing."""
