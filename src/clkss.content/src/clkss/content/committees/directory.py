"""Whom somebody may find when they let people serve on a committee.

Whoever knows an account's exact id or mail address may use it; a name finds only people who
serve on some committee already, since their names may be seen (security.md, section 4, sentence
6). Nothing tells an account that may not be used from one that does not exist.
"""

from clkss.content.committees import clearances
from clkss.content.committees import rules


MOST = 20
"""The most people that a name offers."""

SHORTEST_NAME = 3
"""Letters of a name from which a search starts."""


def full_name(site, user_id):
    """Return how a person is called.

    :param site: the Plone site.
    :param user_id: the account.
    :returns: the full name; the id where none was given.
    """
    member = site.portal_membership.getMemberById(user_id)
    name = member.getProperty("fullname", "") if member is not None else ""
    return name or user_id


def exactly(site, text):
    """Find the account that has exactly this id or mail address.

    :param site: the Plone site.
    :param text: what was entered.
    :returns: the account's id; ``None`` when there is none, or several share the address.
    """
    text = text.strip()
    if not text or rules.is_reserved(text):
        return None
    if site.acl_users.getUserById(text) is not None:
        return text
    if "@" not in text:
        return None
    found = {
        each["userid"]
        for each in site.acl_users.searchUsers(email=text)
        if str(each.get("email", "")).casefold() == text.casefold()
    }
    return found.pop() if len(found) == 1 else None


def by_name(site, text):
    """Find people who serve on some committee by a part of their name.

    :param site: the Plone site.
    :param text: what was entered.
    :returns: ids of accounts, by name; empty for fewer than three letters.
    """
    text = text.strip()
    if len(text) < SHORTEST_NAME:
        return []
    found = {each["userid"] for each in site.acl_users.searchUsers(fullname=text)}
    serving = [user_id for user_id in found if clearances.clearances(user_id, site=site)]
    return sorted(serving, key=lambda each: full_name(site, each).casefold())[:MOST]
