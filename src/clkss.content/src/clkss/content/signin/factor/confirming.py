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
    user_id = getSecurityManager().getUser().getId()
    if store.find(site, user_id) is None or standing.is_confirmed(site, request, user_id):
        return None
    if _is_program(request):
        return refuse(request)
    query = urlencode({"came_from": request.get("ACTUAL_URL")})
    request.response.redirect(f"{site.absolute_url()}/confirm-sign-in?{query}", status=303)
    return ""


def refuse(request):
    """Refuse a program that did not show the second factor.

    :param request: the request.
    :returns: the answer, as JSON.
    """
    request.response.setStatus(403)
    request.response.setHeader("Content-Type", "application/json; charset=utf-8")
    return json.dumps({"type": "Forbidden", "message": translate(FIRST, context=request)})


def _is_program(request):
    accepted = request.getHeader("Accept") or ""
    return bool(getattr(request, "_auth", None)) or "json" in accepted.split(",")[0]
