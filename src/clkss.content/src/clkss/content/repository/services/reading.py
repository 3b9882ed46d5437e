"""The page on which a service is read."""

from clkss.content import _
from clkss.content.repository.contacts.reading import ReachableView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ServiceView(ReachableView):
    """A service as somebody sees it who needs it, or refers a child to it."""

    box_lines = (("hours", _("label_hours", default="When it is open")),)
    help = ViewPageTemplateFile("templates/help.pt")

    def own_facts(self):
        """List the kind of help, who gives it and what it costs."""
        return [
            (
                _("fact_service_kind", default="Kind of help"),
                self._kind("service_kind", "clkss.service-kinds"),
            ),
            (_("fact_provider", default="Given by"), self._plain(self.context.provider)),
            (_("fact_cost", default="Cost"), self._plain(self.context.cost)),
        ]

    def sections(self):
        """Draw how to reach it, who can get it and how to refer somebody."""
        return [*super().sections(), self.help()]
