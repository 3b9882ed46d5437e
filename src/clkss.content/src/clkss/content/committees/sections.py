"""What all parts of a committee's page have in common."""

from clkss.content.committees.content import ICommittee
from clkss.content.committees.interfaces import ICommitteeSection
from clkss.content.interfaces import IClkssLayer
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@adapter(ICommittee, IClkssLayer, Interface)
@implementer(ICommitteeSection)
class CommitteeSection:
    """A part of a committee's page; a room says its order, title, template and when it is there.

    :param committee: the committee.
    :param request: the request.
    :param page: the page on which it stands.
    """

    template = None

    def __init__(self, committee, request, page):
        self.context = committee
        self.request = request
        self.page = page

    def render(self):
        """Give the HTML below the heading."""
        return self.template()
