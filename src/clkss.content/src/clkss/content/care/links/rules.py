"""Links: which may be asked, what an answer is worth, when one counts as broken.

Source: security.md, part 4, sentence 14: the server fetches nothing but through an allow-list, and
nothing from a private address, after resolution and after each redirect.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.parse import urlunsplit

import ipaddress
import re


DAY = 24 * 3600

LONGEST = 1_000
"""Longest address that is kept."""

MOST_OF_ITEM = 100
"""Addresses of one item that are kept."""

PORTS = {"http": 80, "https": 443}
"""Schemes that are asked, each at its own port only."""

ANY = "*"
"""In the list of hosts: every host with a public address."""

FAILURES = 3
"""Failures in a row after which a link may count as broken."""

SPAN = 3 * DAY
"""Seconds that must lie between the first and the last of them."""

AFTER_WORKING = 14 * DAY
AFTER_FAILING = DAY
AFTER_REFUSAL = 30 * DAY
"""Seconds until a link is asked again."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’{}|\\^`]+", re.IGNORECASE)
_TRAILING = ".,;:!?*_"
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)

# Addresses that lead on to other ones, among them private ones.
_CARRIERS = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)


class Outcome(StrEnum):
    """What became of asking."""

    WORKS = "works"
    FAILS = "fails"
    GUARDED = "guarded"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a link fails, or was not asked."""

    NONE = ""
    STATUS = "status"
    NO_HOST = "no-host"
    NO_ANSWER = "no-answer"
    TOO_SLOW = "too-slow"
    UNSAFE = "unsafe"
    PRIVATE = "private"
    REDIRECTS = "redirects"
    NOT_LISTED = "not-listed"
    ODD = "odd"


class Answer(NamedTuple):
    """What asking brought.

    :param outcome: what became of it.
    :param reason: why not.
    :param status: the last status, 0 when there was none.
    """

    outcome: Outcome
    reason: Reason = Reason.NONE
    status: int = 0


class History(NamedTuple):
    """What is known of a link from before.

    :param failures: how often in a row it failed.
    :param first_failed: when the first of these failures was, 0 when there is none.
    :param due: when to ask again.
    """

    failures: int = 0
    first_failed: float = 0.0
    due: float = 0.0


class Address(NamedTuple):
    """An address that may be asked, in its parts."""

    scheme: str
    host: str
    port: int
    path: str


def addresses_in(text: str) -> list[str]:
    """Find the addresses in a text, each once, in a form in which equal ones are equal.

    :param text: any text; an address alone, too.
    """
    found = []
    for match in _ADDRESS.findall(text):
        url = match.rstrip(_TRAILING)
        while url.endswith((")", "]")) and url.count("(") + url.count("[") < url.count(
            ")"
        ) + url.count("]"):
            url = url[:-1].rstrip(_TRAILING)
        kept = normal(url)
        if kept is not None and kept not in found:
            found.append(kept)
    return found[:MOST_OF_ITEM]


def normal(url: str) -> str | None:
    """Bring an address into one form: scheme and host in small letters, no fragment.

    :param url: an address.
    :returns: nothing when it is none of the web.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    place = host if port in (None, PORTS[scheme]) else f"{host}:{port}"
    if parts.username is not None:
        place = f"{parts.netloc.rpartition('@')[0]}@{place}"
    kept = urlunsplit((scheme, place, parts.path or "/", parts.query, ""))
    return kept if len(kept) <= LONGEST else None


def host_of(url: str) -> str:
    """Give the host of an address; nothing when it has none.

    :param url: an address.
    """
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def parts_of(url: str) -> Address | None:
    """Take an address apart that may be asked.

    There is no password in it, and its host has a name of letters, digits, dots and hyphens.

    :param url: an address.
    :returns: nothing when it may not be asked.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in PORTS or parts.username is not None or parts.password is not None:
        return None
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    if _HOST.fullmatch(host) is None:
        return None
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    if any(ord(letter) < 33 or ord(letter) == 127 for letter in path):
        return None
    return Address(scheme, host, port or PORTS[scheme], path)


def is_listed(host: str, patterns: Iterable[str]) -> bool:
    """Say whether a host is on the list of those that may be asked.

    :param host: the host, in small letters.
    :param patterns: ``ilo.org`` for the host and all below it, or :data:`ANY`.
    """
    for pattern in patterns:
        name = pattern.strip().lower().removeprefix("*.").strip(".")
        if pattern.strip() == ANY or (name and (host == name or host.endswith(f".{name}"))):
            return True
    return False


def is_public(address: str) -> bool:
    """Say whether a network address is one of the public network.

    :param address: an IPv4 or IPv6 address.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6:
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _CARRIERS):
            return False
    return (
        ip.is_global
        and not ip.is_multicast
        and not ip.is_reserved
        and not ip.is_unspecified
        and not ip.is_loopback
        and not ip.is_link_local
        and not ip.is_private
    )


def judge(status: int) -> Answer:
    """Say what a status means for readers who follow the link.

    A page that keeps programs away may well work for people.

    :param status: the status of an answer that leads nowhere else.
    """
    if 200 <= status < 400:
        return Answer(Outcome.WORKS, Reason.NONE, status)
    if status in (401, 402, 403, 405, 406, 407, 429, 451, 999):
        return Answer(Outcome.GUARDED, Reason.STATUS, status)
    return Answer(Outcome.FAILS, Reason.STATUS, status)


def follow(before: History, answer: Answer, now: float) -> History:
    """Say what is known of a link after it was asked.

    :param before: what was known.
    :param answer: what asking brought.
    :param now: seconds since the epoch.
    """
    if answer.outcome is Outcome.FAILS:
        first = before.first_failed if before.failures else now
        return History(before.failures + 1, first, now + AFTER_FAILING)
    if answer.outcome is Outcome.REFUSED:
        return before._replace(due=now + AFTER_REFUSAL)
    return History(0, 0.0, now + AFTER_WORKING)


def is_broken(failures: int, first_failed: float, checked: float) -> bool:
    """Say whether a link counts as broken.

    :param failures: how often in a row it failed.
    :param first_failed: when it failed first.
    :param checked: when it was asked last.
    """
    return failures >= FAILURES and checked - first_failed >= SPAN


def one_of_each_host(
    due: Iterable[tuple[str, str]], resting: Iterable[str], most: int
) -> list[tuple[str, str]]:
    """Choose what to ask now: no host twice, none that was asked a moment ago.

    :param due: pairs of a name and a host, the most overdue first.
    :param resting: hosts that were asked a moment ago.
    :param most: how many to choose.
    """
    taken = set(resting)
    chosen = []
    for name, host in due:
        if host not in taken and len(chosen) < most:
            taken.add(host)
            chosen.append((name, host))
    return chosen
