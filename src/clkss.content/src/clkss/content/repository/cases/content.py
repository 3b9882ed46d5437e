"""A case study: one child or family, what was done, what came of it, what others can learn."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from plone.autoform import directives
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer


class ICaseStudy(IKnowledge, IPictured):
    """What happened to a child or a family, told so that nobody can be recognised."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_case_title",
            default="Without a name, for example “From the rubber farm back to grade five”. This "
            "is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    situation = fields.text(
        _("label_situation", default="1. Situation"),
        _(
            "help_situation",
            default="How did the child live and work, and how did anybody come to know? Example: "
            "“A girl of about twelve, here called Luz, minded three small children in the house "
            "of a relative and had left school.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    intervention = fields.text(
        _("label_intervention", default="2. What was done"),
        _(
            "help_intervention",
            default="Who did what, in which order, with whom? Example: “The social worker spoke "
            "with Luz alone first. The parents chose the alternative learning system; the town "
            "gave the mother capital for a food stall.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    result = fields.text(
        _("label_result", default="3. What came of it"),
        _(
            "help_result",
            default="How was it half a year or a year later? Also what did not work. Example: “A "
            "year later Luz was in grade seven. The stall closed after four months.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    lesson = fields.text(
        _("label_lesson", default="4. What others can learn"),
        _(
            "help_lesson",
            default="What would you do again, what differently? Example: “Ask the child first and "
            "alone. Plan the livelihood for a year, not for a month.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    directives.widget("anonymised", CheckBoxFieldWidget)
    anonymised = fields.tokens(
        "clkss.anonymised",
        _("label_anonymised", default="Checklist: nobody can be recognised"),
        _(
            "help_anonymised",
            default="Read the text once more for each point, and tick what is done. All five are "
            "needed before it can be submitted.",
        ),
    )
    contact = fields.text(
        _("label_contact", default="Whom to ask"),
        _(
            "help_case_contact",
            default="The office that can tell more to colleagues. Never a child, a family or a "
            "neighbour; everybody will see this.",
        ),
        knowledge.LONGEST_NOTE,
    )


@implementer(ICaseStudy)
class CaseStudy(Knowledge):
    """A case study; the files attached to it lie in it."""
