"""What a case study still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.repository.cases import rules
from clkss.content.repository.cases.content import ICaseStudy
from clkss.content.repository.cases.places import is_too_small
from clkss.content.repository.cases.vocabularies import MISSING
from zope.component import adapter


TOO_SMALL = _(
    "missing_case_places",
    default="Name the city or municipality, not the barangay: in a small place a child is known.",
)

PARTS = {
    "situation": _("missing_situation", default="Situation: say how the child lived and worked."),
    "intervention": _("missing_intervention", default="What was done: say who did what."),
    "result": _("missing_result", default="What came of it: say how it was later."),
    "lesson": _("missing_lesson", default="What others can learn: say it."),
}


@adapter(ICaseStudy)
class Readiness(readiness.Readiness):
    """Says what a case study lacks."""

    needed = (*rules.NEEDED, rules.CHECKLIST)
    messages = {**readiness.COMMON, **PARTS}

    def lacking(self):
        """Name the fields that lack something."""
        return rules.missing(self.values(), self._smallest())

    def _smallest(self):
        return [is_too_small(code) for code in self.item.territories or ()]

    def missing(self):
        """List what is missing: of the checklist, each point that is not ticked."""
        found = []
        for name in self.lacking():
            if name == rules.CHECKLIST:
                points = rules.unchecked(self.item.anonymised)
                found += [(name, MISSING[point]) for point in points]
            elif name == rules.PLACES and any(self._smallest()):
                found.append((name, TOO_SMALL))
            else:
                found.append((name, self.messages[name]))
        return found
