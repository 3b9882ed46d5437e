"""Names and links that nobody can make up, by a secret of the site."""

from clkss.content.frame.keys import keys
from clkss.content.frame.rules import signature
from clkss.content.joining import rules
from clkss.content.signin.throttle import rules as throttle

import time


def source(address: str) -> str:
    """Name where a request comes from, the same for a day, so that nobody can turn it back.

    :param address: the network address.
    """
    day = str(int(time.time() // rules.DAY))
    return signature(keys()[0], "joining", day, throttle.source_of(address), length=32)


def link(site_url: str, request: str) -> str:
    """Give the address that confirms a mail address.

    :param site_url: address of the site.
    :param request: id of the request.
    """
    token = rules.link_token(keys()[0], request, time.time() + rules.LINK_HOLDS)
    return f"{site_url}/join/confirm/{token}"


def request_of(token: object) -> str | None:
    """Give the request that a link is for, if the site made it and it still holds.

    :param token: what came with the address.
    """
    return rules.request_of(keys(), token, time.time())
