"""The sheet "practices": one good practice in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.practices import rules
from clkss.content.practices.content import IGoodPractice
from clkss.content.sheets import cells
from clkss.content.sheets.rules import Column


EVIDENCE = "evidence"

EVIDENCE_SCORE = 1
"""What a "yes" in the sheet is worth: some evidence, by the account of its author."""

LONGEST_REASON = 5_000


class Practices(sheet.KnowledgeSheet):
    """Reads and makes good practices."""

    title = _("sheet_kind_practices", default="Good practices")
    portal_type = "GoodPractice"
    place = "practices"
    add_permission = "clkss: Add Good Practice"
    title_example = "Night classes for fishing children in Danao"

    def own_columns(self):
        """Return the partners, the period and the six parts."""
        return (
            columns.parts(
                "partners",
                _("label_partners", default="Other partners"),
                "Danao Elementary School; Fishers' Cooperative",
            ),
            *columns.period(),
            *(columns.text(part, IGoodPractice[part].title, LONGEST_TEXT) for part in rules.PARTS),
        )

    def last_columns(self):
        """Return the sources and the evidence."""
        return (
            *super().last_columns(),
            Column(
                EVIDENCE,
                cells.reasoned(LONGEST_REASON),
                title=_("sheet_practices_evidence", default="Tried and shown to work"),
                hint=_(
                    "sheet_practices_evidence_help",
                    default="“yes: ” and the reason, or “no”. With “no” it is shown as promising.",
                ),
                example="yes: 31 of 40 children were back in class after a year",
            ),
        )

    def fields(self, values):
        """Turn the cells of a row into fields; the evidence becomes a score.

        :param values: column name → value.
        :returns: field name → value.
        """
        fields = super().fields({name: values[name] for name in values if name != EVIDENCE})
        if EVIDENCE in values:
            reason = values[EVIDENCE]
            fields["criteria"] = [_tried(reason)] if reason else []
        return fields

    def changed_fields(self, item, values):
        """Keep the other scores of a practice that is there.

        :param item: the practice, in its place.
        :param values: column name → value, only of columns that the sheet has.
        :returns: field name → value.
        """
        fields = self.fields(values)
        if EVIDENCE in values:
            fields["criteria"] += [
                entry for entry in item.criteria or () if entry["criterion"] != rules.TRIED
            ]
        return fields


def _tried(reason):
    return {"criterion": rules.TRIED, "score": EVIDENCE_SCORE, "reason": reason}
