"""What an adoption note still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.practices.adoption.content import IAdoptionNote
from zope.component import adapter


MISSING = {
    "result": _("missing_adoption_result", default="Say whether it worked."),
    "outcome": _("missing_adoption_outcome", default="Say what came of it."),
}


@adapter(IAdoptionNote)
class Readiness(readiness.Readiness):
    """Says what an adoption note lacks."""

    needed = ("title", "territories", "result", "outcome")
    messages = {**readiness.COMMON, **MISSING}
