"""Mails to those to whom an advisory goes. They hold a link, not what it says."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.relay.advisories import access
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import IAdvisory
from clkss.content.relay.advisories.states import state_of
from clkss.content.review import words
from plone import api
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import implementer


LETTER = "advisory"
PLACE = "advisories"


def find(site, id):
    """Give an advisory that is in force, or None.

    :param site: the site.
    :param id: its id.
    """
    found = site[PLACE].get(id) if PLACE in site else None
    return found if IAdvisory.providedBy(found) and state_of(found) == rules.SENT else None


def people(advisory):
    """Walk those to whom an advisory goes: pairs of user id and their addressed committees.

    :param advisory: the advisory.
    """
    for user_id in clearances.register().records:
        keys = access.mine(advisory, clearances.clearances(user_id))
        if keys:
            yield user_id, keys


def tell(site, job, id, site_url):
    """Send a mail to each person to whom an advisory goes.

    :param site: the site.
    :param job: the job.
    :param id: id of the advisory.
    :param site_url: address of the site.
    :returns: how many mails.
    """
    advisory = find(site, id)
    if advisory is None:
        return 0
    return _send(advisory, people(advisory), site_url, "first")


def remind(site, job, id, site_url, turn):
    """Send a mail to the people of each committee that has not read, or not answered.

    :param site: the site.
    :param job: the job.
    :param id: id of the advisory.
    :param site_url: address of the site.
    :param turn: what tells this reminder from others.
    :returns: how many mails.
    """
    advisory = find(site, id)
    if advisory is None:
        return 0
    read, said = store.came_back(id)
    done = said if advisory.questions else read
    late = (
        (user_id, keys)
        for user_id, keys in people(advisory)
        if any(key not in done for key in keys)
    )
    return _send(advisory, late, site_url, turn)


def _send(advisory, found, site_url, turn):
    id = advisory.getId()
    told = [user_id for user_id, _keys in found]
    arguments = {"id": id, "again": turn != "first"}
    return members.send_each(LETTER, told, arguments, site_url, f"{id}:{turn}")


@implementer(ILetter)
class AdvisoryLetter:
    """Says that an advisory waits, from whom, and until when an answer is asked for."""

    can_be_stopped = False
    what_stops = ""

    def compose(self, site, recipient, language, site_url, id, again):
        """Write the mail; nothing when it was taken back or does not concern the recipient.

        :param site: the site.
        :param recipient: to whom it goes.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param id: id of the advisory.
        :param again: whether it is a reminder.
        """
        advisory = find(getSite(), id)
        if advisory is None or not api.user.has_permission("View", obj=advisory):
            return None

        def say(message):
            return translate(message, target_language=language)

        committee = say(words.committee(advisory.owner_committee))
        lead = _(
            "mail_advisory_lead",
            default="${committee} has an advisory for you. It can be read after signing in.",
            mapping={"committee": committee},
        )
        if again:
            lead = _(
                "mail_advisory_again",
                default="An advisory of ${committee} still waits for you. It can be read after "
                "signing in.",
                mapping={"committee": committee},
            )
        note = ""
        if advisory.questions and advisory.deadline:
            note = say(
                _(
                    "mail_advisory_deadline",
                    default="An answer is asked for by ${day}.",
                    mapping={"day": advisory.deadline},
                )
            )
        url = f"{site_url}/{PLACE}/{id}"
        subject = _(
            "mail_advisory_subject",
            default="Advisory from: ${committee}",
            mapping={"committee": committee},
        )
        read = say(_("mail_advisory_read", default="Read the advisory"))
        foot = _(
            "mail_advisory_foot",
            default="You get this because you serve on a committee. All advisories for you:",
        )
        return Letter(
            say(subject),
            say(lead),
            [Section(committee, url, [Entry(read, url, note)])],
            say(foot),
            f"{site_url}/{PLACE}",
        )

    def stop(self, recipient_id, id, again):
        """Do nothing: whoever serves gets them.

        :param recipient_id: user id.
        :param id: id of the advisory.
        :param again: whether it is a reminder.
        """
