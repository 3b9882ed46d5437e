"""Browsers in which somebody signed in before: strangers' failures do not shut them out."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.signin import keys
from clkss.content.signin.throttle import rules


COOKIE = "clkss_device"
SECURE_COOKIE = "__Host-clkss_device"
KEPT = 180 * rules.DAY


def _name(request):
    is_https = request.get("SERVER_URL", "").startswith("https:")
    return SECURE_COOKIE if is_https else COOKIE


def mark_of(request, login):
    """Return the mark of a browser in which somebody signed in before.

    :param request: the request, or ``None``.
    :param login: the name that is tried.
    :returns: the mark, or ``None``.
    """
    if request is None or not hasattr(request, "cookies"):
        return None
    return rules.device_of(keys.keys(), request.cookies.get(_name(request)), login)


def remember(request, login):
    """Let a browser be known as somebody's.

    :param request: the request that signs in.
    :param login: name of the account.
    """
    known = keys.keys()
    if not known or not IClkssLayer.providedBy(request) or mark_of(request, login):
        return
    marks = rules.marks(request.cookies.get(_name(request)))
    marks = [rules.device_mark(known[0], login), *marks][: rules.MOST_DEVICES]
    request.response.setCookie(
        _name(request),
        ".".join(marks),
        path="/",
        max_age=KEPT,
        http_only=True,
        same_site="Lax",
        secure=_name(request) == SECURE_COOKIE,
    )
