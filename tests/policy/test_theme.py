"""The look: its weight, its menu, its front page, what may be kept."""

from clkss.policy.theme import look
from clkss.policy.theme.front import shortened
from plone.testing.zope import Browser
from Products.statusmessages.message import Message

import base64
import gzip
import pytest
import re
import transaction


STYLESHEET = 12 * 1024
ALL = 40 * 1024


@pytest.fixture
def visitor(functional, functional_portal):
    """Nobody known."""
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Accept", "text/html")
    return browser


def test_first_visit_weighs_little(visitor, functional_portal):
    visitor.open(functional_portal.absolute_url())
    html = visitor.contents
    weights = {"html": len(gzip.compress(html.encode()))}
    for url in re.findall(r'(?:href|src)="([^"]*\+\+theme\+\+[^"]*\.(?:css|js)\?[^"]*)"', html):
        visitor.open(url)
        assert visitor.headers["Status"].startswith("200")
        weights[url] = len(gzip.compress(visitor._response.body))
    assert len(weights) == 3
    assert sum(weights.values()) <= ALL, weights
    assert max(weights.values()) <= STYLESHEET, weights


def test_files_of_the_theme_are_kept_for_ever_by_their_hash(visitor, functional_portal):
    base = functional_portal.absolute_url()
    visitor.open(f"{base}/{look.Look().stylesheet}")
    assert visitor.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    visitor.open(f"{base}/{look.PREFIX}/clkss.css")
    assert "immutable" not in visitor.headers["Cache-Control"]


def test_hash_follows_the_content(tmp_path, monkeypatch):
    monkeypatch.setattr(look, "STATIC", tmp_path)
    (tmp_path / "clkss.css").write_text("a {}")
    before = look.Look().stylesheet
    (tmp_path / "clkss.css").write_text("b {}")
    assert look.Look().stylesheet != before


def test_menu_offers_only_what_is_there(visitor, functional_portal):
    visitor.open(functional_portal.absolute_url())
    links = re.findall(r'href="([^"]+)"', visitor.contents)
    for url in {link for link in links if "++" not in link and not link.startswith("#")}:
        visitor.open(url)
        assert visitor.headers["Status"].startswith("200"), url
    assert "/about" not in links


def test_nothing_is_asked_of_other_servers(visitor, functional_portal):
    visitor.open(functional_portal.absolute_url())
    css = (look.STATIC / "clkss.css").read_text(encoding="utf-8")
    assert not re.findall(r"url\(\s*[\"']?https?:|@import", css)
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(http[^"]+)"', visitor.contents)
    assert all(url.startswith(functional_portal.absolute_url()) for url in loaded)


def test_front_page_is_plain_where_nothing_is_published(visitor, functional_portal):
    visitor.open(functional_portal.absolute_url())
    assert "Nothing is published yet" in visitor.contents
    assert visitor.contents.count("<h1") == 1


def test_page_is_answered_from_its_etag(visitor, functional_portal):
    visitor.open(functional_portal.absolute_url())
    visitor.addHeader("If-None-Match", visitor.headers["ETag"])
    visitor.open(functional_portal.absolute_url())
    assert visitor.headers["Status"].startswith("304")


def test_page_with_a_message_is_kept_by_nobody(visitor, functional_portal):
    visitor.open(functional_portal.absolute_url())
    shared = visitor.headers["ETag"]
    message = Message("Only for you", "info").encode()
    value = base64.b64encode(message).decode().strip()
    visitor.cookies.create("statusmessages", value, path="/")
    visitor.open(functional_portal.absolute_url())
    assert "Only for you" in visitor.contents
    assert visitor.headers["ETag"] != shared
    visitor.open(functional_portal.absolute_url())
    assert "Only for you" not in visitor.contents


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short.", "Short."),
        ("One two three, four", "One two three …"),
        ("", ""),
    ],
)
def test_summaries_end_at_a_word(text, short):
    assert shortened(text, 16) == short
