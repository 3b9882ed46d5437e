"""The calendars of a meeting, of a committee, and of everything that concerns oneself."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.community.meetings import ical
from clkss.content.community.meetings import mailing
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import store
from clkss.content.community.meetings.content import PORTAL_TYPE
from clkss.content.community.rooms.rules import DRAFT
from clkss.content.community.rooms.rules import STATES
from clkss.content.frame.keys import keys
from clkss.content.frame.views import FormView
from clkss.content.review.workflow import PUBLISHED
from clkss.content.signin.factor.confirming import ask_first
from clkss.content.signin.factor.rules import REQUIRED
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


VIEW = "my-calendar"
ENDING = ".ics"

SHARED = tuple(state for state in STATES if state != DRAFT)

TITLE = _("title_my_calendar", default="My calendar")


class MeetingCalendar(BrowserView):
    """One meeting as a calendar."""

    def __call__(self):
        """Return the calendar, for whoever sees the meeting."""
        context = self.context
        made = ical.calendar(context.title)
        facts = {name: getattr(context, name, None) for name in context.kept_for_lists}
        ical.add_meeting(
            made, context.UID(), context.title, facts, context.absolute_url(), context.modified()
        )
        response = self.request.response
        response.setHeader("Content-Disposition", 'attachment; filename="meeting.ics"')
        return ical.answer(response, made)


class CommitteeCalendar(BrowserView):
    """Meetings and published events of a committee, as far as whoever asks may see them."""

    def __call__(self):
        """Return the calendar."""
        context = self.context
        made = ical.calendar(context.title)
        path = {"query": "/".join(context.getPhysicalPath()), "depth": 1}
        found = api.content.find(portal_type=PORTAL_TYPE, path=path, review_state=list(SHARED))
        ical.add_brains(made, found)
        events = api.content.find(
            portal_type=ical.EVENT,
            owner_committee=context.getId(),
            review_state=PUBLISHED,
            sort_on="end",
            sort_order="reverse",
            sort_limit=ical.MOST,
        )
        ical.add_events(made, context, [brain.getObject() for brain in events[: ical.MOST]])
        return ical.answer(self.request.response, made)


@implementer(IPublishTraverse)
class MyCalendar(FormView):
    """The page with the address of one's own calendar; below it the calendar itself.

    A program that shows calendars knows no password: the address is what allows it. It is signed
    by the site, and ends when its holder wants another one.
    """

    template = ViewPageTemplateFile("templates/my_calendar.pt")
    page_title = TITLE
    robots = "noindex"
    breadcrumbs = ()
    token_in_address = None

    def publishTraverse(self, request, name):
        """Take the token from the address.

        :param name: part of the address.
        :raises NotFound: when there is more.
        """
        if self.token_in_address is not None or not name.endswith(ENDING):
            raise NotFound(name)
        self.token_in_address = name.removesuffix(ENDING)
        return self

    def __call__(self):
        if self.token_in_address is not None:
            return self._calendar()
        if api.user.is_anonymous():
            raise Unauthorized("Sign in to see the address of your calendar.")
        answer = ask_first(self.context, self.request)
        if answer is not None:
            return answer
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.is_post:
            self.check_token()
            return self._change()
        return self.template()

    def canonical_url(self):
        """One address for all: search engines and shared links learn none of the others."""
        return f"{self.context.absolute_url()}/{VIEW}"

    @property
    def user_id(self):
        """The account."""
        return api.user.get_current().getId()

    @property
    def serves(self):
        """Whether one serves on any committee of which the calendar tells."""
        return bool(_served(self.user_id))

    @property
    def leaves_out(self):
        """Whether one serves in a function of which the calendar does not tell."""
        return any(each.function in REQUIRED for each in clearances.held(self.user_id))

    @property
    def address(self):
        """Address of one's calendar; nothing while there is none."""
        public = store.calendar_of(self.user_id)
        if public is None:
            return None
        return f"{self.canonical_url()}/{rules.calendar_token(keys()[0], public)}{ENDING}"

    @property
    def gets_mails(self):
        """Whether one gets mails about meetings."""
        return not mailing.silent.holds(self.user_id)

    def _change(self):
        step = self.request.form.get("calendar")
        if step == "new":
            store.new_calendar(self.user_id)
            audit.record("calendar.made", user=self.user_id)
            message = _(
                "message_calendar_new",
                default="Your calendar has a new address. An earlier one no longer works.",
            )
        elif step == "end":
            store.end_calendar(self.user_id)
            audit.record("calendar.ended", user=self.user_id)
            message = _("message_calendar_end", default="Your calendar has no address any more.")
        elif step == "stop-mails":
            mailing.silent.keep(self.user_id)
            message = _(
                "message_meeting_mails_stop", default="You get no more mails about meetings."
            )
        elif step == "start-mails":
            mailing.silent.end(self.user_id)
            message = _(
                "message_meeting_mails_start", default="You get mails about meetings again."
            )
        else:
            raise Forbidden("There is no such step.")
        return self.redirect_with_message(message, self.canonical_url())

    def _calendar(self):
        if self.request.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            raise MethodNotAllowed("A calendar is only read.")
        member = store.holder_of_calendar(keys(), self.token_in_address)
        if member is None or self.context.acl_users.getUserById(member) is None:
            raise NotFound(VIEW)
        made = ical.calendar(api.portal.translate(TITLE))
        committees = _served(member)
        if committees:
            self._fill(made, committees)
        return ical.answer(self.request.response, made)

    def _fill(self, made, committees):
        # What is shared with a room is seen by whoever serves there, and published events by
        # everybody, so that nobody has to be asked whether the holder sees them.
        catalog = self.context.portal_catalog
        home = "/".join(self.context.getPhysicalPath())
        paths = [f"{home}/committees/{key}" for key in committees]
        found = catalog.unrestrictedSearchResults(
            portal_type=PORTAL_TYPE,
            path={"query": paths, "depth": 1},
            review_state=list(SHARED),
        )
        ical.add_brains(made, found)
        events = catalog.unrestrictedSearchResults(
            portal_type=ical.EVENT,
            owner_committee=committees,
            review_state=PUBLISHED,
            sort_on="end",
            sort_order="reverse",
            sort_limit=ical.MOST,
        )
        objects = [brain._unrestrictedGetObject() for brain in events[: ical.MOST]]
        ical.add_events(made, self.context, objects)


def _served(user_id):
    # The address shows no second factor: service that needs one counts for nothing here.
    held = clearances.held(user_id)
    return sorted({each.committee for each in held if each.function not in REQUIRED})
