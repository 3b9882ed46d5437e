"""The vocabulary ``clkss.service-kinds``. Tokens are a contract: add, never rename."""

from clkss.content import _
from clkss.content.knowledge.terms import fixed


KINDS = (
    ("education", _("service_kind_education", default="Education")),
    ("livelihood", _("service_kind_livelihood", default="Livelihood")),
    ("health", _("service_kind_health", default="Health")),
    ("legal", _("service_kind_legal", default="Legal help")),
    ("psychosocial", _("service_kind_psychosocial", default="Psychosocial help")),
    ("rescue", _("service_kind_rescue", default="Rescue")),
    ("shelter", _("service_kind_shelter", default="Shelter")),
    ("cash-transfer", _("service_kind_cash_transfer", default="Cash transfer")),
    ("skills", _("service_kind_skills", default="Skills training")),
    ("other", _("service_kind_other", default="Other help")),
)

service_kinds = fixed(KINDS)
