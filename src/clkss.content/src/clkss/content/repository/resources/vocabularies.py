"""The vocabularies ``clkss.law-statuses`` and ``clkss.laws``."""

from clkss.content import _
from clkss.content.knowledge import terms
from clkss.content.repository.pointing import Others


LAW_STATUSES = (
    ("in-force", _("law_status_in_force", default="In force")),
    ("amended", _("law_status_amended", default="In force as amended")),
    ("ratified", _("law_status_ratified", default="Ratified by the Philippines")),
    ("superseded", _("law_status_superseded", default="Superseded by another")),
    ("repealed", _("law_status_repealed", default="Repealed")),
)

law_statuses = terms.fixed(LAW_STATUSES)

laws = Others("Resource", "amends", ("law_number",), kinds="Resource:law")
