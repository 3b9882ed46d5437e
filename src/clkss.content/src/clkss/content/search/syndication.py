"""A list as a feed: RSS 2.0 and Atom (RFC 4287). Standard library only."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from typing import NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

import re


ATOM = "http://www.w3.org/2005/Atom"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Entry(NamedTuple):
    """One thing in a feed."""

    uid: str
    title: str
    summary: str
    address: str
    published: datetime | None
    changed: datetime
    labels: Sequence[tuple[str, str]] = ()
    """Tokens and titles of what it is, and what it is about."""


class Feed(NamedTuple):
    """What is known of the list itself."""

    title: str
    description: str
    publisher: str
    address: str
    """The page that shows the same."""
    own_address: str
    """The feed."""
    language: str
    changed: datetime
    """When it has no entries: since when it is so."""


def identity(uid: str) -> str:
    """Name a thing for good, wherever it lies and however the site is called.

    :param uid: its UID, 32 digits.
    """
    return UUID(uid).urn


def text(value: str) -> str:
    """Make a text fit to stand in XML.

    :param value: any text.
    """
    return escape(_NOT_XML.sub("", value))


def attribute(value: str) -> str:
    """Make a text fit to stand as an attribute, with its quotation marks.

    :param value: any text.
    """
    return quoteattr(_NOT_XML.sub("", value))


def last_change(feed: Feed, entries: Iterable[Entry]) -> datetime:
    """Say when a feed changed last.

    :param feed: the feed.
    :param entries: its entries.
    """
    return max((entry.changed for entry in entries), default=feed.changed)


def rss(feed: Feed, entries: Sequence[Entry]) -> str:
    """Write RSS 2.0.

    :param feed: the feed.
    :param entries: its entries, the newest first.
    """
    own = f'href={attribute(feed.own_address)} rel="self" type="application/rss+xml"'
    parts = [
        DECLARATION,
        f'<rss version="2.0" xmlns:atom="{ATOM}">\n<channel>\n',
        f"<title>{text(feed.title)}</title>\n",
        f"<link>{text(feed.address)}</link>\n",
        f"<description>{text(feed.description)}</description>\n",
        f"<language>{text(feed.language)}</language>\n",
        f"<lastBuildDate>{_mail_date(last_change(feed, entries))}</lastBuildDate>\n",
        f"<atom:link {own} />\n",
    ]
    for entry in entries:
        parts += [
            "<item>\n",
            f"<title>{text(entry.title)}</title>\n",
            f"<link>{text(entry.address)}</link>\n",
            f'<guid isPermaLink="false">{identity(entry.uid)}</guid>\n',
            f"<description>{text(text(entry.summary))}</description>\n",
            *(f"<category>{text(title)}</category>\n" for _token, title in entry.labels),
        ]
        if entry.published:
            parts.append(f"<pubDate>{_mail_date(entry.published)}</pubDate>\n")
        parts.append("</item>\n")
    parts.append("</channel>\n</rss>\n")
    return "".join(parts)


def atom(feed: Feed, entries: Sequence[Entry]) -> str:
    """Write Atom.

    :param feed: the feed.
    :param entries: its entries, the newest first.
    """
    parts = [
        DECLARATION,
        f'<feed xmlns="{ATOM}" xml:lang={attribute(feed.language)}>\n',
        f"<id>{text(feed.own_address)}</id>\n",
        f"<title>{text(feed.title)}</title>\n",
        f"<subtitle>{text(feed.description)}</subtitle>\n",
        f"<updated>{_date(last_change(feed, entries))}</updated>\n",
        f"<author><name>{text(feed.publisher)}</name></author>\n",
        f'<link href={attribute(feed.address)} rel="alternate" type="text/html" />\n',
        f'<link href={attribute(feed.own_address)} rel="self" type="application/atom+xml" />\n',
    ]
    for entry in entries:
        parts += [
            "<entry>\n",
            f"<id>{identity(entry.uid)}</id>\n",
            f"<title>{text(entry.title)}</title>\n",
            f'<link href={attribute(entry.address)} rel="alternate" type="text/html" />\n',
            f"<updated>{_date(entry.changed)}</updated>\n",
        ]
        if entry.published:
            parts.append(f"<published>{_date(entry.published)}</published>\n")
        parts += [
            f"<summary>{text(entry.summary)}</summary>\n",
            *(
                f"<category term={attribute(token)} label={attribute(title)} />\n"
                for token, title in entry.labels
            ),
            "</entry>\n",
        ]
    parts.append("</feed>\n")
    return "".join(parts)


def _date(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _mail_date(when: datetime) -> str:
    return format_datetime(when.astimezone(UTC).replace(microsecond=0), usegmt=True)
