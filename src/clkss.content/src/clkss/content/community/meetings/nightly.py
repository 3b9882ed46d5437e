"""At night: a word about tomorrow's meetings, and one mail to each who has something new to do."""

from clkss.content import _
from clkss.content import notices
from clkss.content.committees import clearances
from clkss.content.community.meetings import mailing
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import store
from clkss.content.community.meetings.recovery import find
from clkss.content.community.meetings.telling import CALENDAR
from clkss.content.community.meetings.telling import FOOT
from clkss.content.community.meetings.telling import Stoppable
from clkss.content.community.meetings.telling import tell
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.review import words as names
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


LETTER = "meeting-actions"
WORK = "my-work"


def nightly(site, job):
    """Remind of tomorrow's meetings, and tell people what they were given and what is overdue.

    :param site: the site.
    :param job: the job.
    :returns: how many mails.
    """
    today = clearances.today()
    count = 0
    for uid in mailing.tomorrows(today):
        meeting = find(uid)
        if meeting is not None:
            url = _site_url(site, meeting)
            count += tell(site, None, uid, rules.EVE, f"{rules.EVE}:{meeting.day}", url)
    return count + _tell_actions(site, today)


def _tell_actions(site, today):
    by_owner = {}
    for what, row in mailing.untold(today):
        by_owner.setdefault(row.owner, []).append((what, row))
    wanted = set(mailing.silent.wanted(by_owner))
    count = 0
    for owner, pairs in by_owner.items():
        serves = {each.committee for each in clearances.held(owner)}
        pairs = [pair for pair in pairs if pair[1].committee in serves]
        mailing.note_told(pairs)
        meeting = find(pairs[0][1].meeting) if pairs else None
        if meeting is not None and owner in wanted:
            notices.send(
                LETTER,
                members.name(owner),
                {"given": _number(rules.GIVEN, pairs), "late": _number(rules.OVERDUE, pairs)},
                site_url=_site_url(site, meeting),
                key=f"{today.isoformat()}:{owner}",
            )
            count += 1
    return count


def _number(what, pairs):
    return sum(each == what for each, _row in pairs)


def _site_url(site, meeting):
    return meeting.site_url or site.absolute_url()


@implementer(ILetter)
class ActionsLetter(Stoppable):
    """Says how much one has to do for which committee, and leads to "My work"."""

    def compose(self, site, recipient, language, site_url, given, late):
        """Write the mail; nothing when all is done meanwhile.

        :param site: the site.
        :param recipient: to whom it goes.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param given: how many actions were given to the recipient.
        :param late: how many are overdue.
        """
        user_id = recipient.user.getId()
        serves = {each.committee for each in clearances.held(user_id)}
        rows = store.open_of(user_id, serves)
        if not rows:
            return None

        def say(message, **mapping):
            return translate(Message(message, mapping=mapping), target_language=language)

        url = f"{site_url}/{WORK}"
        entries = []
        for key in dict.fromkeys(row.committee for row in rows):
            mine = [row for row in rows if row.committee == key]
            number = _("mail_actions_number", default="to do: ${number}")
            note = say(number, number=str(len(mine)))
            if mine[0].due:
                first = _("mail_actions_first", default="the first by ${day}")
                note = f"{note}; {say(first, day=mine[0].due)}"
            name = translate(names.committee(key), target_language=language)
            entries.append(Entry(name, url, note))
        lead = _(
            "mail_actions_lead",
            default="After meetings of your committees you have something to do. New for you: "
            "${given}. Overdue since you were told last: ${late}.",
        )
        heading = say(_("mail_actions_heading", default="What you have to do"))
        return Letter(
            say(_("mail_actions_subject", default="After meetings: what you have to do")),
            say(lead, given=str(given), late=str(late)),
            [Section(heading, url, entries)],
            say(FOOT),
            f"{site_url}/{CALENDAR}",
        )
