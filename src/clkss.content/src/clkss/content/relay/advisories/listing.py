"""All advisories that concern a person: those that came, those that one's committees sent."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.relay.advisories import access
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import IAdvisory
from clkss.content.relay.advisories.content import issuers
from clkss.content.relay.advisories.content import lineage_of
from clkss.content.relay.advisories.reading import day_of
from clkss.content.relay.advisories.reading import STATES
from clkss.content.relay.advisories.states import state_of
from clkss.content.review import words
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized


class Received:
    """The advisories that go to a person, with what the person did about them.

    :param container: the place of all advisories.
    :param user_id: the account.
    """

    def __init__(self, container, user_id):
        self.container = container
        self.user_id = user_id
        self.held = clearances.clearances(user_id) if user_id else []

    @cached_property
    def entries(self):
        """Those that wait first, then the newest."""
        rows = store.addressed_to(self.held, lineage_of)
        ids = [row.id for row in rows]
        keys = {each.committee for each in self.held}
        read = store.read_by(self.user_id, ids) if ids else frozenset()
        answered = store.answered_for(keys, ids) if ids else frozenset()
        found = []
        for row in rows:
            advisory = self.container.get(row.id)
            if not IAdvisory.providedBy(advisory) or state_of(advisory) != rules.SENT:
                continue
            mine = access.mine(advisory, self.held)
            open_for = [key for key in mine if row.asks and (row.id, key) not in answered]
            found.append(
                {
                    "url": advisory.absolute_url(),
                    "title": advisory.title,
                    "issuer": words.committee(row.issuer),
                    "sent": day_of(row.sent),
                    "deadline": row.deadline,
                    "unread": row.id not in read,
                    "unanswered": bool(open_for),
                    "late": bool(open_for)
                    and bool(row.deadline)
                    and row.deadline < clearances.today().isoformat(),
                }
            )
        return sorted(found, key=lambda each: not (each["unread"] or each["unanswered"]))

    @property
    def waiting(self):
        """Those that are not read, or not answered."""
        return [each for each in self.entries if each["unread"] or each["unanswered"]]


class Listing(BrowserView):
    """The page of all advisories."""

    page_title = _("title_advisories", default="Advisories")
    robots = "noindex"

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized("Advisories are for those who serve on a committee.")
        return self.index()

    @cached_property
    def received(self):
        """The advisories that came."""
        return Received(self.context, api.user.get_current().getId())

    @cached_property
    def sends_for(self):
        """The committees for which the person sends advisories."""
        return issuers(api.user.get_current().getId())

    def sent(self):
        """Give the advisories of one's committees, drafts first."""
        keys = self.sends_for
        rows = {row.id: row for row in store.issued_by(keys)} if keys else {}
        drafts = [
            item
            for item in self.context.objectValues()
            if IAdvisory.providedBy(item)
            and item.owner_committee in keys
            and state_of(item) == rules.DRAFT
        ]
        known = [self.context[id] for id in rows if id in self.context]
        return [
            {
                "url": item.absolute_url(),
                "title": item.title,
                "state": STATES[state_of(item)],
                "sent": day_of(rows[item.getId()].sent) if item.getId() in rows else "",
                "deadline": item.deadline or "",
            }
            for item in (*drafts, *known)
        ]
