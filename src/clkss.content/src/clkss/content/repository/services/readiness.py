"""What a service still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.repository.contacts.readiness import ReachableReadiness
from clkss.content.repository.services.content import IService
from zope.component import adapter


MISSING = {
    "service_kind": _("missing_service_kind", default="Choose the kind of help."),
    "provider": _("missing_provider", default="Say who gives it."),
    "eligibility": _("missing_eligibility", default="Say who can get it."),
    "how_to_refer": _("missing_how_to_refer", default="Say how to refer somebody."),
}


@adapter(IService)
class Readiness(ReachableReadiness):
    """Says what a service lacks."""

    needed = (
        *readiness.Readiness.needed,
        "service_kind",
        "provider",
        "eligibility",
        "how_to_refer",
    )
    messages = {**ReachableReadiness.messages, **MISSING}
