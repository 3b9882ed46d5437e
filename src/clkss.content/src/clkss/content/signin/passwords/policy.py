"""Plone's question whether a password is good enough, answered in the reader's language."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.signin.passwords import rules
from plone.registry.interfaces import IRegistry
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from Products.CMFPlone.RegistrationTool import get_member_by_login_name
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

ACCOUNTS = ("userid", "username")
FIELDS = (*ACCOUNTS, "fullname", "email", "name", "mail")
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
    """Return the names of whoever may be meant by the request: Plone does not say whose it is."""
    request = getRequest()
    site = getSite()
    if request is None or site is None:
        return []
    entered = {**_json(request), **request.form}
    fields = {
        name: value
        for name in FIELDS
        for key in (name, f"form.widgets.{name}")
        if isinstance(value := entered.get(key), str) and value
    }
    words = list(fields.values())
    accounts = [fields[name] for name in ACCOUNTS if name in fields]
    path = request.get("PATH_INFO", "").split("/")
    if "@users" in path[:-1]:
        accounts.append(path[path.index("@users") + 1])
    user_id = getSecurityManager().getUser().getId()
    if user_id:
        accounts.append(user_id)
    for account in accounts:
        member = get_member_by_login_name(site, account, raise_exceptions=False)
        if member is not None:
            words += names_of(member)
    return words


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
