"""What a mail looks like, whatever stands in it."""

from clkss.content.notices import rules
from datetime import datetime
from datetime import UTC
from email import message_from_bytes
from email import policy
from hypothesis import given
from hypothesis import strategies as st

import pytest


SENDER = rules.Sender("CLKSS", "clkss@example.org")
STOP = rules.Stop("Stop these mails", "https://clkss.example/unsubscribe/x")
NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
HEADERS = {
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Language",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
}


def written(subject="New", title="Night classes", name="CLKSS", language="en"):
    entry = rules.Entry(title, "https://clkss.example/permalink/1", "Good practice")
    section = rules.Section("Fishing", "https://clkss.example/repository", [entry])
    letter = rules.Letter(subject, "This is new:", [section], "Change", "https://clkss.example/my")
    mail = rules.message(
        "a" * 32,
        letter,
        SENDER._replace(name=name),
        "ana@example.org",
        "https://clkss.example",
        language,
        NOW,
        STOP,
    )
    return message_from_bytes(mail.as_bytes(), policy=policy.default)


def text(part):
    """Read a part of a mail with the line ends of Python."""
    return part.get_content().replace("\r\n", "\n")


def test_a_mail_says_who_sends_it_what_it_is_and_how_to_stop_it():
    mail = written()
    assert mail["From"] == "CLKSS <clkss@example.org>"
    assert mail["To"] == "ana@example.org"
    assert mail["Message-ID"] == f"<{'a' * 32}@clkss.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<https://clkss.example/unsubscribe/x>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = mail.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert "* Night classes\n  Good practice\n  https://clkss.example/permalink/1" in (text(plain))
    assert '<a href="https://clkss.example/permalink/1">Night classes</a>' in text(html)
    assert "Stop these mails" in text(plain)


@given(subject=st.text(), title=st.text(min_size=1), name=st.text(max_size=80))
def test_no_text_adds_a_header_or_markup(subject, title, name):
    mail = written(subject, title, name)
    assert set(mail.keys()) == HEADERS
    assert len(mail.keys()) == len(HEADERS)
    assert mail["From"].addresses[0].addr_spec == "clkss@example.org"
    plain, html = mail.iter_parts()
    content = text(html)
    assert content.count("<a ") == 4
    assert content.count("<li>") == 1
    assert text(plain).count("\n* ") == 1


@pytest.mark.parametrize(
    "subject", ["Hello\r\nBcc: eve@example.org", "Hello\nBcc: eve@example.org", "a\u2028Bcc: x"]
)
def test_a_title_with_line_breaks_stays_in_its_line(subject):
    mail = written(subject)
    assert mail["Bcc"] is None
    assert "Bcc:" in mail["Subject"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        "ana",
        "ana@example.org\nBcc: eve@example.org",
        "ana@example.org, eve@example.org",
        "<ana@example.org>",
        "ana@example.org ",
        "ana@@example.org",
        "ana@exa mple.org",
        "a" * 65 + "@example.org",
    ],
)
def test_what_is_no_address_gets_no_mail(address):
    assert not rules.is_address(address)


@pytest.mark.parametrize("address", ["ana@example.org", "a.b+c@sub.example.ph", "o'neil@x.io"])
def test_addresses_of_people(address):
    assert rules.is_address(address)


class TestTheLink:
    def test_its_holder_is_known(self):
        token = rules.stop_token("secret", "a" * 32)
        assert rules.mail_of(["new", "secret"], token) == "a" * 32

    def test_another_sites_is_not(self):
        assert rules.mail_of(["other"], rules.stop_token("secret", "a" * 32)) is None

    @given(
        st.one_of(st.none(), st.text(), st.binary(), st.from_regex(r"[0-9a-f]{32}\.[0-9a-f]{32}"))
    )
    def test_none_can_be_made_up(self, token):
        assert rules.mail_of(["secret"], token) is None

    def test_it_is_good_for_one_mail(self):
        token = rules.stop_token("secret", "a" * 32)
        assert rules.mail_of(["secret"], "b" * 32 + token[32:]) is None
