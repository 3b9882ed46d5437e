"""Mails to those of a committee of whom something is asked. They hold links, not what is asked."""

from clkss.content import _
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.community.consultations import asked
from clkss.content.community.consultations import rules
from clkss.content.community.consultations.silence import silent
from clkss.content.community.discussion.telling import thing_by
from clkss.content.community.polls.content import IPoll
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.sections import facts_of
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.notices.silence import StoppableLetter
from clkss.content.review import words
from plone import api
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


LETTER = "asked"
JOB = "asked.tell"

OPENED = "opened"
SOON = "soon"
SETTLED = "settled"

LEADS = {
    (True, OPENED): _(
        "mail_poll_opened",
        default="${committee} asks for your vote, until ${day}. Sign in to vote.",
    ),
    (True, SOON): _(
        "mail_poll_soon",
        default="A poll of ${committee} ends on ${day}, and you have not voted. Sign in to vote.",
    ),
    (True, SETTLED): _(
        "mail_poll_settled", default="${committee} has announced the result of a poll."
    ),
    (False, OPENED): _(
        "mail_consultation_opened",
        default="${committee} asks for comments on a draft, until ${day}. Sign in to read it.",
    ),
    (False, SOON): _(
        "mail_consultation_soon",
        default="A consultation of ${committee} ends on ${day}. Sign in to comment.",
    ),
    (False, SETTLED): _(
        "mail_consultation_settled",
        default="${committee} has written what became of a draft on which you were asked.",
    ),
}
"""By whether it is a poll, and what happened."""


def shared(event):
    """Have those told of whom something is asked, the first time that it is shared.

    :param event: room content was shared, or taken back.
    """
    item = event.object
    if item.portal_type not in asked.TYPES or event.new == rooms.DRAFT:
        return
    item.site_url = api.portal.get().absolute_url()
    have_told(item, OPENED)


def settled(event):
    """Have those told who were asked.

    :param event: the result of a poll was announced.
    """
    have_told(event.object, SETTLED)


def have_told(item, turn):
    """Have those told of whom something is asked, once the transaction has committed.

    :param item: a poll or a consultation.
    :param turn: one of :data:`OPENED`, :data:`SOON`, :data:`SETTLED`; each happens once.
    """
    uid = item.UID()
    jobs.schedule(JOB, {"uid": uid, "turn": turn}, key=f"{uid} {_time_of(item, turn)}")


def _time_of(item, turn):
    # A last day that was put off is reminded of again.
    return f"{turn} {item.closes}" if turn == SOON else turn


def tell(site, job, uid, turn):
    """Send a mail to each of whom something is asked; a job.

    :param site: the site.
    :param job: the job.
    :param uid: UID of the poll or consultation.
    :param turn: what happened.
    :returns: how many mails.
    """
    item = thing_by(site, uid)
    if item is None or not getattr(item, "site_url", None):
        return 0
    wanted = silent.wanted(asked.concerned(item))
    if turn == SOON:
        wanted = [each for each in wanted if asked.unanswered([item], each)]
    arguments = {"uid": uid, "turn": turn}
    key = f"{uid}:{_time_of(item, turn)}"
    return members.send_each(LETTER, wanted, arguments, item.site_url, key)


def nightly(site, job):
    """Have those reminded whose last day is near; a job.

    :param site: the site.
    :param job: the job.
    :returns: how many polls and consultations.
    """
    today = clearances.today()
    near = [
        brain
        for brain in site.portal_catalog.unrestrictedSearchResults(portal_type=asked.TYPES)
        if rules.is_time_to_remind(facts_of(brain).get("closes"), today)
    ]
    open_ones = [item for item in (brain._unrestrictedGetObject() for brain in near) if item]
    open_ones = [item for item in open_ones if asked.is_open(item)]
    for item in open_ones:
        have_told(item, SOON)
    return len(open_ones)


@implementer(ILetter)
class AskedLetter(StoppableLetter):
    """Says which committee asks for what, and until when; not what is asked."""

    silence = silent
    what_stops = _(
        "mail_stop_asked",
        default="You get no more mails about polls and consultations of your committees. They "
        "still stand in “My work”.",
    )

    def compose(self, site, recipient, language, site_url, uid, turn):
        """Write the mail; nothing when it is over or does not concern the recipient any more.

        :param site: the site.
        :param recipient: to whom it goes.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param uid: UID of the poll or consultation.
        :param turn: what happened.
        """
        item = thing_by(getSite(), uid)
        if item is None or not api.user.has_permission("View", obj=item):
            return None
        if not (asked.is_settled(item) if turn == SETTLED else asked.is_open(item)):
            return None

        def say(message):
            return translate(message, target_language=language)

        committee = say(words.committee(committee_of(item).getId()))
        lead = say(
            Message(
                LEADS[IPoll.providedBy(item), turn],
                mapping={"committee": committee, "day": item.closes},
            )
        )
        url = f"{site_url}/permalink/{uid}"
        entry = Entry(say(_("mail_asked_read", default="Read it")), url)
        subject = _(
            "mail_asked_subject", default="${committee} asks", mapping={"committee": committee}
        )
        foot = _("mail_asked_foot", default="You get this because you serve there. All that waits:")
        return Letter(
            say(subject), lead, [Section(committee, url, [entry])], say(foot), f"{site_url}/my-work"
        )
