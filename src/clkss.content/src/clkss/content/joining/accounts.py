"""Accounts of those who join: a random id, the mail address to sign in with, no committee."""

from clkss.content import audit
from clkss.content.joining import rules
from clkss.content.people import consent
from clkss.content.people import store as people
from secrets import token_hex


PREFIX = "m"
ID_BYTES = 10


def exists(site, mail):
    """Say whether an account has a mail address, or signs in with it.

    :param site: the Plone site.
    :param mail: the address, in small letters.
    """
    folder = site.acl_users
    if folder.getUser(mail) is not None:
        return True
    found = folder.searchUsers(email=mail)
    return any(str(each.get("email", "")).lower() == mail for each in found)


def mail_of(site, person):
    """Return the mail address of an account, also while it is being deleted.

    :param site: the Plone site.
    :param person: the account.
    :returns: the address, as addresses are compared; empty when none is known.
    """
    known = site.acl_users.mutable_properties._storage.get(person) or {}
    return rules.mail_of(str(known.get("email") or ""))


def make(site, row, password):
    """Make an account for somebody who confirmed a mail address: a member, and nothing more.

    :param site: the Plone site.
    :param row: the request.
    :param password: what the person chose, already found to be good.
    :returns: the account's id.
    """
    person = f"{PREFIX}{token_hex(ID_BYTES)}"
    site.acl_users._doAddUser(person, password, ["Member"], [])
    site.acl_users.updateLoginName(person, row.mail)
    properties = {"fullname": row.name, "email": row.mail, "language": row.language}
    site.portal_membership.getMemberById(person).setMemberProperties(properties)
    people.begin(person, row.name, row.organisation)
    return person


def agree(person, row, text):
    """Note for an account what was agreed to when it was asked for.

    :param person: the account.
    :param row: the request.
    :param text: the text of the notice that the row names.
    """
    shown = consent.Notice(row.notice_version, row.notice_language, text)
    consent.agree(person, shown, at=row.at)
    audit.record("person.agreed", user=person, version=shown.version)
