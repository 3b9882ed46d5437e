"""What all lists that rooms add to "My work" have in common."""

from AccessControl import getSecurityManager
from clkss.content.interfaces import IClkssLayer
from clkss.content.review.interfaces import IWorkSection
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


@adapter(IPloneSiteRoot, IClkssLayer)
@implementer(IWorkSection)
class WorkSection:
    """A list of "My work"; a room says its order, title, what is shown and to whom.

    :param site: the site.
    :param request: the request.
    """

    entries = ()

    def __init__(self, site, request):
        self.site = site
        self.request = request

    @cached_property
    def user_id(self):
        """The account of who asks."""
        return getSecurityManager().getUser().getId()

    @property
    def count(self):
        """How many entries there are."""
        return len(self.entries)
