"""Members as those who get mail."""

from clkss.content import notices
from clkss.content.notices import rules
from clkss.content.notices import store
from clkss.content.notices.interfaces import IRecipients
from plone import api
from zope.interface import implementer


KIND = "member"


def name(member):
    """Name a member as the recipient of a mail.

    :param member: user id.
    """
    return f"{KIND}:{member}"


def send_each(letter, people, arguments, site_url, key):
    """Have a mail sent to each of some members, once the transaction has committed.

    :param letter: name of the letter.
    :param people: user ids.
    :param arguments: mapping of plain values for the letter.
    :param site_url: address of the site.
    :param key: with the same letter and key each of them has only ever one mail.
    :returns: how many mails.
    """
    for member in people:
        notices.send(letter, name(member), arguments, site_url=site_url, key=f"{key}:{member}")
    return len(people)


@implementer(IRecipients)
class Members:
    """Accounts of the site."""

    def find(self, site, id):
        """Look up a member; None for whoever was removed or has no mail address.

        :param site: the site root.
        :param id: user id.
        """
        user = site.acl_users.getUserById(id)
        member = user and api.user.get(userid=id)
        if member is None:
            return None
        address = member.getProperty("email", "") or ""
        if not rules.is_address(address):
            return None
        return rules.Recipient(address, member.getProperty("language", "") or "", user)


def forget(event):
    """Forget the mails of a member who is removed.

    :param event: the account was removed.
    """
    store.drop(name(event.principal))
