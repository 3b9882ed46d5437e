"""A name and a password: whether they may be tried, whether they are right, and what follows.

The plugin of the user folder asks here instead of letting each authenticator look for itself, so
the outcome is known in one place, whichever way somebody comes in.
"""

from Acquisition import aq_base
from Acquisition import aq_parent
from AuthEncoding import AuthEncoding
from clkss.content import audit
from clkss.content.signin import keys
from clkss.content.signin import letters
from clkss.content.signin.throttle import devices
from clkss.content.signin.throttle import rules
from clkss.content.signin.throttle import store
from dataclasses import dataclass
from dataclasses import field
from Products.PluggableAuthService.interfaces.authservice import IPluggableAuthService
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.PluggableAuthService import _SWALLOWABLE_PLUGIN_EXCEPTIONS
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

import logging


logger = logging.getLogger(__name__)

MEMO = "clkss.content.signin.attempts"

NOBODYS = AuthEncoding.pw_encrypt("the password of nobody")
"""Looked at where there is no account, so that it takes as long as where there is one."""


@dataclass
class Attempt:
    """One name with one password within a request, however often it is asked about."""

    limits: dict = field(default_factory=dict)
    refused: bool = False
    counted: bool = False
    answers: dict = field(default_factory=dict)


def check(folder, plugin_id, login, password):
    """Say who a name and a password are.

    :param folder: the user folder that asks.
    :param plugin_id: id of the plugin that asks; it is not asked in turn.
    :param login: the name.
    :param password: the password.
    :returns: pair of user id and login name; ``None`` when they are wrong, or not looked at.
    """
    attempt = _attempt(login, password)
    if attempt.refused:
        return None
    found = _answer(attempt, folder, plugin_id, login, password)
    if found is not None:
        if not attempt.counted:
            _clear(attempt)
        return found
    # Who was let in below and may not see a page is looked for above, too: that is no failure.
    if attempt.counted or any(attempt.answers.values()):
        return None
    if not any(_answer(attempt, above, plugin_id, login, password) for above in _above(folder)):
        attempt.counted = True
        _count(folder, attempt, login)
    return None


def name_digest(login):
    """Name the counter of an account's name.

    :param login: the name.
    """
    return keys.digest("name", rules.name_of(login))


def source_digest(request, purpose="source"):
    """Name the counter of where a request comes from.

    :param request: the request, or ``None``.
    :param purpose: what is counted.
    """
    address = request.getClientAddr() if request is not None else ""
    return keys.digest(purpose, rules.source_of(address or ""))


def _attempt(login, password):
    request = getRequest()
    annotations = IAnnotations(request, None) if request is not None else None
    known = {} if annotations is None else annotations.setdefault(MEMO, {})
    secret = password if isinstance(password, bytes) else password.encode("utf-8", "replace")
    key = (login, keys.digest("attempt", secret.hex()))
    if key not in known:
        limits = _limits(request, login)
        known[key] = Attempt(limits, refused=store.is_shut(limits))
    return known[key]


def _limits(request, login):
    device = devices.mark_of(request, login)
    if device is not None:
        return {keys.digest("device", device): rules.DEVICE}
    return {
        name_digest(login): rules.NAME,
        source_digest(request): rules.SOURCE,
        keys.digest("total"): rules.TOTAL,
    }


def _answer(attempt, folder, plugin_id, login, password):
    """Ask a user folder once in a request: some ways in ask several times where there is a name."""
    path = folder.getPhysicalPath()
    if path not in attempt.answers:
        attempt.answers[path] = _ask(folder, plugin_id, login, password)
    return attempt.answers[path]


def _ask(folder, plugin_id, login, password):
    """Ask the other authenticators of a user folder; one password is looked at in any case."""
    login = folder.applyTransform(login)
    credentials = {"login": login, "password": password}
    for other_id, other in folder.plugins.listPlugins(IAuthenticationPlugin):
        if other_id == plugin_id:
            continue
        try:
            found = other.authenticateCredentials(dict(credentials))
        except _SWALLOWABLE_PLUGIN_EXCEPTIONS:
            logger.debug("%s has no answer", other_id, exc_info=True)
            continue
        if found is not None and found[0] is not None:
            return found
    if folder._verifyUser(folder.plugins, login=login) is None:
        AuthEncoding.pw_validate(NOBODYS, password)
    return None


def _above(folder):
    """Name the user folders above one: who has an account there may come in here, too."""
    place = aq_parent(aq_parent(folder))
    while place is not None:
        above = getattr(aq_base(place), "acl_users", None)
        if above is not None and IPluggableAuthService.providedBy(above):
            yield place.acl_users
        place = aq_parent(place)


def _clear(attempt):
    """Forget what failed before, for a name or a browser; a success says nothing of a source."""
    mine = [what for what, limit in attempt.limits.items() if limit in (rules.NAME, rules.DEVICE)]
    if any(store.count_of(what) for what in mine):
        store.clear(*mine)


def _count(folder, attempt, login):
    counted = store.count(attempt.limits)
    reached = {limit for what, limit in attempt.limits.items() if counted[what] == limit.free}
    if rules.NAME in reached or rules.DEVICE in reached:
        info = folder._verifyUser(folder.plugins, login=folder.applyTransform(login))
        user_id = info["id"] if info else ""
        # The same work for a name that nobody has; what was entered is kept nowhere.
        audit.record_now("signin.locked", user=user_id)
        letters.tell_now(letters.LOCKED, user_id or name_digest(login))
    elif rules.SOURCE in reached:
        audit.record_now("signin.source-locked")
