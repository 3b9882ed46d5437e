"""Where the words stand that neither title nor summary of a result holds.

The catalog does not keep texts, so the item is woken for it, but only then.
"""

from Acquisition import aq_base
from clkss.content.search import words
from clkss.content.texts import kept
from clkss.content.texts.rules import window
from html import unescape
from plone.dexterity.schema import SCHEMA_CACHE
from typing import NamedTuple
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine

import re


MOST_LOOKED_THROUGH = 2_000_000
"""Characters of files that are looked through for one page of results."""

_TAG = re.compile(r"<[^>]*>")


class Passage(NamedTuple):
    """A part of a text with the words in it."""

    pieces: list[words.Piece]
    file: str
    """Title of the file that it is from; empty when the item itself says it."""


class Passages:
    """Looks for words in items, for one page of results.

    :param terms: from :func:`clkss.content.search.words.terms`.
    """

    def __init__(self, terms):
        self.terms = terms
        self._words = [
            words.folded(word) for term in terms for word in term.words if not term.minus
        ]
        self._names = {}
        self._left = MOST_LOOKED_THROUGH

    def find(self, brain) -> Passage | None:
        """Look in the texts of an item, then in those of its files.

        :param brain: its record in the catalog.
        """
        item = brain._unrestrictedGetObject()
        stored = aq_base(item).__dict__
        for name in self._text_fields(brain.portal_type):
            pieces = self._pieces(_plain(stored.get(name)))
            if pieces:
                return Passage(pieces, "")
        for title, text in kept.passages(item):
            if self._left <= 0:
                break
            self._left -= len(text)
            pieces = self._pieces(window(text, self._words))
            if pieces:
                return Passage(pieces, title)
        return None

    def _pieces(self, text):
        pieces = words.snippet(text, self.terms) if text else ()
        return pieces if any(piece.marked for piece in pieces) else None

    def _text_fields(self, portal_type):
        names = self._names.get(portal_type)
        if names is None:
            names = self._names[portal_type] = _text_fields(portal_type)
        return names


def _text_fields(portal_type):
    """Name the texts that a reader of the item sees: its own, and the page of news and events."""
    schema = SCHEMA_CACHE.get(portal_type)
    own = [
        name
        for name, field in (getFieldsInOrder(schema) if schema is not None else ())
        if IText.providedBy(field) and not ITextLine.providedBy(field)
    ]
    return [*own, "text"]


def _plain(value):
    """Give a text without markup; empty for what is none."""
    if isinstance(value, str):
        return value
    raw = getattr(value, "raw", None)
    return unescape(_TAG.sub(" ", raw)) if isinstance(raw, str) else ""
