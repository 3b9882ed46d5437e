"""The vocabulary ``clkss.programme-status``, and the groups for whom programmes are.

Tokens are a contract: add, never rename.
"""

from clkss.content import _
from clkss.content.knowledge.terms import fixed
from clkss.content.repository.programmes import rules


STATUSES = (
    ("planned", _("programme_planned", default="Planned")),
    ("running", _("programme_running", default="Running")),
    ("completed", _("programme_completed", default="Completed")),
    ("suspended", _("programme_suspended", default="Suspended")),
)

statuses = fixed(STATUSES)

SEXES = (
    ("girls", _("beneficiaries_girls", default="Girls")),
    ("boys", _("beneficiaries_boys", default="Boys")),
    (rules.ALL, _("beneficiaries_both", default="Girls and boys")),
)

AGES = (
    ("0-4", _("age_0_4", default="0 to 4")),
    ("5-9", _("age_5_9", default="5 to 9")),
    ("10-14", _("age_10_14", default="10 to 14")),
    ("15-17", _("age_15_17", default="15 to 17")),
    ("18+", _("age_18", default="18 and older")),
    (rules.ALL, _("age_all", default="All ages")),
)
