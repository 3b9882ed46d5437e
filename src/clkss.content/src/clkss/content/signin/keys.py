"""Secrets of the site that this room uses."""

from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken
from cryptography.fernet import MultiFernet
from hashlib import sha256
from plone.keyring.interfaces import IKeyManager
from plone.keyring.keyring import Keyring
from zope.component import getUtility
from zope.component import queryUtility

import base64
import hmac


RING = "clkss.signin"
"""A ring of our own: it is not rotated when the keys of forms or sessions are."""


def install():
    """Make the ring of keys; leave one that is there."""
    manager = getUtility(IKeyManager)
    if RING not in manager:
        manager[RING] = Keyring(5)
        manager[RING].fill()


def keys():
    """Return the secrets that are accepted, the one to use first; none outside of a site."""
    manager = queryUtility(IKeyManager)
    if manager is None or RING not in manager:
        return []
    return [key for key in manager[RING] if key]


def digest(*parts):
    """Give a name to something that nobody can turn back.

    :param parts: what is named; the first says for what purpose.
    """
    return digests(*parts)[0]


def digests(*parts):
    """Give all names that something may have, by each of the secrets that are accepted.

    :param parts: what is named; the first says for what purpose.
    :returns: list, the name to use first.
    """
    text = "\0".join(("clkss signin 1", *parts)).encode("utf-8", "replace")
    return [hmac.new(key.encode(), text, sha256).hexdigest() for key in keys() or [""]]


def seal(text):
    """Encrypt a text with the key of the site.

    :param text: the text.
    """
    return _box().encrypt(text.encode()).decode()


def unseal(value, age=None):
    """Decrypt what :func:`seal` made.

    :param value: what was sealed, or anything.
    :param age: seconds after which it is worth nothing any more.
    :returns: the text; ``None`` when this site did not seal it, or too long ago.
    """
    try:
        return _box().decrypt(value.encode(), ttl=age).decode()
    except (InvalidToken, ValueError, AttributeError):
        return None


def _box():
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(sha256(f"clkss seal 1\0{key}".encode()).digest()))
            for key in keys()
        ]
    )
