"""What counts as use, and how it is said.

Sources: product.md, part 3, 4; security.md, part 4, sentence 9 (reading may write use counts). What
is read of a request to decide is not kept: neither address nor program nor person.
"""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from typing import NamedTuple

import hashlib
import re
import secrets


READ = "read"
TAKEN = "taken"
KINDS = (READ, TAKEN)
"""An item's page was opened; a file in an item was downloaded."""

UNKNOWN = ""
"""Region of a reader of whom no place is known."""

BOTS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "archiv",
    "scan",
    "monitor",
    "uptime",
    "pingdom",
    "preview",
    "facebookexternalhit",
    "whatsapp",
    "telegram",
    "embedly",
    "feed",
    "fetch",
    "harvest",
    "headless",
    "phantom",
    "lighthouse",
    "pagespeed",
    "validator",
    "linkcheck",
    "curl",
    "wget",
    "libwww",
    "python",
    "java/",
    "okhttp",
    "go-http",
    "ruby",
    "perl",
    "php/",
    "axios",
    "node",
    "scrapy",
    "http-client",
    "httpclient",
)
"""What programs that are not read by people call themselves, in part."""

AGAIN = 30 * 60
"""Seconds within which the same browser reading the same thing is one use."""

MOST_REMEMBERED = 20_000
"""Uses that a process remembers to tell them from new ones."""

_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_FROM_START = re.compile(r"bytes=0-\d*", re.ASCII)


class Use(NamedTuple):
    """A use, as it is counted.

    :param item: UID of the item.
    :param day: ISO date.
    :param kind: one of :data:`KINDS`.
    :param region: code of a region, or :data:`UNKNOWN`.
    """

    item: str
    day: str
    kind: str
    region: str


def is_uid(value: object) -> bool:
    """Say whether something can be the UID of an item.

    :param value: whatever came.
    """
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def is_person(method: str, headers: Mapping[str, str]) -> bool:
    """Say whether a request looks as if a person opened something.

    :param method: of the request.
    :param headers: its headers, by names in lower case; those that did not come are empty.
    """
    if method != "GET":
        return False
    program = headers.get("user-agent", "").lower()
    if not program or any(word in program for word in BOTS):
        return False
    purposes = (headers.get(name, "").lower() for name in ("sec-purpose", "purpose", "x-moz"))
    if any("prefetch" in purpose or "preview" in purpose for purpose in purposes):
        return False
    return headers.get("sec-fetch-site", "").lower() != "cross-site"


def is_whole(status: int, requested: str) -> bool:
    """Say whether an answer begins a download, and is not a later piece of one.

    :param status: of the answer.
    :param requested: the header ``Range``; may be empty.
    """
    if status == 200:
        return True
    return status == 206 and _FROM_START.fullmatch(requested.replace(" ", "")) is not None


class Seen:
    """Remembers for a while, in memory alone, what was just used by the same browser.

    It keeps digests under a secret that dies with the process, so they say nothing to anybody.
    """

    def __init__(self):
        self._secret = secrets.token_bytes(32)
        self._times: OrderedDict[bytes, float] = OrderedDict()

    def is_new(self, now: float, *what: str) -> bool:
        """Say whether this was not used by the same browser a moment ago, and remember it.

        :param now: seconds since the epoch.
        :param what: address and program of the reader, the item, the kind of use.
        """
        digest = hashlib.blake2b("\0".join(what).encode(), key=self._secret, digest_size=16)
        key = digest.digest()
        before = self._times.pop(key, None)
        self._times[key] = now
        while len(self._times) > MOST_REMEMBERED:
            self._times.popitem(last=False)
        return before is None or now - before > AGAIN


def since(today: date, days: int) -> str:
    """Give the first of so many days, the last of which is today.

    :param today: the day.
    :param days: how many.
    """
    return (today - timedelta(days=days - 1)).isoformat()
