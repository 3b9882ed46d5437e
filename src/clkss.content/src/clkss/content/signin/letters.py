"""Mails about an account, to whom it belongs; they open nothing but the page that was asked for."""

from clkss.content import _
from clkss.content import notices
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Letter
from clkss.content.relational import StoreBusy
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer

import logging
import time


logger = logging.getLogger(__name__)

LOCKED = "signin.locked"
PASSWORD_CHANGED = "signin.password-changed"  # noqa: S105
FACTOR_ON = "signin.factor-on"
FACTOR_OFF = "signin.factor-off"
FACTOR_RESET = "signin.factor-reset"
RECOVERY_USED = "signin.recovery-used"
FORGOTTEN = "signin.forgotten"

DAY = 24 * 3600


def tell(letter, user_id, **arguments):
    """Tell somebody by mail, once the transaction has committed.

    :param letter: name of the letter.
    :param user_id: the account.
    :param arguments: plain values for it; no personal data.
    """
    notices.send(
        letter,
        members.name(user_id),
        arguments,
        site_url=getSite().absolute_url(),
        language=_language(),
    )


def tell_now(letter, user_id):
    """Tell somebody by mail whatever becomes of the request; once a day.

    :param letter: name of the letter.
    :param user_id: the account; for a name that nobody has, anything that is no account.
    """
    site = getSite()
    if site is None:
        return
    try:
        notices.send_now(
            letter,
            members.name(user_id),
            site_url=site.absolute_url(),
            language=_language(),
            key=f"{user_id} {int(time.time() // DAY)}",
        )
    except StoreBusy:
        logger.warning("a mail about a locked account was not written", exc_info=True)


def _language():
    request = getRequest()
    return (request.get("LANGUAGE") if request is not None else "") or ""


@implementer(ILetter)
class Told:
    """A mail that says one thing and leads to one page.

    :param subject: message id.
    :param lead: message id: what happened.
    :param advice: message id: what to do.
    :param foot: message id: words before the address.
    :param path: address below the site to which the advice leads.
    """

    can_be_stopped = False
    what_stops = ""

    def __init__(self, subject, lead, advice, foot, path):
        self.words = (subject, lead, advice, foot)
        self.path = path

    def compose(self, site, recipient, language, site_url, **arguments):
        """Write the mail.

        :param site: the site root.
        :param recipient: to whom.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param arguments: what ``tell`` was given.
        """
        name = getUtility(IRegistry).get("plone.site_title", None) or site.Title()
        known = {"site": name, "account": recipient.user.getUserName(), **arguments}
        subject, lead, advice, foot = (
            translate(Message(words, words.domain, words.default, known), target_language=language)
            for words in self.words
        )
        link = self.link(site, recipient, site_url)
        return Letter(subject, f"{lead} {advice}", (), foot, link)

    def link(self, site, recipient, site_url):
        """Give the address to which the mail leads.

        :param site: the site root.
        :param recipient: to whom.
        :param site_url: address of the site.
        """
        return f"{site_url}/{self.path}"

    def stop(self, recipient_id, **arguments):
        """Stop nothing: who owns an account is told of it in any case."""


class Forgotten(Told):
    """The mail with the link that sets a new password."""

    def link(self, site, recipient, site_url):
        """Begin the setting of a new password, and give the address that ends it.

        :param site: the site root.
        :param recipient: to whom.
        :param site_url: address of the site.
        """
        tool = api.portal.get_tool("portal_password_reset")
        begun = tool.requestReset(recipient.user.getId())
        return f"{site_url}/passwordreset/{begun['randomstring']}"


NEW_PASSWORD = _("mail_link_new_password", default="Set a new password:")
YOUR_FACTOR = _("mail_link_second_factor", default="Your second factor:")
NOT_YOU = _(
    "mail_not_you",
    default="If it was not you, set a new password at once and tell the secretary of your"
    " committee.",
)

locked = Told(
    _("mail_locked_subject", default="Your account must wait"),
    _(
        "mail_locked",
        default="Somebody entered a wrong password for your account at ${site} several times. For"
        " some minutes no password is looked at.",
    ),
    _(
        "mail_locked_advice",
        default="If it was you, wait, or set a new password: that ends the wait. If it was not"
        " you, nobody got in; a long password and a second factor keep it so.",
    ),
    NEW_PASSWORD,
    "login-help",
)

password_changed = Told(
    _("mail_password_changed_subject", default="Your password was changed"),
    _(
        "mail_password_changed",
        default="The password of your account at ${site} was changed. You are signed out on all"
        " other devices.",
    ),
    NOT_YOU,
    NEW_PASSWORD,
    "login-help",
)

factor_on = Told(
    _("mail_factor_on_subject", default="Your second factor is on"),
    _(
        "mail_factor_on",
        default="From now on your account at ${site} asks for a code of your telephone when you"
        " sign in.",
    ),
    NOT_YOU,
    NEW_PASSWORD,
    "login-help",
)

factor_off = Told(
    _("mail_factor_off_subject", default="Your second factor is off"),
    _(
        "mail_factor_off",
        default="Your account at ${site} no longer asks for a code when you sign in.",
    ),
    NOT_YOU,
    YOUR_FACTOR,
    "second-factor",
)

factor_reset = Told(
    _("mail_factor_reset_subject", default="Your second factor was taken away"),
    _(
        "mail_factor_reset",
        default="Somebody who may do so took the second factor of your account at ${site} away,"
        " because you were said to have lost it. You are signed out everywhere.",
    ),
    _(
        "mail_factor_reset_advice",
        default="Sign in and set up a new one. If you did not ask for it, set a new password at"
        " once and tell an administrator.",
    ),
    YOUR_FACTOR,
    "second-factor",
)

recovery_used = Told(
    _("mail_recovery_used_subject", default="A recovery code was used"),
    _(
        "mail_recovery_used",
        default="Somebody signed in to your account at ${site} with one of your recovery codes."
        " ${left} are left.",
    ),
    NOT_YOU,
    YOUR_FACTOR,
    "second-factor",
)

forgotten = Forgotten(
    _("mail_forgotten_subject", default="A new password for your account"),
    _(
        "mail_forgotten",
        default="Somebody, perhaps you, asked for a new password at ${site}. Your user name is"
        " ${account}.",
    ),
    _(
        "mail_forgotten_advice",
        default="The address below opens the page for it once, within a day. If it was not you,"
        " do nothing: your password stays as it is.",
    ),
    NEW_PASSWORD,
    "",
)
