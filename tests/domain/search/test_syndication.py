"""A list as a feed that any reader understands, whatever people wrote."""

from clkss.content.search import syndication
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from xml.etree import ElementTree

import feedparser
import pytest


MANILA = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=MANILA)

FEED = syndication.Feed(
    title="Education",
    description="What is new.",
    publisher="CLKSS",
    address="https://clkss.example/repository?theme=education&sector=fishing",
    own_address="https://clkss.example/repository.rss?theme=education&sector=fishing",
    language="fil",
    changed=NOON,
)

CLASSES = syndication.Entry(
    uid="0123456789abcdef0123456789abcdef",
    title="Nets & <classes>",
    summary="31 of 40 came back; x < y & <b>bold</b>",
    address="https://clkss.example/practices/nets",
    published=NOON - timedelta(days=2),
    changed=NOON - timedelta(days=1),
    labels=[("GoodPractice", "Good practice"), ("education", "Education")],
)

WRITERS = pytest.mark.parametrize("write", [syndication.rss, syndication.atom])


@WRITERS
def test_a_reader_understands_it(write):
    read = feedparser.parse(write(FEED, [CLASSES]).encode("utf-8"))
    assert not read.bozo
    assert read.feed.title == "Education"
    assert read.feed.link == FEED.address
    entry = read.entries[0]
    assert entry.id == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef"
    assert entry.link == CLASSES.address
    assert entry.published_parsed[:5] == (2026, 11, 24, 4, 0)
    assert [tag.label or tag.term for tag in entry.tags] == ["Good practice", "Education"]


@WRITERS
def test_markup_that_somebody_wrote_stays_text(write):
    entry = feedparser.parse(write(FEED, [CLASSES]).encode("utf-8"), sanitize_html=False).entries[0]
    shown = entry.summary if write is syndication.atom else unescaped(entry.summary)
    assert shown == CLASSES.summary


def unescaped(html):
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@WRITERS
@given(title=st.text(), summary=st.text(), label=st.text())
def test_no_text_breaks_it(write, title, summary, label):
    entry = CLASSES._replace(title=title, summary=summary, labels=[(label, label)])
    feed = FEED._replace(title=title, description=summary, publisher=label)
    ElementTree.fromstring(write(feed, [entry]).encode("utf-8"))


@WRITERS
def test_what_was_never_published_has_no_such_date(write):
    written = write(FEED, [CLASSES._replace(published=None)])
    assert "ublished" not in written
    assert "pubDate" not in written


def test_a_feed_changed_when_its_last_entry_did():
    older = CLASSES._replace(changed=NOON - timedelta(days=9))
    assert syndication.last_change(FEED, [older, CLASSES]) == CLASSES.changed
    assert syndication.last_change(FEED, []) == NOON
    assert "<updated>2026-11-26T04:00:00Z</updated>" in syndication.atom(FEED, [])


def test_dates_are_those_of_greenwich():
    assert NOON.astimezone(UTC).hour == 4
    assert "<pubDate>Tue, 24 Nov 2026 04:00:00 GMT</pubDate>" in syndication.rss(FEED, [CLASSES])
