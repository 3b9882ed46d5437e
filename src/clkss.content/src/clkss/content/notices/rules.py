"""Mails: what they say, how they are put together, who may stop them. Standard library only."""

from clkss.content.frame import rules as frame
from collections.abc import Iterable
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

import re
import unicodedata


INSTANT = "instant"
DAILY = "daily"
WEEKLY = "weekly"

RHYTHMS = (INSTANT, DAILY, WEEKLY)
"""How often somebody is told."""

ATTEMPTS = 10
"""How often a mail is tried in all; the waits between make about seven hours."""

KEPT = 400
"""Days for which a mail's row is kept, and the link in it stops further ones."""

LONGEST_SUBJECT = 180

PURPOSE = "clkss unsubscribe 1"
SIGNATURE = 32

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
)
_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})", re.ASCII)


class State(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


class Recipient(NamedTuple):
    """To whom a mail goes.

    :param address: the mail address.
    :param language: the language that the recipient chose; empty without a choice.
    :param user: the user as whom the letter is written; None for whoever has no account.
    """

    address: str
    language: str = ""
    user: object = None


class Taken(NamedTuple):
    """What a source has gathered for a member.

    :param value: plain value that says it again; ids and tokens.
    :param site_url: address of the site as the member knows it.
    :param language: language in which the member asked.
    """

    value: object
    site_url: str
    language: str


class Entry(NamedTuple):
    """One thing that a mail names."""

    title: str
    url: str
    note: str = ""


class Section(NamedTuple):
    """Some things under a heading.

    :param more: words for the link to what is not listed; empty when all is.
    """

    title: str
    url: str
    entries: Sequence[Entry]
    more: str = ""


class Letter(NamedTuple):
    """What a mail says, in the recipient's language.

    :param lead: what comes first; an empty line begins a new paragraph.
    :param foot: why it comes, with the address at which that can be changed.
    """

    subject: str
    lead: str
    sections: Sequence[Section]
    foot: str = ""
    foot_url: str = ""


class Sender(NamedTuple):
    """From whom the site's mails come."""

    name: str
    address: str


class Stop(NamedTuple):
    """The way to stop further mails: words for the link, and its address."""

    words: str
    url: str


def one_line(text: str) -> str:
    """Make a text fit for a header: one line, nothing that cannot be seen.

    :param text: any text.
    """
    text = "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else " "
        for char in text
    )
    return " ".join(text.split())


def paragraphs(text: str) -> list[str]:
    """Part a text where there is an empty line, each part in one line.

    :param text: any text.
    """
    parts = map(one_line, text.replace("\r\n", "\n").split("\n\n"))
    return [part for part in parts if part]


def is_address(value: object) -> bool:
    """Tell whether a mail address is one, and only one, and fit for a header.

    :param value: anything.
    """
    if not isinstance(value, str) or len(value) > 254 or ".." in value:
        return False
    return _ADDRESS.fullmatch(value) is not None


def host_of(url: str) -> str:
    """Give the host of an address, fit to stand in the name of a mail.

    :param url: address of the site.
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return host if re.fullmatch(r"[a-z0-9.-]{1,253}", host) else "localhost"


def message(
    id: str,
    letter: Letter,
    sender: Sender,
    to: str,
    site_url: str,
    language: str,
    now,
    stop: Stop | None = None,
) -> EmailMessage:
    """Put a mail together: a plain part and a simple HTML part.

    :param id: id of the mail; tried again, it has the same name.
    :param letter: what it says.
    :param sender: from whom.
    :param to: to whom.
    :param site_url: address of the site.
    :param language: language of the words, as browsers know it.
    :param now: a ``datetime`` with its zone.
    :param stop: the way to stop further mails.
    :raises ValueError: an address is none.
    """
    for address in (sender.address, to):
        if not is_address(address):
            raise ValueError("not a mail address")
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT] or "–"
    mail["From"] = Address(one_line(sender.name), addr_spec=sender.address)
    mail["To"] = Address(addr_spec=to)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{id}@{host_of(site_url)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if stop is not None:
        mail["List-Unsubscribe"] = f"<{stop.url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(plain(letter, stop), cte="quoted-printable")
    mail.add_alternative(html(letter, language, stop), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = language
    return mail


def plain(letter: Letter, stop: Stop | None = None) -> str:
    """Write a letter as plain text.

    :param letter: what it says.
    :param stop: the way to stop further mails.
    """
    lines = [line for part in paragraphs(letter.lead) for line in (part, "")]
    for section in letter.sections:
        title = one_line(section.title)
        lines += [title, "=" * min(len(title), 70), ""]
        for entry in section.entries:
            lines += [f"* {one_line(entry.title)}"]
            lines += [f"  {one_line(entry.note)}"] if entry.note else []
            lines += [f"  {entry.url}", ""]
        if section.more:
            lines += [f"{one_line(section.more)}: {section.url}", ""]
    foot = [f"{one_line(letter.foot)} {letter.foot_url}".strip()] if letter.foot else []
    if stop is not None:
        foot.append(f"{one_line(stop.words)}: {stop.url}")
    lines += ["-- ", *foot] if foot else []
    return "\n".join(lines) + "\n"


def html(letter: Letter, language: str, stop: Stop | None = None) -> str:
    """Write a letter as HTML without pictures, styles or anything that is fetched.

    :param letter: what it says.
    :param language: language of the words, as browsers know it.
    :param stop: the way to stop further mails.
    """
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">',
        f"<title>{_safe(letter.subject)}</title></head><body>",
    ]
    parts += [f"<p>{_safe(part)}</p>" for part in paragraphs(letter.lead)]
    for section in letter.sections:
        parts.append(f"<h2>{_link(section.url, section.title)}</h2><ul>")
        for entry in section.entries:
            note = f"<br>{_safe(entry.note)}" if entry.note else ""
            parts.append(f"<li>{_link(entry.url, entry.title)}{note}</li>")
        parts.append("</ul>")
        if section.more:
            parts.append(f"<p>{_link(section.url, section.more)}</p>")
    parts.append("<hr>")
    if letter.foot:
        parts.append(f"<p>{_link(letter.foot_url, letter.foot)}</p>")
    if stop is not None:
        parts.append(f"<p>{_link(stop.url, stop.words)}</p>")
    return "\n".join(parts) + "\n</body></html>\n"


def _safe(text):
    return escape(one_line(text))


def _link(url, text):
    return f'<a href="{escape(url)}">{_safe(text)}</a>' if url else _safe(text)


def stop_token(secret: str, mail: str) -> str:
    """Make the part of a link that lets its holder stop what a mail came from.

    :param secret: a secret of the site.
    :param mail: id of the mail.
    """
    return f"{mail}.{frame.signature(secret, PURPOSE, mail, length=SIGNATURE)}"


def mail_of(keys: Iterable[str], token: object) -> str | None:
    """Give the mail that a link is from; None when the site did not make the link.

    :param keys: the secrets that are still accepted.
    :param token: what came with the address.
    """
    found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
    if found is None:
        return None
    genuine = frame.is_signature(keys, found[2], PURPOSE, found[1], length=SIGNATURE)
    return found[1] if genuine else None
