"""What every answer tells the browser about itself: what it may do, who may keep it."""

from AccessControl import getSecurityManager
from clkss.content.frame import rules
from clkss.content.frame import session
from clkss.content.frame import tokens
from clkss.content.frame.rules import Tier
from clkss.content.interfaces import IClkssLayer
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubBeforeAbort
from ZPublisher.interfaces import IPubBeforeCommit


EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# Views of Plone and Zope that bring scripts and styles of their own.
EDITOR_VIEWS = frozenset(
    {
        "content-checkin",
        "content-checkout",
        "dexterity-types",
        "edit",
        "folder_contents",
        "historyview",
        "overview-controlpanel",
        "prefs_install_products_form",
        "sharing",
    }
)

EDITOR_PREFIXES = ("manage", "++add++", "add!")
EDITOR_SUFFIXES = ("-controlpanel", "-settings")


def _name_of(request):
    published = request.get("PUBLISHED")
    name = getattr(published, "__name__", "") or ""
    return name if isinstance(name, str) else ""


def is_editor_view(request):
    """Tell whether Plone's or Zope's own editing is shown.

    :param request: the request, after traversal.
    """
    name = _name_of(request)
    return (
        name in EDITOR_VIEWS
        or name.startswith(EDITOR_PREFIXES)
        or name.endswith(EDITOR_SUFFIXES)
        or "/++add++" in request.get("PATH_INFO", "")
    )


def tier_of(request):
    """Say how much the page may do in the browser.

    :param request: the request, after traversal.
    :returns: a :class:`~clkss.content.frame.rules.Tier`.
    """
    if getSecurityManager().getUser().getId() is None:
        return Tier.VISITOR
    return Tier.EDITOR if is_editor_view(request) else Tier.MEMBER


def _is_secret(response, tier):
    if tier is Tier.VISITOR:
        return False
    kind = response.getHeader("Content-Type") or ""
    return kind.startswith(("text/html", "application/json", "application/xhtml"))


def add_vary(response, *names):
    """Say what the answer depends on, beside what was said already.

    :param response: the response.
    :param names: names of request headers.
    """
    said = [name.strip() for name in (response.getHeader("Vary") or "").split(",")]
    known = {name.lower() for name in said if name}
    added = [name for name in names if name.lower() not in known]
    response.setHeader("Vary", ", ".join([name for name in said if name] + added))


def secure_cookies(request):
    """Send cookies with no other site's requests, and over HTTPS only where there is HTTPS.

    What signs somebody in is kept from scripts, also the cookie that Zope gives to accounts of the
    whole server.

    :param request: the request, answered.
    """
    is_https = request.get("SERVER_URL", "").startswith("https:")
    for name, cookie in request.response.cookies.items():
        cookie.setdefault("SameSite", "Lax")
        if name == "__ac":
            cookie["HttpOnly"] = True
        if is_https:
            cookie["Secure"] = True


def _is_of_a_site(request):
    return IClkssLayer.providedBy(request) and IPloneSiteRoot.providedBy(getSite())


def protect(request):
    """Set the headers that protect reader and site.

    :param request: a request to a site of CLKSS.
    """
    response = request.response
    for name, value in EVERYWHERE.items():
        if not response.getHeader(name):
            response.setHeader(name, value)
    tier = tier_of(request)
    if not response.getHeader("Content-Security-Policy"):
        response.setHeader("Content-Security-Policy", rules.POLICIES[tier])
    secure_cookies(request)
    frames = "DENY" if tier is Tier.VISITOR else "SAMEORIGIN"
    response.setHeader("X-Frame-Options", frames)
    if _is_secret(response, tier):
        response.setHeader("Cache-Control", "private, no-store")
        session.keep_alive(getSite(), request)
    elif IAnnotations(request).get(tokens.BROWSER):
        response.setHeader("Cache-Control", "private, no-store")
    if (response.getHeader("Content-Type") or "").startswith("text/html"):
        add_vary(response, "Accept-Language", "Cookie")


@adapter(IPubBeforeCommit)
def protect_answer(event):
    """Protect an answer before it is final."""
    if _is_of_a_site(event.request):
        protect(event.request)


@adapter(IPubBeforeAbort)
def protect_refusal(event):
    """Protect an error page; a request that will be tried again gets nothing."""
    if not event.retry and _is_of_a_site(event.request):
        protect(event.request)
