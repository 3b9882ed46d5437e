"""The way from a committee's page to what its neighbours accomplished."""

from clkss.content import _
from clkss.content.committees.content import ICommittee
from clkss.content.committees.interfaces import ICommitteeSection
from clkss.content.interfaces import IClkssLayer
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@adapter(ICommittee, IClkssLayer, Interface)
@implementer(ICommitteeSection)
class OthersSection:
    """Links: in the same place, on the same level, everywhere.

    :param committee: the committee.
    :param request: the request.
    :param page: the page on which it stands.
    """

    order = 120
    title = _("heading_others_accomplished", default="What other committees accomplished")
    template = ViewPageTemplateFile("templates/section.pt")

    def __init__(self, committee, request, page):
        self.context = committee
        self.request = request
        self.page = page

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

    def render(self):
        """Give the HTML below the heading."""
        return self.template()
