"""What a member follows, as what the site knows of a person."""

from clkss.content import _
from clkss.content.following.tables import searches
from clkss.content.people.data import Rows


SEARCHES = Rows(
    50,
    _("people_data_searches", default="Searches that you follow"),
    searches.c.member,
    {
        "name": searches.c.name,
        "search": searches.c.query,
        "rhythm": searches.c.rhythm,
        "paused": searches.c.paused,
        "since": searches.c.since,
    },
    searches.c.since,
)
