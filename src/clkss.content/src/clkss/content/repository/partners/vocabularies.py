"""The vocabulary ``clkss.partner-sectors``. Tokens are a contract: add, never rename."""

from clkss.content import _
from clkss.content.knowledge.terms import fixed


SECTORS = (
    ("government", _("partner_sector_government", default="Government")),
    ("employers", _("partner_sector_employers", default="Employers")),
    ("workers", _("partner_sector_workers", default="Workers")),
    ("academe", _("partner_sector_academe", default="Academe")),
    ("advocacy", _("partner_sector_advocacy", default="Advocacy and media")),
    ("ngo", _("partner_sector_ngo", default="Non-governmental organisation")),
    ("international", _("partner_sector_international", default="International organisation")),
    ("private", _("partner_sector_private", default="Private sector")),
)

partner_sectors = fixed(SECTORS)
