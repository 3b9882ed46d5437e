"""Names and links that nobody can make up, by a secret of the site."""

from clkss.content.joining import rules
from clkss.content.signin.throttle import rules as throttle
from hashlib import sha256
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

import hmac
import time


RING = "_forms"


def _keys():
    return [key for key in getUtility(IKeyManager)[RING] if key]


def source(address: str) -> str:
    """Name where a request comes from, the same for a day, so that nobody can turn it back.

    :param address: the network address.
    """
    text = f"joining\0{int(time.time() // rules.DAY)}\0{throttle.source_of(address)}"
    return hmac.new(_keys()[0].encode(), text.encode(), sha256).hexdigest()[:32]


def link(site_url: str, request: str) -> str:
    """Give the address that confirms a mail address.

    :param site_url: address of the site.
    :param request: id of the request.
    """
    token = rules.link_token(_keys()[0], request, time.time() + rules.LINK_HOLDS)
    return f"{site_url}/join/confirm/{token}"


def request_of(token: object) -> str | None:
    """Give the request that a link is for, if the site made it and it still holds.

    :param token: what came with the address.
    """
    return rules.request_of(_keys(), token, time.time())
