"""Plone's question whether a password is good enough, answered in the reader's language."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.signin.passwords import rules
from plone.registry.interfaces import IRegistry
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from Products.CMFCore.utils import getToolByName
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.i18n import translate


MESSAGES = {
    rules.TOO_SHORT: _(
        "password_too_short",
        default="Use at least ${number} characters. Four or five words that nobody else puts"
        " together are easy to remember; digits and signs are not needed.",
        mapping={"number": rules.SHORTEST},
    ),
    rules.TOO_LONG: _(
        "password_too_long",
        default="Use at most ${number} characters.",
        mapping={"number": rules.LONGEST},
    ),
    rules.COMMON: _(
        "password_common",
        default="Many people use this password, so it is tried first. Choose other words.",
    ),
    rules.MONOTONOUS: _(
        "password_monotonous",
        default="This password repeats itself or follows the keys. Choose several different words.",
    ),
    rules.PERSONAL: _(
        "password_personal",
        default="This password is little more than your name, your mail address or the name of"
        " this site. Add words that have nothing to do with them.",
    ),
}

FIELDS = ("userid", "username", "fullname", "email", "name", "mail")
"""Fields of forms and of JSON that name the person whose password is set."""


def problem(password, words=()):
    """Say what is wrong with a password.

    :param password: as it was entered.
    :param words: names of its owner, beside those of the site.
    :returns: sentences in the reader's language; ``None`` when it is good.
    """
    reasons = rules.reasons_against(password, [*words, *site_words()])
    request = getRequest()
    said = [translate(MESSAGES[reason], context=request) for reason in reasons]
    return " ".join(said) or None


def site_words():
    """Return the names of the site."""
    registry = queryUtility(IRegistry)
    title = registry.get("plone.site_title", None) if registry is not None else None
    return [word for word in (title, getattr(getSite(), "id", "")) if word]


def words_in_play():
    """Return the names of whoever may be meant by the request: Plone does not say whose it is.

    What was entered counts as it stands. Only who asks is looked up: of an account that somebody
    else names, the answer would tell whether it is there and what its owner is called.
    """
    request = getRequest()
    site = getSite()
    if request is None or site is None:
        return []
    entered = {**_json(request), **request.form}
    words = [
        value
        for name in FIELDS
        for key in (name, f"form.widgets.{name}")
        if isinstance(value := entered.get(key), str) and value
    ]
    return words + names_of_account(site, getSecurityManager().getUser().getId())


def names_of_account(site, user_id):
    """Return the names of whose account it is; for those who have shown that it is theirs.

    :param site: the site.
    :param user_id: the account, or ``None``.
    """
    tool = getToolByName(site, "portal_membership", None) if site is not None else None
    member = tool.getMemberById(user_id) if tool is not None and user_id else None
    return [] if member is None else names_of(member)


def names_of(member):
    """Return the names of a member.

    :param member: the member.
    """
    told = (
        member.getId(),
        member.getUserName(),
        member.getProperty("fullname", ""),
        member.getProperty("email", ""),
    )
    return [word for word in told if isinstance(word, str) and word]


def _json(request):
    if not (request.getHeader("Content-Type") or "").startswith("application/json"):
        return {}
    try:
        body = json_body(request)
    except DeserializationError:
        return {}
    return body if isinstance(body, dict) else {}
