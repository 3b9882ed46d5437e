"""The section of a page that shows what an item is related to, from both ends."""

from clkss.content.frame.drawing import Addresses
from clkss.content.frame.drawing import html
from clkss.content.knowledge import relations
from plone import api
from Products.Five.browser import BrowserView
from zope.i18n import translate


ENTRY = '<li><a href="%s">%s</a> <span class="clkss-hit-facts">%s</span></li>'


class RelatedItems(BrowserView):
    """Lists what an item names and what names it, by kind; empty when there is nothing."""

    def groups(self):
        """Return the kinds with their items, as far as the reader may see them."""
        types = api.portal.get_tool("portal_types")
        groups = {}
        for brain in relations.related(self.context):
            groups.setdefault(brain.portal_type, []).append(brain)
        return [
            {
                "title": translate(types.getTypeInfo(name).Title(), context=self.request),
                "brains": brains,
            }
            for name, brains in groups.items()
            if types.getTypeInfo(name) is not None
        ]

    def drawn(self) -> str:
        """Draw the items, kind by kind; empty when there are none."""
        address = Addresses(api.portal.get()).of
        return "".join(
            ENTRY % (html(address(brain.getPath())), html(brain.Title), html(group["title"]))
            for group in self.groups()
            for brain in group["brains"]
        )
