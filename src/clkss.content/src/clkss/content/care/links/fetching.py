"""Asks a web address whether it answers, and goes nowhere that it must not go.

The name is resolved once; every address it has must be public; the connection is made to the very
address that was looked at, so that a name cannot lead elsewhere the second time. Each redirect
passes the same gate. Nothing of an answer is read but its head, and all of it has one deadline.
"""

from clkss.content.care.links import rules
from clkss.content.care.links.rules import Answer
from clkss.content.care.links.rules import Outcome
from clkss.content.care.links.rules import Reason
from collections.abc import Callable
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import quote
from urllib.parse import urljoin

import http.client
import socket
import ssl
import threading
import time


MOST_REDIRECTS = 5
DEADLINE = 15
"""Seconds for one link, redirects and all."""

MOST_PLACES = 3
"""Network addresses of one host that are tried."""

PROGRAM = "CLKSS link check"

KEPT = "/?&=%:@!$'()*+,;~-._[]"
"""What a path may hold as it is."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Stopped(Exception):
    """A link cannot be asked further.

    :param answer: what is known.
    """

    def __init__(self, answer):
        self.answer = answer


class _Pinned(http.client.HTTPConnection):
    """A connection to a network address that was looked at, in the name of a host.

    :param address: what to ask.
    :param places: pairs of network address and port, all of them looked at.
    :param until: the deadline, as ``time.monotonic`` counts.
    """

    def __init__(self, address, places, until):
        super().__init__(address.host, address.port)
        self._address = address
        self._places = places
        self._until = until

    def _left(self):
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def connect(self):
        """Connect to the first place that answers; for https, let it prove that it is the host."""
        self.sock = self._connected()
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._address.host)
            self.sock.settimeout(self._left())

    def _connected(self):
        for place in self._places[:-1]:
            with suppress(OSError):
                return socket.create_connection(place, timeout=self._left() / 2)
        return socket.create_connection(self._places[-1], timeout=self._left())

    def drop(self):
        """End it at once, also while it waits for a byte."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class Fetcher:
    """Asks web addresses.

    :param hosts: which hosts may be asked, see :func:`clkss.content.care.links.rules.is_listed`.
    :param trusted: pairs of network address and port that may be asked although they are not
        public. For tests alone, which have no other server than their own.
    :param resolve: gives the network addresses of a host and port, as ``socket.getaddrinfo`` does.
    """

    def __init__(
        self,
        hosts: Iterable[str],
        trusted: frozenset[tuple[str, int]] = frozenset(),
        resolve: Callable = socket.getaddrinfo,
        deadline: float = DEADLINE,
    ):
        self.hosts = tuple(hosts)
        self.trusted = trusted
        self.resolve = resolve
        self.deadline = deadline

    def ask(self, url: str) -> Answer:
        """Ask an address whether it answers.

        :param url: the address.
        """
        until = time.monotonic() + self.deadline
        status = 0
        try:
            for _hop in range(MOST_REDIRECTS + 1):
                address, places = self._gate(url, status)
                status, location = self._head(address, places, until)
                if status not in REDIRECTS or not location:
                    return rules.judge(status)
                url = urljoin(url, location)
            return Answer(Outcome.FAILS, Reason.REDIRECTS, status)
        except _Stopped as stopped:
            return stopped.answer
        except TimeoutError:
            return Answer(Outcome.FAILS, Reason.TOO_SLOW, status)
        except ssl.SSLError:
            return Answer(Outcome.FAILS, Reason.UNSAFE, status)
        except (OSError, http.client.HTTPException, ValueError):
            reason = Reason.TOO_SLOW if time.monotonic() >= until else Reason.NO_ANSWER
            return Answer(Outcome.FAILS, reason, status)

    def _gate(self, url, status):
        """Let nothing pass but listed hosts with public addresses only."""
        address = rules.parts_of(url)
        if address is None:
            raise _Stopped(Answer(Outcome.REFUSED, Reason.ODD, status))
        if not rules.is_listed(address.host, self.hosts):
            # Behind a redirect of a listed host: it answered, more is not ours to ask.
            outcome = Outcome.GUARDED if status else Outcome.REFUSED
            raise _Stopped(Answer(outcome, Reason.NOT_LISTED, status))
        try:
            found = self.resolve(address.host, address.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise _Stopped(Answer(Outcome.FAILS, Reason.NO_HOST, status)) from None
        found = sorted(found, key=lambda each: each[0] != socket.AF_INET)
        places = list(dict.fromkeys((each[4][0], address.port) for each in found))
        if not places:
            raise _Stopped(Answer(Outcome.FAILS, Reason.NO_HOST, status))
        for place in places:
            if place in self.trusted:
                continue
            if not rules.is_public(place[0]):
                raise _Stopped(Answer(Outcome.FAILS, Reason.PRIVATE, status))
            if address.port != rules.PORTS[address.scheme]:
                raise _Stopped(Answer(Outcome.REFUSED, Reason.ODD, status))
        return address, places[:MOST_PLACES]

    def _head(self, address, places, until):
        connection = _Pinned(address, places, until)
        watch = threading.Timer(max(0.0, until - time.monotonic()), connection.drop)
        watch.daemon = True
        watch.start()
        try:
            connection.request(
                "GET",
                quote(address.path, safe=KEPT),
                headers={
                    "User-Agent": PROGRAM,
                    "Accept": "*/*",
                    "Connection": "close",
                },
            )
            answer = connection.getresponse()
            if time.monotonic() >= until:
                raise TimeoutError
            return answer.status, answer.getheader("Location")
        finally:
            watch.cancel()
            connection.close()
