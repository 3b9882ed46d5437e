"""Where the words stand that neither title nor summary of a result holds.

The texts are those that are kept beside the catalog (:mod:`clkss.content.search.excerpts`). Only a
document of which nothing is kept, as in a site that was not brought up to date, is woken.
"""

from AccessControl import getSecurityManager
from clkss.content.search import excerpts
from clkss.content.search import words
from clkss.content.texts import kept
from clkss.content.texts.rules import window
from functools import cached_property
from typing import NamedTuple


MOST_LOOKED_THROUGH = 2_000_000
"""Characters of files that are looked through for one page of results."""


class Passage(NamedTuple):
    """A part of a text with the words in it."""

    pieces: list[words.Piece]
    file: str
    """Title of the file that it is from; empty when the item itself says it."""


class Passages:
    """Looks for words in documents, for one page of results.

    :param catalog: ``portal_catalog`` of the running request.
    :param terms: from :func:`clkss.content.search.words.terms`.
    """

    def __init__(self, catalog, terms):
        self.terms = terms
        self._catalog = catalog
        self._words = [
            words.folded(word) for term in terms for word in term.words if not term.minus
        ]
        self._left = MOST_LOOKED_THROUGH

    def find(self, card) -> Passage | None:
        """Look in the texts of a document, then in those of its files.

        :param card: :class:`clkss.content.search.cards.Card`.
        """
        found = excerpts.of(self._catalog._catalog, card.rid)
        if found is not None:
            return self._found(found.texts, self._seen(found.files))
        item = card.brain._unrestrictedGetObject()
        return self._found(excerpts.texts_of(item), kept.passages(item))

    def _found(self, texts, files):
        for text in texts:
            pieces = self._pieces(text)
            if pieces:
                return Passage(pieces, "")
        for title, text in files:
            if self._left <= 0:
                break
            self._left -= len(text)
            pieces = self._pieces(window(text, self._words))
            if pieces:
                return Passage(pieces, title)
        return None

    def _seen(self, files):
        """Give title and text of the files that whoever asks may see."""
        catalog = self._catalog._catalog
        for file in files:
            rid = catalog.uids.get(file.path)
            viewers = excerpts.of(catalog, rid) if rid is not None else None
            if viewers is not None and not self._tokens.isdisjoint(viewers.tokens):
                yield file.title, file.text.text

    @cached_property
    def _tokens(self):
        user = getSecurityManager().getUser()
        return frozenset(self._catalog._listAllowedRolesAndUsers(user))

    def _pieces(self, text):
        pieces = words.snippet(text, self.terms) if text else ()
        return pieces if any(piece.marked for piece in pieces) else None
