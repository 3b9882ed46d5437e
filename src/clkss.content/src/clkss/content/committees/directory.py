"""Whom somebody may find when they let people serve on a committee.

Whoever knows an account's exact id or mail address may use it; a name finds only people who
serve on some committee already, since their names may be seen (security.md, section 4, sentence
6). Nothing tells an account that may not be used from one that does not exist.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import rules
from zope.globalrequest import getRequest
from zope.i18n import translate


FORMER = _("somebody_former", default="former member")
"""How somebody is called whose account was deleted."""

MOST = 20
"""The most people that a name offers."""

SHORTEST_NAME = 3
"""Letters of a name from which a search starts."""


def full_name(site, user_id):
    """Return how a person is called.

    A member is made only for who has no name in the site itself: it comes with all groups and
    roles, which takes thirty times as long.

    :param site: the Plone site.
    :param user_id: the account.
    :returns: the full name; the id where none was given; "former member" where the account is gone.
    """
    accounts = site.acl_users
    if accounts._verifyUser(accounts.plugins, user_id=user_id) is None:
        return _former(site, user_id)
    if rules.is_reserved(user_id):
        return user_id
    known = accounts.mutable_properties._storage.get(user_id) or {}
    if known.get("fullname"):
        return known["fullname"]
    member = site.portal_membership.getMemberById(user_id)
    return member.getProperty("fullname", "") or user_id


def _former(site, user_id):
    # Whoever runs the server has an account above the site.
    above = getattr(aq_parent(aq_inner(site)), "acl_users", None)
    if above is not None and above.getUserById(user_id) is not None:
        return user_id
    return translate(FORMER, context=getRequest())


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
