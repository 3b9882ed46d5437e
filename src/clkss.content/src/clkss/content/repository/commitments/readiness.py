"""What a commitment still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.repository.commitments import rules
from clkss.content.repository.commitments.content import ICommitment
from zope.component import adapter


MISSING = {
    "territories": _("missing_commitment_place", default="Name the place that commits itself."),
    "commitment_kind": _("missing_commitment_kind", default="Choose the kind of commitment."),
    "declared_by": _("missing_declared_by", default="Say who declared it."),
    "declared_on": _("missing_declared_on", default="Say when it was declared."),
    "valid_until": _("missing_valid_until", default="Say until when it is valid."),
    "priorities": _("missing_priorities", default="Say what comes first."),
    "measured_by": _("missing_measured_by", default="Say how it is measured."),
    "evidence": _("missing_evidence", default="Say what shows that it is kept."),
}


@adapter(ICommitment)
class Readiness(readiness.Readiness):
    """Says what a commitment lacks; a country does not stand in for the place."""

    needed = rules.NEEDED
    messages = {**readiness.COMMON, **MISSING}

    def values(self):
        """Give the fields that count, by name."""
        return {**super().values(), "countries": ()}
