"""The page on which a service is read."""

from clkss.content import _
from clkss.content.repository.contacts.reading import ReachableView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ServiceView(ReachableView):
    """A service as somebody sees it who needs it, or refers a child to it."""

    schema_type = "Service"
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

    def own_data(self):
        """Tell machines who gives it and what kind of help it is."""
        item = self.context
        provider = {
            "@type": "Organization",
            "name": item.provider,
            "telephone": item.phone,
            "url": item.website,
        }
        return {
            "name": item.title,
            "serviceType": item.service_kind,
            "provider": {name: value for name, value in provider.items() if value}
            if item.provider
            else None,
        }
