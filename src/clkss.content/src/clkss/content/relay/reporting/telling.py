"""Mails to those who owe a report, with a link for "nothing to report", and about what happened."""

from clkss.content import _
from clkss.content import notices
from clkss.content.committees import clearances
from clkss.content.committees import rules as committees
from clkss.content.committees.access import chain
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.relay.reporting import links
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting.content import FILING
from clkss.content.relay.reporting.content import IReportPeriod
from clkss.content.relay.reporting.content import PLACE
from clkss.content.relay.reporting.places import standing
from clkss.content.review import words
from plone import api
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer

import uuid


LETTER = "report"
PAGE = "reporting"

OWED = "owed"
LATE = "late"
"""What is owed once the day is over."""

ABOVE = "above"
"""What those above are told when a report was opened again; they do not see it for now."""

LEADS = {
    OWED: _(
        "mail_report_owed",
        default="${committee} is asked for a report: ${title}. It is due on ${day}. If there is "
        "nothing to report, one tap is enough, and you need not sign in.",
    ),
    LATE: _(
        "mail_report_late",
        default="${committee} has not reported yet: ${title}. It was due on ${day}. If there is "
        "nothing to report, one tap is enough, and you need not sign in.",
    ),
    rules.RETURN: _(
        "mail_report_returned",
        default="A report of ${committee} was returned: ${title}. The reason is on its page.",
    ),
    rules.REOPEN: _(
        "mail_report_reopened",
        default="A signed report of ${committee} was opened again: ${title}. The reason is on its "
        "page.",
    ),
    ABOVE: _(
        "mail_report_reopened_below",
        default="A signed report of ${committee} was opened again: ${title}. The reason stands "
        "beside it in the list of those who have reported.",
    ),
}

SUBJECTS = {
    OWED: _("mail_report_subject_owed", default="Report due: ${title}"),
    LATE: _("mail_report_subject_late", default="Report late: ${title}"),
    rules.RETURN: _("mail_report_subject_returned", default="Report returned: ${title}"),
    rules.REOPEN: _("mail_report_subject_reopened", default="Report opened again: ${title}"),
}


def find(site, id):
    """Give a period, or None.

    :param site: the site.
    :param id: its id.
    """
    found = site[PLACE].get(id) if PLACE in site else None
    return found if IReportPeriod.providedBy(found) else None


def ladder_url(site_url, period, user_id, key):
    """Give the address of the page on which a person sees how a committee below reports.

    :param site_url: address of the site.
    :param period: id of the period.
    :param user_id: the person.
    :param key: key of the committee below.
    :returns: the address; empty for whoever looks after no committee above it.
    """
    held = {each.committee for each in clearances.clearances(user_id) if each.function in FILING}
    mine = next((link.key for link in chain(key)[1:] if link.key in held), None)
    return f"{site_url}/{PLACE}/{period}?committee={mine}" if mine else ""


def tell(site, job, id, turn, site_url, under):
    """Send a mail to the secretaries of all committees whose report is not in.

    :param site: the site.
    :param job: the job.
    :param id: id of the period.
    :param turn: what tells this round from others.
    :param site_url: address of the site.
    :param under: only committees below this one; empty for all.
    :returns: how many mails.
    """
    period = find(site, id)
    if period is None:
        return 0
    top = under or committees.NATIONAL_KEY
    asked = store.asked(period)
    owing = set(store.not_in(asked, top))
    if not under and store.owes(asked, top):
        owing.add(top)
    told = 0
    for user_id in clearances.register().records:
        for each in clearances.clearances(user_id):
            if each.function == committees.SECRETARY and each.committee in owing:
                notices.send(
                    LETTER,
                    members.name(user_id),
                    {"period": id, "committee": each.committee, "what": OWED},
                    site_url=site_url,
                    key=f"{id}:{turn}:{each.committee}:{user_id}",
                )
                told += 1
    return told


def tell_of(report, step, above):
    """Tell those whom it concerns that a report was returned or opened again.

    :param report: the report.
    :param step: what was done.
    :param above: keys of the committees above.
    """
    key = report.committee
    actor = api.user.get_current().getId()
    keys = [key] if step == rules.RETURN else [key, *above]
    told = {
        each.user_id
        for committee in keys
        for each in clearances.people(committee, committees.SECRETARY)
    }
    arguments = {"period": report.__parent__.getId(), "committee": key, "what": step}
    url = api.portal.get().absolute_url()
    members.send_each(LETTER, sorted(told - {actor}), arguments, url, uuid.uuid4().hex)


@implementer(ILetter)
class ReportLetter:
    """Names the committee, what is asked for and the day; nothing that was reported."""

    can_be_stopped = False
    what_stops = ""

    def compose(self, site, recipient, language, site_url, period, committee, what):
        """Write the mail; nothing when it is not owed any more or no longer concerns the recipient.

        :param site: the site.
        :param recipient: to whom it goes.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param period: id of the period.
        :param committee: key of the committee whose report it is.
        :param what: what the mail is about.
        """
        found = find(getSite(), period)
        user_id = recipient.user.getId()
        if found is None or standing(committee) is None:
            return None
        report = found.get(committee)
        is_own = self._files(user_id, committee)
        ladder = ladder_url(site_url, period, user_id, committee)
        if what == OWED:
            if not is_own or not store.owes(store.asked(found), committee):
                return None
        elif report is None or not (is_own or ladder):
            return None

        def say(message, **mapping):
            return translate(Message(message, mapping=mapping), target_language=language)

        name = translate(words.committee(committee), target_language=language)
        title = found.title_in(language)
        day = found.due.isoformat()
        lead = what if is_own else ABOVE
        if what == OWED and found.due < clearances.today():
            what = lead = LATE
        entries = []
        if what in (OWED, LATE):
            entries.append(
                Entry(
                    say(_("mail_report_nil", default="Nothing to report")),
                    links.nil_url(site_url, period, committee, user_id),
                    say(
                        _(
                            "mail_report_nil_note",
                            default="The link is yours alone and holds for 30 days.",
                        )
                    ),
                )
            )
            url = f"{site_url}/{PLACE}/{period}/@@file?committee={committee}"
            entries.append(Entry(say(_("mail_report_fill_in", default="Fill it in")), url, ""))
        elif is_own:
            url = f"{site_url}/{PLACE}/{period}/{committee}"
            entries.append(Entry(say(_("mail_report_see", default="See the report")), url, ""))
        else:
            # What is written again is its committee's own until it is submitted.
            url = ladder
            seen = _("mail_report_see_ladder", default="See who has reported")
            entries.append(Entry(say(seen), url, ""))
        foot = _(
            "mail_report_foot",
            default="You get this because you serve on a committee. All reports:",
        )
        return Letter(
            say(SUBJECTS[what], title=title),
            say(LEADS[lead], committee=name, title=title, day=day),
            [Section(name, url, entries)],
            say(foot),
            f"{site_url}/{PAGE}",
        )

    def _files(self, user_id, committee):
        return any(
            each.committee == committee and each.function in FILING
            for each in clearances.clearances(user_id)
        )

    def stop(self, recipient_id, period, committee, what):
        """Do nothing: whoever serves gets them.

        :param recipient_id: user id.
        :param period: id of the period.
        :param committee: key of the committee.
        :param what: what the mail is about.
        """
