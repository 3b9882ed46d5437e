"""How long one stays signed in: thirty minutes after the last page (security.md §4.12)."""

from plone.session import tktauth

import time


IDLE = 30 * 60
REFRESH = 5 * 60


def configure(site):
    """Set the site's session plugin.

    Each person has a key of their own, so that signing out ends all their sessions.

    :param site: the site.
    """
    plugin = site.acl_users.session
    plugin.manage_changeProperties(timeout=IDLE, refresh_interval=REFRESH)
    plugin.per_user_keyring = True


def keep_alive(site, request):
    """Write the ticket anew when it is older than five minutes and the person still reads.

    :param site: the site.
    :param request: the request of somebody who is signed in.
    """
    plugin = site.acl_users.get("session")
    if plugin is None or plugin.cookie_name in request.response.cookies:
        return
    credentials = plugin.extractCredentials(request)
    if "cookie" not in credentials or plugin.authenticateCredentials(credentials) is None:
        return
    _digest, user_id, _tokens, _data, issued = tktauth.splitTicket(credentials["cookie"])
    if time.time() - issued > REFRESH:
        plugin._setupSession(user_id, request.response)
