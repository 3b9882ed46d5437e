"""A changed privacy notice in "My work"."""

from clkss.content import _
from clkss.content.interfaces import IClkssLayer
from clkss.content.people import consent
from clkss.content.people import standing
from clkss.content.review.interfaces import IWorkSection
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


@adapter(IPloneSiteRoot, IClkssLayer)
@implementer(IWorkSection)
class NoticeChanged:
    """Asks whoever agreed to an earlier notice.

    :param site: the site.
    :param request: the request.
    """

    order = -10
    title = _("title_privacy_notice", default="Privacy notice")
    empty = ""
    count = 1

    def __init__(self, site, request):
        self.site = site
        self.request = request

    @cached_property
    def shown(self):
        """Whether the person has to be asked."""
        person = standing.user_id()
        return person is not None and consent.is_due(person)

    @property
    def entries(self):
        """The one entry."""
        return [
            {
                "url": f"{self.site.absolute_url()}/people/me/notice",
                "title": _(
                    "people_notice_new",
                    default="The privacy notice has changed: read it and say whether you agree.",
                ),
                "facts": [],
                "urgent": False,
            }
        ]
