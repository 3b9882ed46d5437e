"""What the pages of reports have in common, and the page of what one's committees owe."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.frame.views import FormView
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting import words
from clkss.content.relay.reporting.content import TEMPLATES_PLACE
from clkss.content.relay.reporting.places import standing
from clkss.content.review import words as names
from datetime import date
from datetime import timedelta
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import Unauthorized


KEPT_DAYS = 400
"""Days after its due day for which a period is listed."""

ADD = "clkss: Add Report Template"


class ReportingView(FormView):
    """Knows who asks, and says things in the language of the page."""

    robots = "noindex"

    @cached_property
    def user_id(self):
        """The account of who asks; None for a visitor."""
        return api.user.get_current().getId()

    @cached_property
    def held(self):
        """The clearances of who asks."""
        return acting.held_by(self.user_id)

    @cached_property
    def language(self):
        """The language of the page."""
        return api.portal.get_current_language(self.context)

    @cached_property
    def today(self):
        """The day in the Philippines."""
        return clearances.today()

    @property
    def site_url(self):
        """Address of the site."""
        return api.portal.get().absolute_url()

    def shown_state(self, row, due, is_awaited=True):
        """Say how a report stands, ready to be shown.

        :param row: its row, or anything with ``state`` and ``is_nil``; None where there is none.
        :param due: the last day on which it is in time.
        :param is_awaited: see :func:`.rules.owes`.
        """
        state = row.state if row is not None else None
        status = rules.status(state, due, self.today, is_awaited)
        return {
            "status": status,
            "title": words.STATES[status],
            "badge": words.BADGES.get(status, words.BADGE),
            "late": rules.days_late(due, self.today) if status == rules.LATE else 0,
            "is_nil": bool(row is not None and row.is_nil and state in rules.COUNTED),
            "submitted": row.submitted if row is not None and state in rules.COUNTED else "",
            "reason": row.reason if row is not None else "",
        }


def owed(view):
    """List the periods that concern a person's committees, each with how it stands.

    :param view: a :class:`ReportingView`.
    """
    files = acting.files_for(view.held)
    # Whose level is not asked itself may still look after those below.
    lowest = [level for key in files for level in _levels_within(standing(key).level)]
    since = (view.today - timedelta(days=KEPT_DAYS)).isoformat()
    rows = store.open_periods(lowest, since) if lowest else []
    states = store.states([row.id for row in rows], files) if rows else {}
    sinces = record.sinces(files) if rows else {}
    site = api.portal.get()
    found = []
    for row in rows:
        period = telling.find(site, row.id)
        if period is None:
            continue
        mine = [_mine(view, period, row, states, sinces, key) for key in files]
        found.append(
            {
                "id": row.id,
                "title": period.title_in(view.language),
                "due": row.due,
                "url": period.absolute_url(),
                "committees": [each for each in mine if each["asked"] or each["below"]],
            }
        )
    return [each for each in found if each["committees"]]


def _levels_within(level):
    order = store.LEVELS
    return order[: order.index(level) + 1]


def _mine(view, period, row, states, sinces, key):
    report = states.get((row.id, key))
    is_awaited = rules.owes(sinces.get(key), row.due, report.state if report is not None else None)
    shown = view.shown_state(report, date.fromisoformat(row.due), is_awaited)
    level = standing(key).level
    # Whoever began a report without owing it goes on from here, too.
    asked = level in period.levels and (is_awaited or report is not None)
    url = period.absolute_url()
    return {
        "key": key,
        "committee": names.committee(key),
        "asked": asked,
        "below": any(each in period.levels for each in _levels_within(level)[:-1]),
        "may_write": asked and (report is None or report.state in rules.WRITABLE),
        "report": f"{url}/{key}" if report is not None else "",
        "fill_in": f"{url}/@@file?committee={key}",
        "ladder": f"{url}?committee={key}",
        **shown,
    }


class Home(ReportingView):
    """What one's committees owe, with "nothing to report" in one tap, and ways to those below."""

    template = ViewPageTemplateFile("templates/home.pt")
    page_title = _("title_reporting", default="Reports")
    refused = ()

    def __call__(self):
        if not self.held and not self.writes_templates:
            raise Unauthorized("Reports are for those who serve on a committee.")
        if self.is_post:
            self.check_token()
            return self._nothing()
        return self.template()

    @property
    def url(self):
        """Address of this page."""
        return f"{self.site_url}/{telling.PAGE}"

    def _nothing(self):
        held = clearances.assert_current(self.user_id)
        period = telling.find(api.portal.get(), self.trimmed("period"))
        key = self.trimmed("committee")
        if period is None or not acting.is_own(held, key):
            raise Forbidden("You do not report for this committee.")
        try:
            acting.nothing(period, key)
        except Refused as refused:
            self.refused = refused.reasons
            self.request.response.setStatus(422)
            return self.template()
        return self.redirect_with_message(
            _(
                "message_nothing_to_report",
                default="Filed: nothing to report. You can take it back until it is accepted.",
            ),
            self.url,
        )

    def periods(self):
        """Give what one's committees owe, the latest first."""
        return owed(self)

    @cached_property
    def writes_templates(self):
        """Whether the person writes what is asked for."""
        site = api.portal.get()
        place = site.get(TEMPLATES_PLACE)
        return place is not None and api.user.has_permission(ADD, obj=place)

    @property
    def templates_url(self):
        """Address of what is asked for."""
        return f"{self.site_url}/{TEMPLATES_PLACE}"


class ToHome(BrowserView):
    """Leads from the place of all periods to the page of reports."""

    def __call__(self):
        self.request.response.redirect(f"{api.portal.get().absolute_url()}/{telling.PAGE}")
        return ""
