"""What a practice still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.practices import rules
from clkss.content.practices.content import IGoodPractice
from clkss.content.review.interfaces import IReadiness
from zope.component import adapter
from zope.interface import implementer


MISSING = {
    "title": _("missing_title", default="Give it a title."),
    "description": _("missing_description", default="Say in short what it is about."),
    "territories": _("missing_territories", default="Name the place or the country."),
    "themes": _("missing_themes", default="Choose at least one theme."),
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
    "image_alt": _("missing_image_alt", default="Say what the picture shows."),
}

FIELDS = (
    "title",
    "description",
    "territories",
    "countries",
    "themes",
    *rules.PARTS,
    "source",
    "image",
    "image_alt",
)


@implementer(IReadiness)
@adapter(IGoodPractice)
class Readiness:
    """Says what a practice lacks.

    :param practice: the practice.
    """

    def __init__(self, practice):
        self.practice = practice

    def missing(self):
        """List what is missing, as pairs of a field and a message."""
        values = {name: getattr(self.practice, name, None) for name in FIELDS}
        return [(name, MISSING[name]) for name in rules.missing(values)]
