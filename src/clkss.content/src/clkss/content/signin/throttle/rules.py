"""How long a door stays shut after failures. Standard library only (security.md, section 4, 13)."""

from dataclasses import dataclass
from ipaddress import ip_address
from ipaddress import ip_network

import hmac
import secrets


MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Limit:
    """How many failures are free, and how the wait grows.

    :param free: failures after which the first wait begins.
    :param first: seconds of the first wait; each failure doubles it.
    :param longest: seconds of the longest wait. There is always an end: whoever is shut out by
        somebody else gets another try.
    :param forgotten: seconds without failure after which all is forgotten; a day at most.
    """

    free: int
    first: int
    longest: int
    forgotten: int

    def wait(self, count: int) -> int:
        """Say how many seconds to wait after so many failures.

        :param count: failures in a row.
        """
        if count < self.free:
            return 0
        return min(self.first * 2 ** min(count - self.free, 32), self.longest)

    def shut(self, count: int, last: float, now: float) -> bool:
        """Say whether another try is refused unseen.

        :param count: failures in a row.
        :param last: when the last one was, seconds since the epoch.
        :param now: seconds since the epoch.
        """
        return now < last + self.wait(count) and not self.over(last, now)

    def over(self, last: float, now: float) -> bool:
        """Say whether failures are forgotten.

        :param last: when the last one was, seconds since the epoch.
        :param now: seconds since the epoch.
        """
        return now >= last + self.forgotten


NAME = Limit(free=5, first=30, longest=15 * MINUTE, forgotten=DAY)
"""Failures under one name, whether or not somebody has it."""

SOURCE = Limit(free=30, first=30, longest=15 * MINUTE, forgotten=HOUR)
"""Failures from one address: a whole office or telephone network may stand behind it."""

TOTAL = Limit(free=300, first=1, longest=1, forgotten=MINUTE)
"""Failures of everybody: beyond it, one try a second from browsers that are not known."""

DEVICE = Limit(free=10, first=30, longest=15 * MINUTE, forgotten=DAY)
"""Failures in a browser in which the same person signed in before. They count for it alone, and
those of strangers do not count for it: nobody is shut out at home by somebody else."""

CODE = Limit(free=5, first=MINUTE, longest=HOUR, forgotten=DAY)
"""Wrong codes of a second factor."""

MAIL = Limit(free=3, first=HOUR, longest=HOUR, forgotten=DAY)
"""Mails for a new password that are asked for under one name."""

MAILS = Limit(free=20, first=HOUR, longest=HOUR, forgotten=DAY)
"""Mails for a new password that are asked for from one address."""

LINK = Limit(free=20, first=30, longest=15 * MINUTE, forgotten=HOUR)
"""Links to a new password from one address that were made up, used or too old."""

MOST_DEVICES = 5
"""People whose browser one browser can be."""

LONGEST_NAME = 200
"""Characters of a name that are looked at."""


def name_of(login: str) -> str:
    """Give the name under which failures are counted: spelling it otherwise gains nothing.

    :param login: what was entered.
    """
    return login.strip().casefold()[:LONGEST_NAME]


def source_of(address: str) -> str:
    """Give the source that an address stands for: all of a household's addresses of IPv6 are one.

    :param address: address of who asks.
    """
    try:
        known = ip_address(address.strip())
    except ValueError:
        return address.strip()[:LONGEST_NAME]
    if known.version == 6 and known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(known) if known.version == 4 else str(ip_network((known, 64), strict=False))


def device_mark(secret: str, login: str, nonce: str | None = None) -> str:
    """Make the mark of a browser in which somebody signed in.

    :param secret: a secret of the site.
    :param login: name of the account.
    :param nonce: the mark's own part; a new one by default.
    """
    nonce = nonce or secrets.token_hex(8)
    text = "\0".join(("clkss device 1", name_of(login), nonce))
    return nonce + hmac.new(secret.encode(), text.encode(), "sha256").hexdigest()[:32]


def device_of(keys, value: object, login: str) -> str | None:
    """Find the mark that says that somebody signed in before in a browser.

    :param keys: the secrets that are still accepted.
    :param value: what the browser sent.
    :param login: the name that is tried now.
    :returns: the mark, or ``None``.
    """
    found = None
    for mark in marks(value):
        for key in keys:
            if hmac.compare_digest(device_mark(key, login, mark[:16]), mark):
                found = mark
    return found


def marks(value: object) -> list[str]:
    """Take the marks of a browser apart.

    :param value: what the browser sent.
    """
    if not isinstance(value, str) or not value.isascii():
        return []
    return [mark for mark in value.split(".")[:MOST_DEVICES] if len(mark) == 48]
