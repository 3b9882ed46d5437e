"""What an exchange still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.exchange import rules
from clkss.content.exchange.content import IExchange
from clkss.content.knowledge import readiness
from zope.component import adapter


MISSING = {
    "exchange_kind": _("missing_exchange_kind", default="Say whether it is an offer or a request."),
    "stage": _("missing_stage", default="Say how far it is."),
    "contact": _("missing_exchange_contact", default="Say whom to ask, so that others can answer."),
}


@adapter(IExchange)
class Readiness(readiness.Readiness):
    """Says what an exchange lacks; whom to ask only while it looks for its other side."""

    needed = (*readiness.Readiness.needed, "exchange_kind", "stage", "contact")
    messages = {**readiness.COMMON, **MISSING}

    def lacking(self):
        """Name the fields that lack something."""
        found = super().lacking()
        if self.item.stage in rules.SOUGHT or not self.item.stage:
            return found
        return tuple(name for name in found if name != "contact")
