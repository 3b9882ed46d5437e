"""Which advisories a member read, as what the site knows of a person."""

from clkss.content import _
from clkss.content.people.data import Rows
from clkss.content.relay.advisories.tables import receipts


RECEIPTS = Rows(
    55,
    _("people_data_advisories", default="Advisories that you read"),
    receipts.c.member,
    {"object": receipts.c.advisory, "committee": receipts.c.committee, "at": receipts.c.at},
    receipts.c.at,
)
