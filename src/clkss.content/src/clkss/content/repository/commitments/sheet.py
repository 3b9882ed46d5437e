"""The sheet "commitments": one commitment in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge import sheet
from clkss.content.repository.commitments.content import ICommitment


class Commitments(sheet.KnowledgeSheet):
    """Reads and makes commitments of places."""

    title = _("sheet_kind_commitments", default="Commitments of places")
    portal_type = "Commitment"
    place = "commitments"
    add_permission = "clkss: Add Commitment"
    code_example = "danao-free-2025"
    title_example = "Danao, a child-labour-free barangay"

    def own_columns(self):
        """Return what was declared by whom, the plan, and what shows that it is kept."""
        return (
            columns.choice(
                "commitment_kind",
                "clkss.commitment-kinds",
                ICommitment["commitment_kind"].title,
                None,
            ),
            columns.line("declared_by", ICommitment["declared_by"].title, "Sangguniang Barangay"),
            columns.date("declared_on", ICommitment["declared_on"].title),
            columns.date("valid_until", ICommitment["valid_until"].title),
            *(
                columns.text(name, ICommitment[name].title, knowledge.LONGEST_TEXT)
                for name in (
                    "priorities",
                    "roadmap",
                    "measured_by",
                    "means",
                    "evidence",
                    "annual_report",
                )
            ),
            columns.address(
                "annual_report_url",
                ICommitment["annual_report_url"].title,
                "https://panglao.example/report",
            ),
        )

    def judge(self, values):
        """Say what is wrong between the cells of one row: the term.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """
        yield from super().judge(values)
        start, end = values.get("declared_on") or "", values.get("valid_until") or ""
        for name, value in (("declared_on", start), ("valid_until", end)):
            if value and not knowledge.valid_date(value):
                yield name, "not_a_day", {"value": value}
        if not knowledge.in_order(start, end):
            yield "valid_until", "ends_before_start", {"start": start, "end": end}
