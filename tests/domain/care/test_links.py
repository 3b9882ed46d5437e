"""Which addresses may be asked, and when a link counts as broken."""

from clkss.content.care.links import rules
from clkss.content.care.links.rules import Answer
from clkss.content.care.links.rules import History
from clkss.content.care.links.rules import Outcome
from hypothesis import given
from hypothesis import strategies as st

import ipaddress
import pytest


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("See https://ilo.org/ipec.", ["https://ilo.org/ipec"]),
            ("HTTPS://ILO.org", ["https://ilo.org/"]),
            ("(https://ilo.org/a_(b))", ["https://ilo.org/a_(b)"]),
            ("<a href='https://ilo.org/a?b=1&c=2#d'>", ["https://ilo.org/a?b=1&c=2"]),
            ("http://a.ph:80/x http://a.ph/x", ["http://a.ph/x"]),
            ("http://a.ph:8080/x", ["http://a.ph:8080/x"]),
            ("ftp://a.ph/x mailto:ana@a.ph javascript:alert(1)", []),
            ("http:// https://", []),
            ("http://[::1]/", ["http://[::1]/"]),
            ("http://a.ph:99999/", []),
        ],
    )
    def test_each_address_once_in_one_form(self, text, found):
        assert rules.addresses_in(text) == found

    @given(st.text(max_size=300))
    def test_whatever_is_found_has_one_form(self, text):
        for url in rules.addresses_in(f"https://{text} http://{text}"):
            assert rules.normal(url) == url


class TestParts:
    def test_an_address_of_the_web(self):
        assert rules.parts_of("https://www.dole.gov.ph/a?b=c") == (
            "https",
            "www.dole.gov.ph",
            443,
            "/a?b=c",
        )

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://ilo.org/",
            "file:///etc/passwd",
            "gopher://ilo.org/",
            "https://user:secret@ilo.org/",
            "https://ilo.org@evil.example/",
            "https://[::1]/",
            "https://il o.org/",
            "https:///x",
            "//ilo.org/",
            "https://ilo.org/\r\nHost: evil.example",
            "https://under_score.example/",
        ],
    )
    def test_nothing_else_may_be_asked(self, url):
        parts = rules.parts_of(url)
        assert parts is None or ("\r" not in parts.path and "\n" not in parts.path)
        assert parts is None or parts.host == "ilo.org"


class TestHosts:
    @pytest.mark.parametrize(
        ("host", "patterns", "listed"),
        [
            ("dole.gov.ph", ["gov.ph"], True),
            ("dole.gov.ph", ["*.gov.ph"], True),
            ("gov.ph", ["gov.ph"], True),
            ("evilgov.ph", ["gov.ph"], False),
            ("gov.ph.evil.example", ["gov.ph"], False),
            ("evil.example", ["*"], True),
            ("evil.example", [], False),
            ("evil.example", ["", ".", "*."], False),
        ],
    )
    def test_a_name_lists_what_is_below_it(self, host, patterns, listed):
        assert rules.is_listed(host, patterns) is listed


class TestPublic:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:0:7f00:1::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001:db8::1",
            "localhost",
            "",
        ],
    )
    def test_no_private_address_passes(self, address):
        assert not rules.is_public(address)

    @pytest.mark.parametrize("address", ["8.8.8.8", "203.177.1.1", "2606:4700::1111"])
    def test_public_ones_do(self, address):
        assert rules.is_public(address)

    @given(st.ip_addresses(v=4))
    def test_what_is_private_is_private_in_every_disguise(self, ip):
        if not rules.is_public(str(ip)):
            number = int(ip)
            for network in ("::ffff:0:0", "64:ff9b::", "::"):
                disguised = ipaddress.IPv6Address(int(ipaddress.IPv6Address(network)) + number)
                assert not rules.is_public(str(disguised))


class TestBroken:
    def after(self, *asked):
        history, moment = History(), 0.0
        for days, answer in asked:
            moment = days * rules.DAY
            history = rules.follow(history, answer, moment)
        return rules.is_broken(history.failures, history.first_failed, moment)

    failing = Answer(Outcome.FAILS)
    working = Answer(Outcome.WORKS)

    def test_three_failures_over_three_days(self):
        assert self.after((0, self.failing), (1, self.failing), (3, self.failing))

    def test_not_two_however_far_apart(self):
        assert not self.after((0, self.failing), (30, self.failing))

    def test_not_three_within_two_days(self):
        assert not self.after((0, self.failing), (1, self.failing), (2, self.failing))

    def test_not_after_it_worked_in_between(self):
        asked = ((0, self.failing), (1, self.working), (2, self.failing), (4, self.failing))
        assert not self.after(*asked)

    @given(st.lists(st.sampled_from(list(Outcome)), max_size=30))
    def test_whatever_happened_one_answer_mends_it(self, outcomes):
        asked = [(day, Answer(outcome)) for day, outcome in enumerate(outcomes)]
        assert not self.after(*asked, (len(asked), self.working))

    @given(st.lists(st.sampled_from(list(Outcome)), min_size=1, max_size=30))
    def test_it_is_always_asked_again(self, outcomes):
        history = History()
        for day, outcome in enumerate(outcomes):
            history = rules.follow(history, Answer(outcome), day * rules.DAY)
            assert history.due > day * rules.DAY

    @pytest.mark.parametrize(
        ("status", "outcome"),
        [
            (200, Outcome.WORKS),
            (204, Outcome.WORKS),
            (304, Outcome.WORKS),
            (403, Outcome.GUARDED),
            (429, Outcome.GUARDED),
            (404, Outcome.FAILS),
            (410, Outcome.FAILS),
            (500, Outcome.FAILS),
            (503, Outcome.FAILS),
        ],
    )
    def test_what_a_status_means(self, status, outcome):
        assert rules.judge(status).outcome is outcome


class TestChoosing:
    hosts = st.sampled_from(["a.ph", "b.ph", "c.ph", "d.ph"])

    @given(st.lists(st.tuples(st.text(), hosts)), st.sets(hosts), st.integers(0, 10))
    def test_no_host_twice_and_none_that_rests(self, due, resting, most):
        chosen = rules.one_of_each_host(due, resting, most)
        hosts = [host for _name, host in chosen]
        assert len(hosts) == len(set(hosts)) <= most
        assert not resting & set(hosts)
        if most >= 4:
            assert set(hosts) == {host for _name, host in due} - resting
