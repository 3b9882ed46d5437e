"""An adoption note: "we tried this here, and …"."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPeriod
from clkss.content.knowledge.content import Knowledge
from clkss.content.knowledge.terms import fixed
from clkss.content.review.interfaces import IOneCheck
from zope import schema
from zope.interface import implementer


WORKED = "worked"
PARTLY = "partly"
FAILED = "failed"
TOO_EARLY = "too-early"

RESULTS = (
    (WORKED, _("adoption_worked", default="It worked here, too")),
    (PARTLY, _("adoption_partly", default="It worked in part")),
    (FAILED, _("adoption_failed", default="It did not work here")),
    (TOO_EARLY, _("adoption_too_early", default="It is too early to say")),
)

results = fixed(RESULTS)


class IAdoptionNote(IKnowledge, IPeriod):
    """Somebody tried a practice somewhere else."""

    title = schema.TextLine(
        title=_("label_adoption_title", default="In one line"),
        description=_(
            "help_adoption_title",
            default="Where you tried it and what came of it, for example “In Dauis 12 of 20 came "
            "back to class”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    result = fields.term(
        "clkss.adoption-results",
        _("label_adoption_result", default="Did it work?"),
        _("help_adoption_result", default="What did not work helps others just as much."),
    )
    outcome = fields.text(
        _("label_adoption_outcome", default="What came of it"),
        _(
            "help_adoption_outcome",
            default="Figures, and where they are from. Example: “After one school year 12 of 20 "
            "attended (register of the school).”",
        ),
        knowledge.LONGEST_TEXT,
    )
    changed = fields.text(
        _("label_adoption_changed", default="What you did differently"),
        _(
            "help_adoption_changed",
            default="Example: “We have no cooperative, so the barangay lent the nets.”",
        ),
        knowledge.LONGEST_TEXT,
    )


@implementer(IAdoptionNote, IOneCheck)
class AdoptionNote(Knowledge):
    """An adoption note; it names the practice that was tried."""
