"""What a term still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.repository.glossary import rules
from clkss.content.repository.glossary.content import IGlossaryTerm
from zope.component import adapter


@adapter(IGlossaryTerm)
class Readiness(readiness.Readiness):
    """Says what a term lacks."""

    needed = rules.NEEDED
    messages = {
        **readiness.COMMON,
        "definition": _("missing_definition", default="Say what it means."),
    }
