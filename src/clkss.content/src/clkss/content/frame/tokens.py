"""The token of a form: made when the page is shown, checked before anything is written."""

from AccessControl import getSecurityManager
from clkss.content.frame import rules
from clkss.content.frame.keys import keys as accepted
from zope.annotation.interfaces import IAnnotations

import time


FIELD = "clkss_token"
COOKIE = "clkss_form"
SECURE_COOKIE = "__Host-clkss_form"
BROWSER = "clkss.content.frame.browser"


def _is_secure(request):
    return request.get("SERVER_URL", "").startswith("https:")


def _cookie_name(request):
    return SECURE_COOKIE if _is_secure(request) else COOKIE


def _browser(request, keys):
    known = IAnnotations(request).get(BROWSER)
    if known is not None:
        return known
    value = request.cookies.get(_cookie_name(request))
    return value if rules.is_browser_value(keys, value) else None


def _give_browser_a_value(request, keys):
    value = rules.browser_value(keys[0])
    IAnnotations(request)[BROWSER] = value
    request.response.setCookie(
        _cookie_name(request),
        value,
        path="/",
        http_only=True,
        same_site="Lax",
        secure=_is_secure(request),
    )
    return value


def _user_id():
    return getSecurityManager().getUser().getId()


def make(request):
    """Make the token of a form for whoever asks.

    A visitor's browser gets a signed cookie, and the page may then not be kept
    by a shared cache.

    :param request: the request that shows the form.
    :returns: the token.
    """
    keys = accepted()
    user_id = _user_id()
    if user_id is not None:
        holder = f"user:{user_id}"
    else:
        browser = _browser(request, keys) or _give_browser_a_value(request, keys)
        holder = f"browser:{browser}"
        request.response.setHeader("Cache-Control", "private, no-store")
    return rules.token(keys[0], holder, time.time())


def judge(request):
    """Say what the token of a posted form is worth.

    Who signed in after the form was shown to the same browser is asked once more.

    :param request: the request that brings the form.
    :returns: a :class:`~clkss.content.frame.rules.Verdict`.
    """
    keys = accepted()
    now = time.time()
    token = request.form.get(FIELD)
    user_id = _user_id()
    if user_id is not None:
        verdict = rules.judge(keys, f"user:{user_id}", token, now)
        if verdict is not rules.Verdict.WRONG:
            return verdict
    browser = _browser(request, keys)
    if browser is None:
        return rules.Verdict.WRONG
    verdict = rules.judge(keys, f"browser:{browser}", token, now)
    if user_id is not None and verdict is rules.Verdict.GOOD:
        return rules.Verdict.OLD
    return verdict
