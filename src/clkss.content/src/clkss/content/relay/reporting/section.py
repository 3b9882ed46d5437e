"""How a committee reports, on its page: for those who report for it and those who look after it."""

from clkss.content import _
from clkss.content.committees.sections import CommitteeSection
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.views import KEPT_DAYS
from clkss.content.relay.reporting.views import ReportingView
from datetime import date
from datetime import timedelta
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


MOST = 4
"""Periods that are shown."""


class ReportingSection(CommitteeSection, ReportingView):
    """The latest periods that were asked of the committee, and how its reports stand."""

    order = 100
    title = _("heading_committee_reports", default="Reports")
    template = ViewPageTemplateFile("templates/section.pt")

    @cached_property
    def key(self):
        """Key of the committee."""
        return self.context.getId()

    def available(self):
        """Say whether the current user may know, and whether anything was asked."""
        if self.user_id is None or standing(self.key) is None:
            return False
        serves = any(each.committee == self.key for each in self.held)
        return (serves or self.looks_after) and bool(self.periods)

    @cached_property
    def looks_after(self):
        """Whether the current user reads the reports themselves."""
        return acting.looks_after(self.held, self.key)

    @cached_property
    def periods(self):
        """The latest periods of which it owes a report, each with how that stands."""
        level = standing(self.key).level
        since = (self.today - timedelta(days=KEPT_DAYS)).isoformat()
        rows = store.open_periods([level], since)
        states = store.states([row.id for row in rows], [self.key]) if rows else {}
        on_record = record.sinces([self.key]).get(self.key)
        site = api.portal.get()
        found = []
        for row in rows:
            report = states.get((row.id, self.key))
            if not rules.owes(on_record, row.due, report.state if report is not None else None):
                continue
            period = telling.find(site, row.id)
            if period is None:
                continue
            url = period.absolute_url()
            found.append(
                {
                    **self.shown_state(report, date.fromisoformat(row.due)),
                    "name": period.title_in(self.language),
                    "url": f"{url}/{self.key}" if report is not None and self.looks_after else "",
                    "due": row.due,
                }
            )
            if len(found) == MOST:
                break
        return found

    @property
    def reporting_url(self):
        """Address of the page of reports."""
        return f"{self.site_url}/{telling.PAGE}"
