"""Periods are opened at night, when they have ended; those who owe a report are told."""

from clkss.content import audit
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.frame import moments
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting.content import IReportPeriod
from clkss.content.relay.reporting.content import IReportTemplate
from clkss.content.relay.reporting.content import PERIOD
from clkss.content.relay.reporting.content import PLACE
from clkss.content.relay.reporting.content import TEMPLATES_PLACE
from datetime import timedelta
from plone.dexterity.utils import createContent
from zope.globalrequest import getRequest


FIRST = "first"
DUE = "due"


def open_period(site, template, period):
    """Open a period, with a copy of what is asked.

    :param site: the site.
    :param template: the template.
    :param period: such as ``2026-Q3``.
    :returns: the period; the one that is there already.
    """
    place = site[PLACE]
    id = f"{template.getId()}.{period}"
    if id in place:
        return place[id]
    due = rules.last_day(period) + timedelta(days=template.days_due)
    made = createContent(PERIOD, id=id, title=template.title)
    made.title_tl = template.title_tl or ""
    made.template = template.getId()
    made.period = period
    made.levels = tuple(template.levels)
    made.due = due
    made.grace_ends = due + timedelta(days=template.days_grace)
    made.questions = tuple(dict(row) for row in template.questions or ())
    made.site_url = template.site_url
    place._setObject(id, made)
    made = place[id]
    store.keep_period(made)
    audit.record("report.period-opened", made)
    return made


def nightly(site, job):
    """Open the periods that have ended, and remind on the due day.

    :param site: the site.
    :param job: the job.
    :returns: how many periods were opened.
    """
    if PLACE not in site or TEMPLATES_PLACE not in site:
        return 0
    today = clearances.today()
    opened = 0
    for template in site[TEMPLATES_PLACE].objectValues():
        if not IReportTemplate.providedBy(template) or not template.active:
            continue
        period = rules.ended_before(template.period_kind, today)
        is_new = f"{template.getId()}.{period}" not in site[PLACE]
        if is_new and rules.is_owed(period, _day_of(template)):
            made = open_period(site, template, period)
            _tell(made, FIRST)
            opened += 1
    for row in store.due_between((today - timedelta(days=7)).isoformat(), today.isoformat()):
        period = site[PLACE].get(row.id)
        if IReportPeriod.providedBy(period):
            _tell(period, DUE)
    return opened


def _day_of(template):
    return moments.there(template.created()).date()


def _tell(period, turn):
    id = period.getId()
    arguments = {"id": id, "turn": turn, "site_url": period.site_url, "under": ""}
    jobs.schedule("relay.reporting.tell", arguments, key=f"{id}:{turn}")


def noted(template, event):
    """Note under which address the site is used, when somebody writes a template on a page.

    :param template: the template.
    :param event: it was added or changed.
    """
    if getRequest() is not None:
        template.site_url = template.aq_parent.aq_parent.absolute_url()
