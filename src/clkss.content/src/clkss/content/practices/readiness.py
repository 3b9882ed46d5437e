"""What a practice still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.practices import rules
from clkss.content.practices.content import IGoodPractice
from zope.component import adapter


MISSING = {
    "background": _("missing_background", default="Background: say how things were before."),
    "action": _("missing_action", default="Action: say what was done."),
    "achievements": _("missing_achievements", default="Achievements: say what changed."),
    "sustainability": _(
        "missing_sustainability", default="Sustainability: say what keeps it going."
    ),
    "lessons_learned": _(
        "missing_lessons_learned", default="Lessons learned: say what others can learn."
    ),
    "necessary_conditions": _(
        "missing_necessary_conditions",
        default="Necessary conditions: say what another place needs to do the same.",
    ),
}


@adapter(IGoodPractice)
class Readiness(readiness.Readiness):
    """Says what a practice lacks."""

    needed = (*readiness.Readiness.needed, *rules.PARTS)
    messages = {**readiness.COMMON, **MISSING}

    def lacking(self):
        """Name the parts that lack something; a publication may not have them all."""
        return rules.missing(self.values())
