"""What joining knows of a person."""

from clkss.content import _
from clkss.content.joining import accounts
from clkss.content.joining import store
from clkss.content.people.data import day_and_hour
from clkss.content.people.interfaces import IPersonalData
from zope.interface import implementer


@implementer(IPersonalData)
class Requests:
    """What the person asked for."""

    order = 40
    title = _("people_data_requests", default="Requests to join")

    def known(self, site, person):
        """Return what was asked, and what came of it; who decided is not said."""
        return [
            {
                "committee": row.committee,
                "function": row.function,
                "agency": row.agency,
                "state": row.state,
                "reason": row.reason,
                "at": day_and_hour(row.at),
                "confirmed": day_and_hour(row.confirmed),
                "decided": day_and_hour(row.decided),
            }
            for row in store.of_person(person)
        ]

    def erase(self, site, person):
        """Forget the requests, those of the same address that nobody confirmed too."""
        store.drop(person, accounts.mail_of(site, person))
