"""The health page in "My work"."""

from clkss.content import _
from clkss.content.care.health import views
from clkss.content.care.health.interfaces import IHealthList
from clkss.content.care.health.published import Published
from clkss.content.review.sections import WorkSection
from functools import cached_property
from zope.component import getMultiAdapter


TOLD = ("overdue", "broken", "twins", "untranslated", "unread")
"""Lists that are told of; the others are in "My work" anyway, or cost more to count."""


class HealthOfKnowledge(WorkSection):
    """The lists of the health page that have lines, for those who publish knowledge."""

    order = 70
    title = _("my_work_health", default="Health of the knowledge")
    empty = _("my_work_health_none", default="All is well.")

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return views.edits_knowledge(self.site)

    @cached_property
    def entries(self):
        """The page itself, and the lists that have lines."""
        published = Published(self.site)
        base = f"{self.site.absolute_url()}/{views.PATH}"
        entries = [
            {"url": base, "title": _("my_work_health_all", default="All lists"), "facts": []}
        ]
        for name in TOLD:
            found = getMultiAdapter((published, self.request), IHealthList, name=name)
            if number := found.count():
                facts = [str(number)]
                entries.append({"url": f"{base}?list={name}", "title": found.title, "facts": facts})
        return entries
