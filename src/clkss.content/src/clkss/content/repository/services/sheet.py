"""The sheet "services": one service in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.repository.services.content import IService


class Services(sheet.KnowledgeSheet):
    """Reads and makes services."""

    title = _("sheet_kind_services", default="Services")
    portal_type = "Service"
    place = "services"
    add_permission = "clkss: Add Service"
    code_example = "panglao-school-supplies"
    title_example = "School supplies for children who worked, Panglao"

    def own_columns(self):
        """Return what help it is, for whom, and how to get it."""
        return (
            columns.choice(
                "service_kind", "clkss.service-kinds", IService["service_kind"].title, None
            ),
            columns.line("provider", IService["provider"].title, "MSWDO Panglao"),
            columns.text("eligibility", IService["eligibility"].title, LONGEST_TEXT),
            columns.line("cost", IService["cost"].title, "free"),
            columns.line("hours", IService["hours"].title, "Monday to Friday, 8:00 to 17:00"),
            columns.text("how_to_refer", IService["how_to_refer"].title, LONGEST_TEXT),
            columns.line("phone", IService["phone"].title, "(038) 412-3456; 0917 123 4567"),
            columns.address("website", IService["website"].title, "https://panglao.example"),
        )
