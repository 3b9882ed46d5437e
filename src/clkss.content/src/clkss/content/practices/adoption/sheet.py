"""The sheet "adoption-notes": one note in each row; the practice is named by its code."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.practices.adoption.content import IAdoptionNote
from clkss.content.sheets.rules import Column
from dataclasses import replace


class AdoptionNotes(sheet.KnowledgeSheet):
    """Reads and makes adoption notes."""

    title = _("sheet_kind_adoption_notes", default="Adoption notes")
    portal_type = "AdoptionNote"
    place = "adoption-notes"
    add_permission = "clkss: Add Adoption Note"
    code_example = "dauis-night-classes"
    title_example = "In Dauis 12 of 20 came back to class"

    def own_columns(self):
        """Return what came of it and what was different."""
        return (
            columns.choice("result", "clkss.adoption-results", IAdoptionNote["result"].title, None),
            *columns.period(),
            columns.text("outcome", IAdoptionNote["outcome"].title, LONGEST_TEXT),
            columns.text("changed", IAdoptionNote["changed"].title, LONGEST_TEXT),
        )

    def related_column(self) -> Column:
        """Return the column that names the practice, which no note can do without."""
        return replace(
            super().related_column(),
            required=True,
            title=_("sheet_adoption_practice", default="Code of the practice that was tried"),
        )
