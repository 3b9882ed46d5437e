"""A new mail address of an account: it counts once its owner opened the link that went there."""

from clkss.content import _
from clkss.content import relational
from clkss.content.notices import rules as notices
from clkss.content.notices.interfaces import IRecipients
from clkss.content.people.tables import waiting
from clkss.content.signin import keys
from clkss.content.signin import letters
from plone import api
from sqlalchemy import delete
from sqlalchemy import select
from zope.interface import implementer

import json
import time


KIND = "new-mail"

CONFIRM = "people.new-mail"
"""The letter to the new address."""

ASKED = "people.new-mail-asked"
"""The letter to the address that the account still has."""

HOLDS = 24 * 3600
"""Seconds in which the new address can be confirmed."""


def is_taken(site, mail, person):
    """Say whether another account has a mail address, or signs in with it.

    :param site: the Plone site.
    :param mail: the address, in small letters.
    :param person: the account that wants it.
    """
    users = site.acl_users
    found = {each["userid"] for each in users.searchUsers(login=mail, exact_match=True)}
    found |= {
        each["userid"]
        for each in users.searchUsers(email=mail)
        if str(each.get("email", "")).lower() == mail
    }
    return bool(found - {person})


def ask(person, mail):
    """Keep a new address until it is confirmed, in place of one that waits already.

    :param person: the account.
    :param mail: the address, in small letters.
    """
    row = {"mail": mail, "at": time.time()}

    def write(connection):
        connection.execute(delete(waiting).where(waiting.c.at < time.time() - HOLDS))
        connection.execute(
            relational.insert(connection, waiting)
            .values(person=person, **row)
            .on_conflict_do_update(index_elements=["person"], set_=row)
        )

    relational.queue(write)


def of(person):
    """Return the address that an account waits for, or ``None``.

    :param person: the account.
    """
    query = select(waiting.c.mail).where(
        waiting.c.person == person, waiting.c.at >= time.time() - HOLDS
    )
    with relational.read() as connection:
        return connection.execute(query).scalar_one_or_none()


def settle(person):
    """Forget, with the current transaction, the address that an account waits for.

    :param person: the account.
    """
    gone = delete(waiting).where(waiting.c.person == person)
    relational.queue(lambda connection: connection.execute(gone))


def sealed(person, mail):
    """Write what the link in the mail ends with; it shows neither account nor address.

    :param person: the account.
    :param mail: the new address.
    """
    return keys.seal(json.dumps([person, mail]))


def confirmed(person, token):
    """Return the address that a link confirms for an account, or ``None``.

    :param person: the account that holds the link.
    :param token: what the link ends with.
    """
    text = keys.unseal(token, HOLDS)
    mail = of(person)
    return mail if text is not None and json.loads(text) == [person, mail] else None


def name(person):
    """Name whoever reads at the new address of an account, as the recipient of a mail.

    :param person: the account.
    """
    return f"{KIND}:{person}"


@implementer(IRecipients)
class Owners:
    """Those who read at an address that is not confirmed."""

    def find(self, site, id):
        """Look up the address; ``None`` once it is confirmed, replaced or forgotten.

        :param site: the Plone site.
        :param id: the account.
        """
        mail, member = of(id), api.user.get(userid=id)
        if member is None or not notices.is_address(mail):
            return None
        language = member.getProperty("language", "") or ""
        return notices.Recipient(mail, language, site.acl_users.getUserById(id))


class NewMail(letters.Told):
    """The mail to the new address; whoever reads it learns what others do not."""

    def compose(self, site, recipient, language, site_url, **arguments):
        """Write the mail: a link that confirms, or that the address belongs to an account.

        :param site: the site root.
        :param recipient: to whom.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param arguments: nothing.
        """
        if is_taken(site, recipient.address, recipient.user.getId()):
            return taken.compose(site, recipient, language, site_url)
        return super().compose(site, recipient, language, site_url)

    def link(self, site, recipient, site_url):
        """Give the address of the page that confirms.

        :param site: the site root.
        :param recipient: to whom.
        :param site_url: address of the site.
        """
        token = sealed(recipient.user.getId(), recipient.address)
        return f"{site_url}/people/me/address/confirm?key={token}"


CONFIRM_TITLE = _("mail_new_mail_subject", default="Confirm your new mail address")

new_mail = NewMail(
    CONFIRM_TITLE,
    _(
        "mail_new_mail",
        default="Somebody, probably you, entered this mail address for an account at ${site}.",
    ),
    _(
        "mail_new_mail_advice",
        default="Sign in and confirm it within a day. If it was not you, do nothing: the address"
        " is forgotten.",
    ),
    _("mail_link_new_mail", default="Confirm the address:"),
    "",
)

taken = letters.Told(
    _("mail_mail_taken_subject", default="This mail address belongs to an account already"),
    _(
        "mail_mail_taken",
        default="Somebody, perhaps you, entered this mail address for another account at ${site}.",
    ),
    _(
        "mail_mail_taken_advice",
        default="An address belongs to one account only, so nothing was changed. If you forgot"
        " that you have an account, set a new password for it.",
    ),
    letters.NEW_PASSWORD,
    "login-help",
)

asked = letters.Told(
    _("mail_new_mail_asked_subject", default="A new mail address for your account"),
    _(
        "mail_new_mail_asked",
        default="Somebody, probably you, entered a new mail address for your account at ${site}."
        " It counts once it is confirmed; mails go there then.",
    ),
    letters.NOT_YOU,
    letters.NEW_PASSWORD,
    "login-help",
)
