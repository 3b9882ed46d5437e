"""The section of a page that shows what an item is related to, from both ends."""

from clkss.content.knowledge import relations
from plone import api
from Products.Five.browser import BrowserView
from zope.i18n import translate


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
