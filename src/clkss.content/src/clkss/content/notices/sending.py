"""The job that sends one mail."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import nobody
from clkss.content import _
from clkss.content import relational
from clkss.content.exceptions import ClkssError
from clkss.content.notices import rules
from clkss.content.notices import stopping
from clkss.content.notices import store
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.interfaces import IRecipients
from clkss.content.notices.rules import State
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from plone import api
from plone.registry.interfaces import IRegistry
from Products.MailHost.MailHost import MailHostError
from smtplib import SMTPDataError
from smtplib import SMTPException
from smtplib import SMTPRecipientsRefused
from smtplib import SMTPResponseException
from zope.component import getUtility
from zope.component import queryUtility
from zope.globalrequest import getRequest
from zope.i18n import translate

import json
import time


PERMANENT = 500

BROWSERS = {"tl": "fil"}
"""Languages that readers of mail know by another name."""


class NotSent(ClkssError):
    """The mail server did not take a mail; says neither to whom nor what."""


def sender():
    """Give from whom the site's mails come; None while nobody has set that."""
    registry = getUtility(IRegistry)
    address = registry.get("plone.email_from_address", None)
    if not rules.is_address(address):
        return None
    name = registry.get("plone.email_from_name", None) or registry.get("plone.site_title", None)
    return rules.Sender(name or "", address)


def is_ready():
    """Say whether the site can send mail, as far as its settings tell."""
    return bool(sender() and getUtility(IRegistry).get("plone.smtp_host", None))


@contextmanager
def acting_as(user):
    """Be somebody while a letter is written.

    :param user: a user of the site's user folder; None for a visitor.
    """
    before = getSecurityManager()
    newSecurityManager(getRequest(), nobody if user is None else user)
    try:
        yield
    finally:
        setSecurityManager(before)


def language_of(recipient, asked):
    """Choose the language of a mail: the recipient's, that of the asking, the site's.

    :param recipient: a :class:`clkss.content.notices.rules.Recipient`.
    :param asked: language in which the mail was asked for; may be empty.
    """
    spoken = getUtility(IRegistry).get("plone.available_languages", None) or ("en",)
    known = [code for code in (recipient.language, asked) if code in spoken]
    return known[0] if known else api.portal.get_default_language()


def send(site, job, mail):
    """Send a mail, unless that was done already.

    That it was sent is noted apart from the job's transaction: whatever becomes of that, a second
    try sends nothing.

    :param site: the site root.
    :param job: the job.
    :param mail: id of the mail.
    :returns: what became of it.
    :raises NotSent: to be tried again.
    """
    row = store.find(mail)
    if row is None or row.state != State.WAITING:
        return row and row.state
    kind, _colon, id = row.recipient.partition(":")
    recipient = queryUtility(IRecipients, name=kind)
    recipient = recipient and recipient.find(site, id)
    if recipient is None:
        store.end(mail, State.DROPPED, "nobody to send it to")
        return State.DROPPED
    message = _written(site, row, recipient)
    if message is None:
        store.end(mail, State.DROPPED, "nothing to say any more")
        return State.DROPPED
    try:
        site.MailHost.send(message, immediate=True)
    except (SMTPException, MailHostError, OSError, RuntimeError) as error:
        reason, is_final = judged(error)
        if is_final or job.attempt >= job.attempts:
            store.end(mail, State.FAILED, reason)
        if is_final:
            return State.FAILED
        # The server's own words may repeat the address.
        raise NotSent(reason) from None
    store.end(mail, State.SENT)
    return State.SENT


def _written(site, row, recipient):
    writer = getUtility(ILetter, name=row.letter)
    known = sender()
    if known is None:
        raise NotSent("the site has no mail address: Site setup, Mail")
    language = language_of(recipient, row.language)
    with acting_as(recipient.user):
        letter = writer.compose(
            site, recipient, language, row.site_url, **json.loads(row.arguments)
        )
    if letter is None:
        return None
    stop = None
    if writer.can_be_stopped:
        words = _("mail_stop", default="Stop these mails (no sign-in needed)")
        stop = rules.Stop(
            translate(words, target_language=language), stopping.address(row.site_url, row.id)
        )
    return rules.message(
        row.id,
        letter,
        known,
        recipient.address,
        row.site_url,
        BROWSERS.get(language, language),
        datetime.now(UTC),
        stop,
    )


def judged(error):
    """Say why a mail was not sent, and whether another try is of no use.

    :param error: what was raised.
    :returns: tuple of a reason without any address, and whether it is final.
    """
    code = None
    if isinstance(error, SMTPRecipientsRefused):
        code = max((code for code, _words in error.recipients.values()), default=None)
    elif isinstance(error, SMTPResponseException):
        code = error.smtp_code
    reason = type(error).__name__
    if code is not None:
        reason = f"{reason} {code}"
    elif isinstance(error, OSError) and error.strerror:
        reason = f"{reason}: {error.strerror}"
    about_this_mail = isinstance(error, (SMTPRecipientsRefused, SMTPDataError))
    return reason, about_this_mail and code is not None and code >= PERMANENT


def forget(site, job):
    """Forget old mails: the nightly job.

    :param site: the site root.
    :param job: the job.
    """
    now = time.time()
    relational.queue(lambda connection: store.forget(connection, now))
