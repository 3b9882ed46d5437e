"""The vocabulary ``clkss.commitment-kinds``. Tokens are a contract: add, never rename."""

from clkss.content import _
from clkss.content.knowledge.terms import fixed
from clkss.content.repository.commitments import rules


KINDS = (
    (rules.ZONE, _("commitment_kind_zone", default="Child-labour-free zone")),
    (rules.PATHFINDER, _("commitment_kind_pathfinder", default="Pathfinder commitment")),
)

commitment_kinds = fixed(KINDS)
