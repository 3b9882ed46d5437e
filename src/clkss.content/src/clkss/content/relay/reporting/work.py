"""Reports in "My work"."""

from clkss.content import _
from clkss.content.interfaces import IClkssLayer
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.views import owed
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review.interfaces import IWorkSection
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


OPEN = (rules.MISSING, rules.LATE, rules.RETURNED)


@adapter(IPloneSiteRoot, IClkssLayer)
@implementer(IWorkSection)
class ReportsOwed:
    """Reports that one's committees owe.

    :param site: the site.
    :param request: the request.
    """

    order = 6
    title = _("my_work_reports", default="Reports that your committee owes")
    empty = _("my_work_reports_none", default="Your committee owes no report.")

    def __init__(self, site, request):
        self.view = ReportingView(site, request)

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return bool(acting.files_for(self.view.held))

    @cached_property
    def entries(self):
        """The reports, the one that is due last first."""
        return [
            {
                "url": each["fill_in"],
                "title": period["title"],
                "facts": [each["committee"], self._when(each, period)],
                "urgent": each["status"] != rules.MISSING,
            }
            for period in owed(self.view)
            for each in period["committees"]
            if each["asked"] and each["status"] in OPEN
        ]

    def _when(self, each, period):
        if each["status"] == rules.RETURNED:
            return each["title"]
        return _("text_report_due", default="due ${day}", mapping={"day": period["due"]})

    @property
    def count(self):
        """How many there are."""
        return len(self.entries)
