"""Terms in the texts of knowledge lead to the glossary, each once on a page."""

from clkss.content.knowledge.interfaces import ILinker
from clkss.content.repository.glossary import rules
from clkss.content.repository.glossary.table import glossary
from functools import cached_property
from markupsafe import escape
from markupsafe import Markup
from plone import api
from zope.interface import implementer


TERM = Markup('<a class="clkss-term" href="%s" title="%s">%s</a>')


@implementer(ILinker)
class Linker:
    """Turns texts into HTML, in the order in which they stand on the page.

    :param item: the item that is read; its own names are no links on its page.
    :param request: the request.
    """

    def __init__(self, item, request):
        self.request = request
        own = self.names.by_uid.get(item.UID())
        self.used = set() if own is None else {own}

    @cached_property
    def names(self):
        """The names of the terms that everybody may read."""
        return glossary().names

    def __call__(self, text):
        """Give a text as HTML; only links are added to it.

        :param text: plain text.
        """
        pieces = self.names.pieces(text, self.used)
        return Markup("").join(self._drawn(piece) for piece in pieces)

    def _drawn(self, piece):
        if piece.entry is None:
            return escape(piece.text)
        entry = self.names.entries[piece.entry]
        url = self.request.physicalPathToURL(entry.path)
        language = self.request.get("LANGUAGE") or api.portal.get_current_language() or "en"
        return TERM % (url, rules.hint(entry.meaning(language.partition("-")[0])), piece.text)
