"""What meetings know of a person: where the person was, what the person was to do."""

from clkss.content import _
from clkss.content.community.meetings import mailing
from clkss.content.community.meetings import people
from clkss.content.community.meetings import store
from clkss.content.community.meetings.recovery import find
from clkss.content.people.data import MOST
from clkss.content.people.interfaces import IPersonalData
from zope.interface import implementer


@implementer(IPersonalData)
class Meetings:
    """Attendance and actions; when the account goes, "former member" stands in its place."""

    order = 57
    title = _("people_data_meetings", default="Meetings: where you were, what you had to do")

    def known(self, site, person):
        """Return attendance, actions, and whether there is a calendar and are mails."""
        found = []
        for row in store.attended_by(person)[:MOST]:
            meeting = find(row.meeting)
            if meeting is not None:
                found.append({"address": meeting.absolute_url(), "attendance": row.how})
        for row in store.given_to(person)[:MOST]:
            meeting = find(row.meeting)
            for action in meeting.actions if meeting is not None else ():
                if action["id"] == row.action:
                    found.append(
                        {
                            "address": meeting.absolute_url(),
                            "text": action["what"],
                            "due": action["due"],
                            "done": action["done"],
                        }
                    )
        if store.calendar_of(person) is not None:
            found.append({"calendar": True})
        if mailing.silent.holds(person):
            found.append({"mails about meetings": False})
        return found

    def erase(self, site, person):
        """Let "former member" stand for the person, and drop what else is personal."""
        uids = {row.meeting for row in (*store.attended_by(person), *store.given_to(person))}
        for meeting in filter(None, map(find, sorted(uids))):
            people.forget(meeting, person)
            store.keep(meeting)
        store.end_calendar(person)
        mailing.forget(person)
