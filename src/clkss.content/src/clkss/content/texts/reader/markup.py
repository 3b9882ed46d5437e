"""HTML: what a reader would see, without scripts, styles and what is folded into templates."""

from clkss.content.texts.reader.plain import decoded
from html.parser import HTMLParser

import re


_MOST_BYTES = 20 * 1024 * 1024
_BLOCK = 1 << 16
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})
_INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|cite|code|data|dfn|em|font|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|"
    r"time|u|var|wbr"
)


def pieces(source):
    """Read a page.

    :param source: the file.
    :raises CannotRead: when it is no text.
    """
    data = source.read(_MOST_BYTES)
    named = _CHARSET.search(data[:2048])
    text = decoded(data, named[1].decode() if named else None)
    parser = _Page()
    for start in range(0, len(text), _BLOCK):
        parser.feed(text[start : start + _BLOCK])
        yield parser.taken()
    parser.close()
    yield parser.taken()


class _Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._pieces = []
        self._unseen = []

    def taken(self):
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    def handle_starttag(self, tag, attrs):
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif not _INLINE.fullmatch(tag):
            self._pieces.append("\n")

    def handle_startendtag(self, tag, attrs):
        if not _INLINE.fullmatch(tag):
            self._pieces.append("\n")

    def handle_endtag(self, tag):
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif not _INLINE.fullmatch(tag):
            self._pieces.append("\n")

    def handle_data(self, data):
        if not self._unseen:
            self._pieces.append(data)
