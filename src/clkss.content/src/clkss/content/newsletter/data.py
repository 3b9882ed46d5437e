"""Whether a member gets the newsletter, as what the site knows of a person."""

from clkss.content import _
from clkss.content.newsletter.tables import members
from clkss.content.people.data import Rows


MEMBERS = Rows(
    51,
    _("people_data_newsletter", default="Newsletter"),
    members.c.member,
    {"language": members.c.language, "since": members.c.since},
    members.c.since,
)
