"""How long one stays signed in: thirty minutes after the last page (security.md §4.12)."""

from AccessControl import getSecurityManager
from clkss.content.interfaces import IClkssLayer
from plone.keyring.interfaces import IKeyManager
from plone.session import tktauth
from Products.PluggableAuthService.interfaces.events import ICredentialsUpdatedEvent
from zope.component import adapter
from zope.component import getUtility
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from ZPublisher.interfaces import IPubAfterTraversal

import binascii
import time


IDLE = 30 * 60
REFRESH = 5 * 60

CONFIRMED = "confirmed"
"""Token in the ticket of a session: the second factor was shown, too."""


def configure(site):
    """Set the site's session plugin.

    Each person has a key of their own, so that signing out ends all their sessions.

    :param site: the site.
    """
    plugin = site.acl_users.session
    plugin.manage_changeProperties(timeout=IDLE, refresh_interval=REFRESH)
    plugin.per_user_keyring = True
    tokens = site.acl_users.get("jwt_auth")
    if tokens is not None:
        tokens.token_timeout = IDLE


def keep_alive(site, request):
    """Write the ticket anew when it is older than five minutes and the person still reads.

    :param site: the site.
    :param request: the request of somebody who is signed in.
    """
    plugin = site.acl_users.get("session")
    if plugin is None or plugin.cookie_name in request.response.cookies:
        return
    if plugin.cookie_name not in request.cookies:
        return
    credentials = plugin.extractCredentials(request)
    if "cookie" not in credentials or plugin.authenticateCredentials(credentials) is None:
        return
    _digest, user_id, tokens, _data, issued = tktauth.splitTicket(credentials["cookie"])
    if time.time() - issued > REFRESH:
        plugin._setupSession(user_id, request.response, tokens=tokens)


def is_confirmed(site, request, user_id):
    """Tell whether a request comes with a session in which the second factor was shown.

    :param site: the site.
    :param request: the request.
    :param user_id: the account whose session it has to be.
    """
    plugin = site.acl_users.get("session")
    if plugin is None or plugin.cookie_name not in request.cookies:
        return False
    try:
        cookie = binascii.a2b_base64(request.cookies[plugin.cookie_name])
    except (binascii.Error, ValueError):
        return False
    ticket = plugin._validateTicket(cookie)
    return ticket is not None and ticket[1] == user_id and CONFIRMED in ticket[2]


def begin(site, request, user_id, confirmed=False):
    """Begin a session.

    :param site: the site.
    :param request: the request.
    :param user_id: the account.
    :param confirmed: whether the second factor was shown.
    """
    tokens = (CONFIRMED,) if confirmed else ()
    site.acl_users.session._setupSession(user_id, request.response, tokens=tokens)


def end_all(site, user_id):
    """End all sessions of a person.

    :param site: the site.
    :param user_id: the account.
    """
    manager = getUtility(IKeyManager)
    ring = site.acl_users.session._getSecretKey(user_id)
    if ring in manager:
        manager.clear(ring=ring)
        manager.rotate(ring=ring)


@adapter(IPubAfterTraversal)
def drop_what_is_no_session(event):
    """Forget a session that is none, before anything ends it.

    Signing out ends all sessions of whoever the cookie names, and Plone asks no proof: somebody
    could sign out others with a cookie of their own making.

    :param event: it is known what is published, and who asks.
    """
    request = event.request
    plugin = _plugin() if IClkssLayer.providedBy(request) else None
    if plugin is None or plugin.cookie_name not in request.cookies:
        return
    ticket = plugin.extractCredentials(request).get("cookie")
    if ticket is not None and plugin._validateTicket(ticket) is None:
        del request.cookies[plugin.cookie_name]
        request.other.pop(plugin.cookie_name, None)


@adapter(ICredentialsUpdatedEvent)
def end_with_the_password(event):
    """End all sessions of a person whose password was changed, but for the one that changed it.

    :param event: the password was changed.
    """
    plugin = _plugin()
    if plugin is None or queryUtility(IKeyManager) is None or event.principal is None:
        return
    user_id = event.principal.getId()
    request = getRequest()
    site = getSite()
    stays = (
        request is not None
        and getSecurityManager().getUser().getId() == user_id
        and plugin.cookie_name in request.cookies
    )
    confirmed = stays and is_confirmed(site, request, user_id)
    end_all(site, user_id)
    if stays:
        begin(site, request, user_id, confirmed)


def _plugin():
    users = getattr(getSite(), "acl_users", None)
    return None if users is None else users.get("session")
