"""The second factor before pages with what is one's own."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.signin.factor import standing
from clkss.content.signin.factor import store
from urllib.parse import urlencode
from zope.i18n import translate

import json


FIRST = _(
    "error_factor_first",
    default="Your account has a second factor: sign in with its code first.",
)


def ask_first(site, request):
    """Ask for the second factor before a page of one's own, of whoever has one.

    A browser is sent to the page that asks; a program is refused.

    :param site: the site.
    :param request: the request.
    :returns: the answer; ``None`` when the page may be shown.
    """
    if not is_missing(site, request):
        return None
    if _is_program(request):
        request.response.setStatus(403)
        request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        return json.dumps({"type": "Forbidden", "message": translate(FIRST, context=request)})
    request.response.redirect(address(site, request), status=303)
    return ""


def is_missing(site, request):
    """Tell whether whoever asks has a second factor and did not show it.

    :param site: the site.
    :param request: the request.
    """
    user_id = getSecurityManager().getUser().getId()
    has_one = store.find(site, user_id) is not None
    return has_one and not standing.is_confirmed(site, request, user_id)


def address(site, request):
    """Give the address of the page that asks, and leads back.

    :param site: the site.
    :param request: the request.
    """
    query = urlencode({"came_from": request.get("ACTUAL_URL")})
    return f"{site.absolute_url()}/confirm-sign-in?{query}"


def _is_program(request):
    accepted = request.getHeader("Accept") or ""
    return bool(getattr(request, "_auth", None)) or "json" in accepted.split(",")[0]
