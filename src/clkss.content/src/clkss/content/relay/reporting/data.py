"""What reports know of a person, for that person."""

from clkss.content import _
from clkss.content import relational
from clkss.content.audit.tables import audit
from clkss.content.people.data import day_and_hour
from clkss.content.people.data import Kept
from clkss.content.people.data import MOST
from clkss.content.people.interfaces import IPersonalData
from clkss.content.relay.reporting.content import PLACE
from clkss.content.relay.reporting.content import TEMPLATES_PLACE
from clkss.content.relay.reporting.states import history_of
from sqlalchemy import select
from zope.interface import implementer

import json


@implementer(IPersonalData)
class Reports(Kept):
    """Which steps the person took with reports, and what the person asked for.

    Both stay when the account goes: a report is its committee's, and no page of it names anybody.
    What stands in it is not told, since the person may have left the committee.
    """

    order = 56
    title = _("people_data_reports", default="What you did with reports of committees")

    def known(self, site, person):
        """Return the steps with their reasons, the latest first, then the templates."""
        steps = []
        committees = sorted(_committees(person))
        for period in site[PLACE].objectValues() if PLACE in site else ():
            for report in filter(None, map(period.get, committees)):
                steps += [
                    {
                        "report": report.absolute_url(),
                        "step": each.get("action") or "",
                        "reason": each.get("comments", ""),
                        "at": day_and_hour(each["time"].timeTime()),
                    }
                    for each in history_of(report)
                    if each.get("actor") == person and each.get("action")
                ]
        steps.sort(key=lambda step: step["at"], reverse=True)
        asked = [
            {"asked for": template.title, "address": template.absolute_url()}
            for template in (
                site[TEMPLATES_PLACE].objectValues() if TEMPLATES_PLACE in site else ()
            )
            if template.Creator() == person
        ]
        return [*steps[:MOST], *asked]


def _committees(person):
    """Name the committees with whose reports the person did anything, by the audit."""
    query = select(audit.c.detail).where(audit.c.actor == person, audit.c.action.like("report.%"))
    with relational.read("audit") as connection:
        details = [json.loads(each) for each in connection.execute(query).scalars()]
    return {each["committee"] for each in details if "committee" in each}
