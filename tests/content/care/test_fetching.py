"""The server asks web addresses, and can be led nowhere that it must not go.

Real servers on this machine; only they are trusted, each by address and port.
"""

from clkss.content.care.links.fetching import Fetcher
from clkss.content.care.links.rules import Outcome
from clkss.content.care.links.rules import Reason
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer

import pytest
import socket
import threading


class Pages(BaseHTTPRequestHandler):
    """Answers by path: a status, a redirect, a drip of bytes."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers))
        name, _slash, rest = self.path.strip("/").partition("/")
        if name in ("to", "circle"):
            self.send_response(302)
            self.send_header("Location", rest or self.path)
            self.end_headers()
        elif name == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with suppress(OSError):
                while not self.server.over.wait(0.1):
                    self.wfile.write(b"X-Drip: 1\r\n")
        elif name == "flood":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not self.server.over.is_set():
                    self.wfile.write(b"x" * 65536)
        else:
            self.send_response(int(name or 200))
            self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.asked = []
        server.over = threading.Event()
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


def resolver(**addresses):
    """Resolve invented names; a list is answered one after the other."""

    def resolve(host, port, **kind):
        found = addresses[host.partition(".")[0]]
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if found is None:
            raise socket.gaierror("no such host")
        family = socket.AF_INET6 if ":" in found else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (found, port))]

    return resolve


@pytest.fixture
def fetcher(server):
    """A fetcher that trusts the one server of this test."""

    def fetcher(trusted=True, hosts=("*",), deadline=10, **addresses):
        place = frozenset({("127.0.0.1", server.server_port)})
        addresses = {"good": "127.0.0.1", **addresses}
        return Fetcher(hosts, place if trusted else frozenset(), resolver(**addresses), deadline)

    return fetcher


@pytest.fixture
def url(server):
    def url(path, host="good.example", scheme="http"):
        return f"{scheme}://{host}:{server.server_port}/{path}"

    return url


class TestAsking:
    @pytest.mark.parametrize(
        ("path", "outcome", "status"),
        [
            ("200", Outcome.WORKS, 200),
            ("404", Outcome.FAILS, 404),
            ("403", Outcome.GUARDED, 403),
            ("500", Outcome.FAILS, 500),
        ],
    )
    def test_what_the_server_says(self, fetcher, url, path, outcome, status):
        answer = fetcher().ask(url(path))
        assert (answer.outcome, answer.status) == (outcome, status)

    def test_it_says_who_asks_and_for_which_host(self, fetcher, url, server):
        fetcher().ask(url("200/a%20b?c=ñ"))
        ((path, headers),) = server.asked
        assert path == "/200/a%20b?c=%C3%B1"
        assert headers["User-Agent"] == "CLKSS link check"
        assert headers["Host"] == f"good.example:{server.server_port}"
        assert "Cookie" not in headers
        assert "Referer" not in headers

    def test_it_follows_redirects(self, fetcher, url, server):
        assert fetcher().ask(url(f"to/{url('200')}")).outcome is Outcome.WORKS
        assert fetcher().ask(url("to//404")).status == 404

    def test_not_in_circles(self, fetcher, url, server):
        answer = fetcher().ask(url("circle"))
        assert (answer.outcome, answer.reason) == (Outcome.FAILS, Reason.REDIRECTS)
        assert len(server.asked) == 6

    def test_a_name_that_is_gone(self, fetcher, url):
        answer = fetcher(gone=None).ask(url("200", "gone.example"))
        assert (answer.outcome, answer.reason) == (Outcome.FAILS, Reason.NO_HOST)

    def test_nobody_listens(self, fetcher, url, server):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        place = frozenset({("127.0.0.1", port)})
        fetcher = Fetcher(["*"], place, resolver(good="127.0.0.1"))
        answer = fetcher.ask(f"http://good.example:{port}/")
        assert (answer.outcome, answer.reason) == (Outcome.FAILS, Reason.NO_ANSWER)

    def test_a_server_that_does_not_speak_https(self, fetcher, url):
        answer = fetcher().ask(url("200", scheme="https"))
        assert (answer.outcome, answer.reason) == (Outcome.FAILS, Reason.UNSAFE)


class TestLimits:
    def test_a_server_that_drips_is_left_at_the_deadline(self, fetcher, url):
        answer = fetcher(deadline=0.7).ask(url("drip"))
        assert (answer.outcome, answer.reason) == (Outcome.FAILS, Reason.TOO_SLOW)

    def test_nothing_of_a_flood_is_read(self, fetcher, url, server):
        assert fetcher().ask(url("flood")).outcome is Outcome.WORKS


class TestWhereItDoesNotGo:
    def refused(self, answer, server, reason):
        assert answer.outcome is not Outcome.WORKS
        assert answer.reason is reason
        assert server.asked == []

    @pytest.mark.parametrize(
        "address",
        ["127.0.0.1", "10.0.0.7", "169.254.169.254", "192.168.0.1", "::1", "fd00::1"],
    )
    def test_not_to_a_private_address(self, fetcher, url, server, address):
        answer = fetcher(trusted=False, bad=address).ask(url("200", "bad.example"))
        self.refused(answer, server, Reason.PRIVATE)

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "0x7f.1", "2130706433", "127.1", "localhost", "localhost."]
    )
    def test_not_by_a_number_in_any_notation(self, url, server, host):
        answer = Fetcher(["*"], deadline=5).ask(url("200", host))
        assert answer.outcome is not Outcome.WORKS
        assert server.asked == []

    def test_not_when_one_of_several_addresses_is_private(self, fetcher, url, server):
        def both(host, port, **kind):
            public, private = ("203.177.1.1", port), ("127.0.0.1", port)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", each) for each in (public, private)]

        answer = Fetcher(["*"], resolve=both).ask(f"http://bad.example:{server.server_port}/200")
        self.refused(answer, server, Reason.ODD)
        answer = Fetcher(["*"], resolve=both).ask("http://bad.example/200")
        self.refused(answer, server, Reason.PRIVATE)

    def test_a_name_that_changes_its_mind_is_asked_once(self, server, url, monkeypatch):
        """DNS rebinding: what was looked at is what is connected to."""
        asked = []

        def rebinding(host, port, **kind):
            asked.append(host)
            address = "203.177.1.1" if len(asked) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        connected = []

        def connect(place, **options):
            connected.append(place)
            raise OSError("unreachable")

        monkeypatch.setattr(socket, "create_connection", connect)
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        answer = Fetcher(["*"], resolve=rebinding).ask("http://rebinding.example/")
        assert answer.outcome is Outcome.FAILS
        assert asked == ["rebinding.example"]
        assert connected == [("203.177.1.1", 80)]

    @pytest.mark.parametrize(
        "target",
        [
            "http://bad.example/secret",
            "https://bad.example/secret",
            "http://10.0.0.7/",
            "http://169.254.169.254/latest/meta-data/",
            "file:///etc/passwd",
            "ftp://good.example/",
            "gopher://good.example/",
            "http://user:secret@good.example/",
        ],
    )
    def test_not_by_a_redirect(self, fetcher, url, server, target):
        def resolve(host, port, **kind):
            address = {"good.example": "127.0.0.1", "bad.example": "192.168.0.9"}.get(host, host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        place = frozenset({("127.0.0.1", server.server_port)})
        answer = Fetcher(["*"], place, resolve).ask(url(f"to/{target}"))
        assert answer.outcome is not Outcome.WORKS
        assert answer.reason in (Reason.PRIVATE, Reason.ODD)
        assert [path for path, _headers in server.asked] == [f"/to/{target}"]

    def test_not_to_a_host_that_is_not_listed(self, fetcher, url, server):
        answer = fetcher(hosts=["ilo.org"]).ask(url("200"))
        assert answer.outcome is Outcome.REFUSED
        self.refused(answer, server, Reason.NOT_LISTED)

    def test_a_redirect_to_a_host_that_is_not_listed_is_no_failure(self, fetcher, url, server):
        answer = fetcher(hosts=["good.example"]).ask(url("to/http://elsewhere.example/"))
        assert (answer.outcome, answer.reason) == (Outcome.GUARDED, Reason.NOT_LISTED)
        assert len(server.asked) == 1

    def test_not_to_another_port(self, fetcher, server):
        answer = fetcher(far="203.177.1.1").ask("http://far.example:22/")
        self.refused(answer, server, Reason.ODD)
