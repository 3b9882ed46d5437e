"""What a programme still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.repository.programmes.content import IProgramme
from zope.component import adapter


MISSING = {
    "status": _("missing_programme_status", default="Say how it stands: planned, running, …"),
    "objectives": _("missing_objectives", default="Objectives: say what it is to reach."),
    "period_start": _("missing_period_start", default="Say when it began or is to begin."),
}


@adapter(IProgramme)
class Readiness(readiness.Readiness):
    """Says what a programme lacks."""

    needed = (*readiness.Readiness.needed, "status", "period_start", "objectives")
    messages = {**readiness.COMMON, **MISSING}
