"""The sheet "programmes": one programme in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.repository.programmes import rules
from clkss.content.repository.programmes.content import IProgramme
from clkss.content.sheets.rules import Column


class Programmes(sheet.KnowledgeSheet):
    """Reads and makes programmes."""

    title = _("sheet_kind_programmes", default="Programmes")
    portal_type = "Programme"
    place = "programmes"
    add_permission = "clkss: Add Programme"
    code_example = "panglao-back-to-school"
    title_example = "Back to school in Panglao"

    def own_columns(self):
        """Return how it stands, what for, for whom and with what means."""
        return (
            columns.choice("status", "clkss.programme-status", IProgramme["status"].title, None),
            *columns.period(),
            columns.text("objectives", IProgramme["objectives"].title, LONGEST_TEXT),
            columns.parts(
                "partners",
                _("label_partners", default="Other partners"),
                "Danao Elementary School; Fishers' Cooperative",
            ),
            Column(
                "beneficiaries",
                rules.read_beneficiaries,
                empty=(),
                title=IProgramme["beneficiaries"].title,
                hint=_(
                    "sheet_beneficiaries_help",
                    default="Sex (girls, boys, all), age group (0-4, 5-9, 10-14, 15-17, 18+, all), "
                    "a colon, planned/reached. Either number may be left out. Several are "
                    "separated by ;",
                ),
                example="girls 10-14: 120/80; boys 15-17: 60/45",
            ),
            Column(
                "budget",
                rules.read_budget,
                empty=(),
                title=IProgramme["budget"].title,
                hint=_(
                    "sheet_budget_help",
                    default="Source, a colon, whole pesos or what is given in kind; both with | "
                    "between them. Several are separated by ;",
                ),
                example="DOLE: 1200000; Barangay: in kind",
            ),
            columns.address("website", IProgramme["website"].title, "https://panglao.example"),
        )
