"""The sheet "case-studies": one case study in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.repository.cases import rules
from clkss.content.repository.cases.content import ICaseStudy
from clkss.content.repository.cases.places import is_too_small
from dataclasses import replace


class CaseStudies(sheet.KnowledgeSheet):
    """Reads and makes case studies."""

    title = _("sheet_kind_case_studies", default="Case studies")
    portal_type = "CaseStudy"
    place = "case-studies"
    add_permission = "clkss: Add Case Study"
    code_example = "case-2026-01"
    title_example = "From the rubber farm back to grade five"

    def own_columns(self):
        """Return the four parts and the checklist, which no sheet may leave out."""
        return (
            *(columns.text(part, ICaseStudy[part].title, LONGEST_TEXT) for part in rules.PARTS),
            replace(
                columns.choices(
                    rules.CHECKLIST,
                    "clkss.anonymised",
                    ICaseStudy[rules.CHECKLIST].title,
                    "; ".join(rules.CHECKS),
                ),
                required=True,
            ),
        )

    def judge(self, values):
        """Say what is wrong between the cells of one row: nobody may be recognised.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """
        yield from super().judge(values)
        ticked = values.get(rules.CHECKLIST)
        if ticked is not None and rules.unchecked(ticked):
            yield rules.CHECKLIST, "not_anonymised", {"value": "; ".join(rules.unchecked(ticked))}
        for code in values.get(rules.PLACES, ()):
            if is_too_small(code):
                yield rules.PLACES, "place_too_small", {"value": code}
