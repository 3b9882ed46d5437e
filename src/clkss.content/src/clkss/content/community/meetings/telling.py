"""Mails about meetings and actions. They hold a link, the committee, day and time, nothing else."""

from clkss.content import _
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.community.meetings import mailing
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import words
from clkss.content.community.meetings.content import IMeeting
from clkss.content.community.meetings.recovery import find
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.rules import DRAFT
from clkss.content.community.rooms.states import state_of
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.notices.silence import StoppableLetter
from clkss.content.review import words as names
from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer

import uuid


LETTER = "meeting"
JOB = "community.meetings.tell"
CALENDAR = "my-calendar"

LEADS = {
    rules.SHARED: _(
        "mail_meeting_shared", default="${committee} has a meeting: ${when}, Philippine time."
    ),
    rules.MOVED: _(
        "mail_meeting_moved",
        default="A meeting of ${committee} has another time now: ${when}, Philippine time.",
    ),
    rules.CANCELLED: _(
        "mail_meeting_cancelled",
        default="A meeting of ${committee} does not take place: ${when}, Philippine time.",
    ),
    rules.EVE: _(
        "mail_meeting_eve",
        default="Tomorrow ${committee} has a meeting: ${when}, Philippine time.",
    ),
}

SUBJECTS = {
    rules.SHARED: _("mail_meeting_subject_shared", default="Meeting: ${when}"),
    rules.MOVED: _("mail_meeting_subject_moved", default="Meeting at another time: ${when}"),
    rules.CANCELLED: _("mail_meeting_subject_cancelled", default="Meeting cancelled: ${when}"),
    rules.EVE: _("mail_meeting_subject_eve", default="Meeting tomorrow: ${when}"),
}

WHAT_STOPS = _(
    "mail_stop_meetings",
    default="You get no more mails about meetings and what you have to do after them. They still "
    "stand in your calendar and in “My work”.",
)

FOOT = _(
    "mail_meeting_foot",
    default="You get this because you serve on a committee. Your calendar, and these mails:",
)


def noted(meeting, event):
    """Note under which address the site is used, when somebody writes a meeting on a page.

    :param meeting: the meeting.
    :param event: it was added or changed.
    """
    if getRequest() is not None:
        meeting.site_url = api.portal.get().absolute_url()
    announce(meeting)


def shared(event):
    """Tell people of a meeting that was shared.

    :param event: with the meeting; other content of rooms is left alone.
    """
    if IMeeting.providedBy(event.object):
        announce(event.object)


def announce(meeting):
    """Have people told, when they see the meeting and there is something to tell.

    :param meeting: the meeting.
    """
    if state_of(meeting) == DRAFT or meeting.life == rules.HELD:
        return
    now = rules.Told(
        meeting.day or "",
        meeting.begins or "",
        meeting.ends or "",
        meeting.life == rules.CANCELLED,
    )
    before = rules.Told(*meeting.told) if meeting.told is not None else None
    what = rules.news(before, now, clearances.today())
    if before != now:
        meeting.told = tuple(now)
    if what is not None:
        arguments = {
            "meeting": meeting.UID(),
            "what": what,
            "turn": uuid.uuid4().hex,
            "site_url": meeting.site_url or api.portal.get().absolute_url(),
        }
        jobs.schedule(JOB, arguments)


def tell(site, job, meeting, what, turn, site_url):
    """Send a mail to each person of the committee, except to whoever caused it.

    :param site: the site.
    :param job: the job.
    :param meeting: UID of the meeting.
    :param what: what they are told.
    :param turn: what tells this round from others.
    :param site_url: address of the site.
    :returns: how many mails.
    """
    found = find(meeting)
    committee = committee_of(found) if found is not None else None
    if committee is None:
        return 0
    serving = {each.user_id for each in clearances.people(committee.getId())}
    told = mailing.silent.wanted(serving - {job.actor if job is not None else ""})
    arguments = {"meeting": meeting, "what": what}
    return members.send_each(LETTER, told, arguments, site_url, f"{meeting}:{turn}")


class Stoppable(StoppableLetter):
    """What the mails have in common: one link stops them all."""

    silence = mailing.silent
    what_stops = WHAT_STOPS


@implementer(ILetter)
class MeetingLetter(Stoppable):
    """Names committee, day and time."""

    def compose(self, site, recipient, language, site_url, meeting, what):
        """Write the mail; nothing when it does not concern the recipient any more.

        :param site: the site.
        :param recipient: to whom it goes.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param meeting: UID of the meeting.
        :param what: what the mail is about.
        """
        found = find(meeting)
        committee = committee_of(found) if found is not None else None
        if committee is None or state_of(found) == DRAFT:
            return None
        key = committee.getId()
        if not clearances.serves(recipient.user.getId(), key):
            return None
        if (found.life == rules.CANCELLED) is not (what == rules.CANCELLED):
            return None
        if found.life == rules.HELD:
            return None

        def say(message, **mapping):
            return translate(Message(message, mapping=mapping), target_language=language)

        name = translate(names.committee(key), target_language=language)
        when = words.times({"day": found.day, "begins": found.begins, "ends": found.ends})
        # Its own address would say what it is called.
        url = f"{site_url}/permalink/{meeting}"
        see = say(_("mail_meeting_see", default="See the meeting"))
        return Letter(
            say(SUBJECTS[what], when=when),
            say(LEADS[what], committee=name, when=when),
            [Section(name, url, [Entry(see, url, "")])],
            say(FOOT),
            f"{site_url}/{CALENDAR}",
        )
