"""The way from a committee's page to what its neighbours accomplished."""

from clkss.content import _
from clkss.content.committees.sections import CommitteeSection
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class OthersSection(CommitteeSection):
    """Links: in the same place, on the same level, everywhere."""

    order = 120
    title = _("heading_others_accomplished", default="What other committees accomplished")
    template = ViewPageTemplateFile("templates/section.pt")

    def available(self):
        """Say whether there is anything to show: there always is the way."""
        return True

    def ways(self):
        """Give the links, the nearest first."""
        base = f"{api.portal.get().absolute_url()}/accomplishments"
        code = self.context.territory
        around = table.parents(code)
        found = []
        if around and around[0] != territories.COUNTRY_CODE:
            found.append({"url": f"{base}?place={around[0]}", "title": table.title(around[0])})
        level = self.context.level
        found.append(
            {
                "url": f"{base}?level={level}",
                "title": _("link_accomplished_level", default="Committees of the same level"),
            }
        )
        found.append(
            {"url": base, "title": _("link_accomplished_all", default="The whole country")}
        )
        return found
