"""What an item still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import rules
from clkss.content.knowledge.content import IKnowledge
from clkss.content.review.interfaces import IReadiness
from zope.component import adapter
from zope.interface import implementer


COMMON = {
    "title": _("missing_title", default="Give it a title."),
    "description": _("missing_description", default="Say in short what it is about."),
    "territories": _("missing_territories", default="Name the place or the country."),
    "themes": _("missing_themes", default="Choose at least one theme."),
    "image_alt": _("missing_image_alt", default="Say what the picture shows."),
}


@implementer(IReadiness)
@adapter(IKnowledge)
class Readiness:
    """Says what an item lacks.

    The adapter of a type names the fields that are ``needed``, in the order of its form, and says
    for each of its own what to write there: ``messages``.

    :param item: the item.
    """

    needed: tuple[str, ...] = ("title", "description", "territories", "themes")
    messages = COMMON

    def __init__(self, item):
        self.item = item

    def values(self):
        """Give the fields that count, by name."""
        names = {*self.needed, "countries", "source", "image", "image_alt"}
        return {name: getattr(self.item, name, None) for name in names}

    def lacking(self):
        """Name the fields that lack something."""
        return rules.missing(self.values(), self.needed)

    def missing(self):
        """List what is missing, as pairs of a field and a message."""
        return [(name, self.messages[name]) for name in self.lacking()]
