"""What is sent, and to whom: the issue, its trial, and the mail that asks for a confirmation."""

from clkss.content import _
from clkss.content import jobs
from clkss.content import notices
from clkss.content.care.keys import digest
from clkss.content.frame.keys import keys
from clkss.content.newsletter import choosing
from clkss.content.newsletter import rules
from clkss.content.newsletter import store
from clkss.content.newsletter.content import PORTAL_TYPE
from clkss.content.newsletter.content import state_of
from clkss.content.newsletter.workflow import SENT
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.interfaces import IRecipients
from clkss.content.notices.members import KIND as MEMBER
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import is_address
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Recipient
from clkss.content.notices.rules import Section
from clkss.content.search.titles import Titles
from plone import api
from plone.registry.interfaces import IRegistry
from typing import NamedTuple
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer

import time


ISSUE = "newsletter"
TRIAL = "newsletter-trial"
CONFIRM = "newsletter-confirm"

SUBSCRIBER = "newsletter"
"""The kind of those without an account."""

BATCH = 200
"""Mails that one job asks for."""

LONGEST_NOTE = 200


class Awaiting(NamedTuple):
    """Somebody to whom an issue goes.

    :param name: as ``notices.send`` takes it.
    :param address: the mail address, folded.
    """

    name: str
    address: str
    language: str
    site_url: str


def awaiting():
    """List to whom an issue goes, by name; an address that two names have is there once."""
    found = {}
    for row in store.following():
        member = api.user.get(userid=row.member)
        address = member.getProperty("email", "") if member is not None else ""
        if is_address(address):
            each = Awaiting(
                f"{MEMBER}:{row.member}", rules.folded(address), row.language, row.site_url
            )
            found.setdefault(each.address, each)
    for row in store.confirmed():
        each = Awaiting(f"{SUBSCRIBER}:{row.id}", row.folded, row.language, row.site_url)
        found.setdefault(each.address, each)
    return sorted(found.values())


def find(uid):
    """Find an issue, whoever asks.

    :param uid: its UID.
    :returns: the issue, or None.
    """
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=uid, portal_type=PORTAL_TYPE)
    return next((brain._unrestrictedGetObject() for brain in found), None)


def send(site, job, issue, after=""):
    """Ask for the mails of an issue, some in each job: a job.

    Each address has one mail of each issue, by the key of the mail: however often this is tried,
    and wherever it was cut off, nobody gets a second one.

    :param site: the site root.
    :param job: the job.
    :param issue: UID of the issue.
    :param after: name of the last recipient whose mail was asked for.
    :returns: how many mails were asked for.
    """
    item = find(issue)
    if item is None or state_of(item) != SENT:
        return 0
    rest = [each for each in awaiting() if each.name > after]
    for each in rest[:BATCH]:
        kind = each.name.partition(":")[0]
        notices.send(
            ISSUE,
            each.name,
            {"issue": issue, "kind": kind},
            site_url=each.site_url,
            language=each.language,
            key=digest("newsletter", issue, each.address),
        )
    if len(rest) > BATCH:
        last = rest[BATCH - 1].name
        jobs.schedule(
            "newsletter.send", {"issue": issue, "after": last}, key=f"{issue} after {last}"
        )
    return len(rest[:BATCH])


def written(site, issue, language, site_url):
    """Write an issue as a letter: of its items, what a visitor may see now.

    :param site: the site root.
    :param issue: the issue.
    :param language: language of the letter.
    :param site_url: address of the site.
    """
    titles = Titles(site, site.REQUEST)
    titles.language = language
    lines = dict(issue.pairs())
    entries = []
    for brain in choosing.items(lines):
        said = lines[brain.UID] or _shortened(brain.Description or "")
        kind = choosing.kind(brain, titles)
        note = f"{kind}: {said}" if said else kind
        entries.append(Entry(brain.Title, f"{site_url}/permalink/{brain.UID}", note))
    name = getUtility(IRegistry).get("plone.site_title") or "CLKSS"
    heading = _("mail_newsletter_items", default="In this issue")
    foot = _("mail_newsletter_foot", default="All newsletters, and how to get them")
    home = f"{site_url}/newsletters"
    return Letter(
        subject=f"{name}: {issue.title}",
        lead=issue.said_in(language),
        sections=[
            Section(translate(heading, target_language=language), f"{home}/{issue.id}", entries)
        ],
        foot=translate(foot, target_language=language),
        foot_url=home,
    )


def _shortened(text):
    if len(text) <= LONGEST_NOTE:
        return text
    return text[:LONGEST_NOTE].rsplit(" ", 1)[0].rstrip(",;:.–-") + " …"


@implementer(ILetter)
class Issue:
    """An issue as it is sent."""

    can_be_stopped = True
    what_stops = _(
        "mail_stop_newsletter",
        default="You get no more newsletters. Without an account, your mail address is erased.",
    )

    def compose(self, site, recipient, language, site_url, issue, kind):
        """Write the mail, as long as the issue is there.

        :param issue: UID of the issue.
        :param kind: the kind of the recipient.
        """
        item = find(issue)
        if item is None or state_of(item) != SENT:
            return None
        return written(site, item, language, site_url)

    def stop(self, recipient_id, issue, kind):
        """Send the recipient no further issue.

        :param recipient_id: user id, or id of a subscriber.
        """
        if kind == MEMBER:
            store.leave(recipient_id)
        else:
            store.erase(recipient_id)


@implementer(ILetter)
class Trial:
    """An issue as it will be, for whoever writes it."""

    can_be_stopped = False

    def compose(self, site, recipient, language, site_url, issue):
        """Write the mail, as long as its recipient may change the issue.

        :param issue: UID of the issue.
        """
        item = find(issue)
        if item is None or not api.user.has_permission("View", obj=item):
            return None
        letter = written(site, item, language, site_url)
        trial = _("mail_newsletter_trial", default="Trial")
        subject = f"{translate(trial, target_language=language)}: {letter.subject}"
        return letter._replace(subject=subject)


@implementer(ILetter)
class Confirmation:
    """Asks the owner of an address whether the newsletter is wanted."""

    can_be_stopped = False

    def compose(self, site, recipient, language, site_url, subscriber):
        """Write the mail: a link that confirms, or the word that all is well.

        :param subscriber: id of the subscriber.
        """
        row = store.find(subscriber)
        if row is None:
            return None
        name = getUtility(IRegistry).get("plone.site_title") or "CLKSS"
        mapping = {"site": name}
        if row.confirmed is not None:
            subject = _("mail_newsletter_known_subject", default="You get our newsletter already")
            lead = _(
                "mail_newsletter_known",
                default="Somebody entered this address for the newsletter of ${site}. You get it "
                "already, so there is nothing to do. Each issue has a link that stops it.",
                mapping=mapping,
            )
            entries = []
        else:
            subject = _("mail_newsletter_confirm_subject", default="Do you want our newsletter?")
            lead = _(
                "mail_newsletter_confirm",
                default="Somebody entered this address for the newsletter of ${site}. If it was "
                "you, open the link and press the button. If not, do nothing: the address is "
                "erased after seven days.",
                mapping=mapping,
            )
            words = _("mail_newsletter_confirm_link", default="Yes, I want the newsletter")
            token = rules.confirm_token(keys()[0], subscriber, time.time())
            url = f"{site_url}/newsletters/confirm/{token}"
            entries = [Entry(translate(words, target_language=language), url)]
        heading = _("title_newsletters", default="Newsletter")
        section = Section(
            translate(heading, target_language=language), f"{site_url}/newsletters", entries
        )
        return Letter(
            subject=f"{name}: {translate(subject, target_language=language)}",
            lead=translate(lead, target_language=language),
            sections=[section],
        )


@implementer(IRecipients)
class Subscribers:
    """Whoever gets the newsletter without an account, or is asked whether to get it."""

    def find(self, site, id):
        """Look up a subscriber; None for whoever was erased.

        :param site: the site root.
        :param id: id of the subscriber.
        """
        row = store.find(id)
        return None if row is None else Recipient(row.address, row.language)


@implementer(IRecipients)
class Editors:
    """Members who try an issue, each in the language of the trial."""

    def find(self, site, id):
        """Look up a member.

        :param site: the site root.
        :param id: language and user id, with a colon between.
        """
        language, _colon, user_id = id.partition(":")
        user = site.acl_users.getUserById(user_id)
        member = user and api.user.get(userid=user_id)
        address = member.getProperty("email", "") if member is not None else ""
        return Recipient(address, language, user) if is_address(address) else None
