"""The sheet "partners": one partner in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_NOTE
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.repository.partners.content import IPartner


class Partners(sheet.KnowledgeSheet):
    """Reads and makes partners."""

    title = _("sheet_kind_partners", default="Partners")
    portal_type = "Partner"
    place = "partners"
    add_permission = "clkss: Add Partner"
    code_example = "dole-bohol"
    title_example = "Department of Labor and Employment, Bohol Field Office"

    def own_columns(self):
        """Return who it is, what it does, and how to reach it."""
        return (
            columns.line("acronym", IPartner["acronym"].title, "DOLE Bohol", 100),
            columns.choice(
                "partner_sector", "clkss.partner-sectors", IPartner["partner_sector"].title, None
            ),
            columns.line("partner_kind", IPartner["partner_kind"].title, "national agency"),
            columns.text("mandate", IPartner["mandate"].title, LONGEST_TEXT),
            columns.parts(
                "focal_points",
                IPartner["focal_points"].title,
                "Child labour focal, Workers' Affairs Division",
            ),
            columns.line("phone", IPartner["phone"].title, "(038) 412-3456; 0917 123 4567"),
            columns.text("address", IPartner["address"].title, LONGEST_NOTE),
            columns.address("website", IPartner["website"].title, "https://dole.example"),
        )
