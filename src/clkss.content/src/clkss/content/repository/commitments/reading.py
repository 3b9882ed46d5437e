"""The page on which a commitment is read."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part
from clkss.content.repository.commitments import rules
from functools import cached_property


class CommitmentView(KnowledgeView):
    """A commitment as a reader sees it."""

    parts_of_text = (
        Part("priorities", _("label_priorities", default="Priorities")),
        Part("roadmap", _("label_roadmap", default="Roadmap")),
        Part("measured_by", _("label_measured_by", default="How it is measured")),
        Part("means", _("label_means", default="Means and budget")),
        Part("evidence", _("label_evidence", default="Evidence"), "clkss-lessons"),
        Part("annual_report", _("label_annual_report", default="Annual report")),
    )

    @cached_property
    def status(self) -> str:
        """Say what it is worth today."""
        item = self.context
        return rules.status(item.declared_on, item.valid_until, clearances.today())

    def notices(self):
        """Say that it lapsed, or that it is still to come."""
        if self.status == rules.LAPSED:
            message = _(
                "text_commitment_lapsed",
                default="Lapsed since ${date}: it is no longer a status of the place.",
                mapping={"date": self.context.valid_until},
            )
        elif self.status == rules.ANNOUNCED:
            message = _(
                "text_commitment_announced",
                default="Announced: it is a status of the place from ${date} on.",
                mapping={"date": self.context.declared_on},
            )
        else:
            return []
        return [self._translated(message)]

    def own_facts(self):
        """List what was declared by whom, since when and until when."""
        item = self.context
        report = item.annual_report_url
        return [
            (
                _("label_commitment_kind", default="Kind of commitment"),
                self._kind("commitment_kind", "clkss.commitment-kinds"),
            ),
            (_("label_declared_by", default="Declared by"), self._plain(item.declared_by)),
            (_("label_declared_on", default="Declared on"), self._plain(item.declared_on)),
            (_("label_valid_until", default="Valid until"), self._plain(item.valid_until)),
            (_("fact_reviewed_by", default="Looked at again by"), self._plain(self._review())),
            (
                _("label_annual_report_url", default="Annual report on the web"),
                [{"title": report, "url": report}] if report else [],
            ),
        ]

    def _review(self):
        due = self.context.review_due
        return due.isoformat() if due and self.is_published else ""
