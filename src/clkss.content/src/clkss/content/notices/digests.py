"""Telling members what was gathered for them: at once, every day, every week.

A source notes what it tells in the transaction that asks for the mail. Both happen or neither, so
that nothing is told twice and nothing is left out, however often a job is tried.
"""

from clkss.content import _
from clkss.content import jobs
from clkss.content import notices
from clkss.content.jobs.recurring import Recurring
from clkss.content.notices import members
from clkss.content.notices import rules
from clkss.content.notices import sending
from clkss.content.notices.interfaces import IGathered
from clkss.content.notices.interfaces import ILetter
from plone.registry.interfaces import IRegistry
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.component import queryUtility
from zope.i18n import translate
from zope.interface import implementer


LETTER = "gathered"

HOUR = 3600

EVERY_DAY = Recurring(every=24 * HOUR, offset=22 * HOUR)
"""6 o'clock in the morning in the Philippines."""

EVERY_WEEK = Recurring(every=7 * 24 * HOUR, offset=(3 * 24 + 22) * HOUR)
"""Mondays at 6 o'clock in the morning in the Philippines; the epoch was a Thursday."""

SUBJECTS = {
    rules.INSTANT: _("mail_subject_instant", default="New in what you follow"),
    rules.DAILY: _("mail_subject_daily", default="Today in what you follow"),
    rules.WEEKLY: _("mail_subject_weekly", default="This week in what you follow"),
}


def start(site, rhythm, key):
    """Have everybody told who wants to be told in a rhythm.

    As long as the site cannot send mail nothing is taken, and so nothing is lost.

    :param site: the site root.
    :param rhythm: one of :data:`clkss.content.notices.rules.RHYTHMS`.
    :param key: the round; within one each member is asked after once.
    :returns: for how many members there may be something.
    """
    if not sending.is_ready():
        return 0
    wanted = {
        member for _name, source in getUtilitiesFor(IGathered) for member in source.members(rhythm)
    }
    for member in sorted(wanted):
        arguments = {"member": member, "rhythm": rhythm}
        jobs.schedule("notices.gather", arguments, key=f"{key} {rhythm} {member}")
    return len(wanted)


def daily(site, job):
    """Tell what is told every day: a recurring job.

    :param site: the site root.
    :param job: the job.
    """
    return start(site, rules.DAILY, job.id)


def weekly(site, job):
    """Tell what is told every week: a recurring job.

    :param site: the site root.
    :param job: the job.
    """
    return start(site, rules.WEEKLY, job.id)


def gather(site, job, member, rhythm):
    """Take what is new for one member and ask for the mail: a job.

    :param site: the site root.
    :param job: the job; one job makes one mail.
    :param member: user id.
    :param rhythm: one of :data:`clkss.content.notices.rules.RHYTHMS`.
    :returns: number of sources that had something.
    """
    user = site.acl_users.getUserById(member)
    if user is None:
        return 0
    with sending.acting_as(user):
        found = {
            name: source.gather(site, member, rhythm)
            for name, source in sorted(getUtilitiesFor(IGathered))
        }
    taken = {name: each for name, each in found.items() if each is not None}
    if taken:
        first = next(iter(taken.values()))
        notices.send(
            LETTER,
            members.name(member),
            {"rhythm": rhythm, "taken": {name: each.value for name, each in taken.items()}},
            site_url=first.site_url,
            language=first.language,
            key=job.id,
        )
    return len(taken)


@implementer(ILetter)
class Gathered:
    """The mail that tells what was gathered."""

    can_be_stopped = True
    what_stops = _(
        "mail_stop_gathered_all",
        default="You get no more mails about what was named in that mail: its searches, and all "
        "discussions where it named any. In the site you can have them go on.",
    )

    def compose(self, site, recipient, language, site_url, rhythm, taken):
        """Write the mail.

        :param rhythm: one of :data:`clkss.content.notices.rules.RHYTHMS`.
        :param taken: by name of the source, what it has gathered.
        """
        sections, paths = [], []
        for source, value in _sources(taken):
            sections += source.sections(site, value, language, site_url)
            paths.append(source.path)
        if not sections:
            return None
        registry = getUtility(IRegistry)
        about = translate(SUBJECTS[rhythm], target_language=language)
        lead = _("mail_lead_gathered", default="This is new in what you follow:")
        foot = _("mail_foot_gathered", default="What you follow, and how often you hear of it")
        return rules.Letter(
            subject=f"{registry.get('plone.site_title') or 'CLKSS'}: {about}",
            lead=translate(lead, target_language=language),
            sections=sections,
            foot=translate(foot, target_language=language),
            foot_url=f"{site_url}/{paths[0]}",
        )

    def stop(self, recipient_id, rhythm, taken):
        """Let each source tell no more of what it told.

        :param recipient_id: user id.
        """
        for source, value in _sources(taken):
            source.stop(recipient_id, value)


def _sources(taken):
    found = ((queryUtility(IGathered, name=name), value) for name, value in sorted(taken.items()))
    return [(source, value) for source, value in found if source is not None]
