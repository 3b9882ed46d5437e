"""What a partner still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.repository.contacts.readiness import ReachableReadiness
from clkss.content.repository.partners.content import IPartner
from zope.component import adapter


MISSING = {
    "partner_sector": _("missing_partner_sector", default="Choose the sector."),
    "mandate": _("missing_mandate", default="Say what it does against child labour."),
}


@adapter(IPartner)
class Readiness(ReachableReadiness):
    """Says what a partner lacks; it may work on all themes, so none is asked for."""

    needed = ("title", "description", "territories", "partner_sector", "mandate")
    messages = {**ReachableReadiness.messages, **MISSING}
