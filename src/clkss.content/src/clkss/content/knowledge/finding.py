"""Finding the item that a person means by an address, a UID or its exact title."""

from plone import api
from urllib.parse import unquote
from urllib.parse import urlsplit

import re
import unicodedata


MENTIONED = 3
"""How many items of the same title a sentence lists."""

_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WORDS = re.compile(r"\w+")


def is_uid(text):
    """Say whether a text has the form of a UID.

    :param text: any text.
    """
    return bool(_UID.fullmatch(text))


def brain_of(uid):
    """Give the catalog record of a UID; ``None`` where the current user may not see the item.

    Plone's own function of that kind asks nobody's permission.

    :param uid: a UID, or whatever came.
    """
    found = api.content.find(UID=uid) if isinstance(uid, str) and is_uid(uid) else ()
    return found[0] if len(found) == 1 else None


def find(text):
    """Give the UIDs of what a text may mean, as far as the current user may see it.

    :param text: a UID, an address in this site (permanent ones too), or the exact title.
    """
    if is_uid(text):
        return _uids(UID=text)
    if "/" in text and " " not in text:
        return _by_address(text)
    wanted = folded(text)
    words = " ".join(_WORDS.findall(text))
    if not words:
        return []
    brains = api.content.find(Title=f'"{words}"')
    return [brain.UID for brain in brains if folded(brain.Title) == wanted]


def _by_address(text):
    portal = api.portal.get()
    path = unquote(urlsplit(text).path).rstrip("/")
    last = path.rpartition("/")[2]
    if is_uid(last):
        return _uids(UID=last)
    if last == "view":
        path = path.removesuffix("/view")
    own = urlsplit(portal.absolute_url()).path
    base = "/".join(portal.getPhysicalPath())
    inner = path.removeprefix(own) if path.startswith(f"{own}/") else path
    return _uids(path={"query": f"{base}/{inner.strip('/')}", "depth": 0})


def _uids(**query):
    return [brain.UID for brain in api.content.find(**query) if brain.UID]


def folded(text):
    """Bring a name into the form in which names are compared.

    :param text: the name.
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
