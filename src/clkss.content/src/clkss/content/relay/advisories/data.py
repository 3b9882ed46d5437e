"""Which advisories a member read and wrote, as what the site knows of a person."""

from clkss.content import _
from clkss.content.people.data import Kept
from clkss.content.people.data import MOST
from clkss.content.people.data import Rows
from clkss.content.people.interfaces import IPersonalData
from clkss.content.relay.advisories.tables import receipts
from clkss.content.relay.advisories.telling import PLACE
from zope.interface import implementer


RECEIPTS = Rows(
    55,
    _("people_data_advisories", default="Advisories that you read"),
    receipts.c.member,
    {"object": receipts.c.advisory, "committee": receipts.c.committee, "at": receipts.c.at},
    receipts.c.at,
)


@implementer(IPersonalData)
class Written(Kept):
    """Advisories that the person wrote: they stay, as their committee's."""

    order = 54
    title = _("people_data_advisories_written", default="Advisories that you wrote")

    def known(self, site, person):
        """Return title and address of each."""
        return [
            {"title": item.title, "address": item.absolute_url()}
            for item in (site[PLACE].objectValues() if PLACE in site else ())
            if item.Creator() == person
        ][:MOST]
