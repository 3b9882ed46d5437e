"""What the pages of services and partners have in common: how to reach them."""

from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.repository.contacts import rules
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


CORRECT = "clkss: Correct Contact"


class ReachableView(KnowledgeView):
    """The page of somebody who can be reached; the contact stands in a box of its own.

    The view of a type names further lines of the box: ``box_lines``, pairs of a field and a title.
    """

    box = ViewPageTemplateFile("templates/box.pt")
    box_lines: tuple[tuple[str, str], ...] = ()

    def contact(self):
        """Leave out the section that pages without a box have."""
        return []

    def sections(self):
        """Draw the box."""
        return [self.box()] if self.is_reachable() else []

    def phones(self) -> list[dict]:
        """List the telephone numbers with what a telephone dials."""
        return [{"text": text, "url": url} for text, url in rules.numbers(self.context.phone)]

    def box_entries(self) -> list[dict]:
        """List the further lines that say something."""
        said = ((title, getattr(self.context, name, None)) for name, title in self.box_lines)
        return [{"title": title, "text": text} for title, text in said if text]

    @cached_property
    def may_correct(self) -> bool:
        """Say whether the reader may correct the contact at once."""
        return bool(api.user.has_permission(CORRECT, obj=self.context))

    def is_reachable(self) -> bool:
        """Say whether anything stands in the box."""
        names = self.context.contact_fields
        return self.may_correct or any(getattr(self.context, name, None) for name in names)
