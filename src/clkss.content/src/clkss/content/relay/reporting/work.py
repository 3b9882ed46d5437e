"""Reports in "My work"."""

from clkss.content import _
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.views import owed
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review.sections import WorkSection
from functools import cached_property


OPEN = (rules.MISSING, rules.LATE, rules.RETURNED)


class ReportsOwed(WorkSection):
    """Reports that one's committees owe."""

    order = 6
    title = _("my_work_reports", default="Reports that your committee owes")
    empty = _("my_work_reports_none", default="Your committee owes no report.")

    @cached_property
    def view(self):
        """Knows who asks."""
        return ReportingView(self.site, self.request)

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
