"""A good practice, after the IPEC template."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPeriod
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from clkss.content.practices import rules
from plone.autoform import directives
from plone.schema import JSONField
from zope import schema
from zope.interface import implementer

import json


CRITERIA_SHAPE = json.dumps(
    {
        "type": "array",
        "maxItems": len(rules.CRITERIA),
        "items": {
            "type": "object",
            "properties": {
                "criterion": {"enum": list(rules.CRITERIA)},
                "score": {"enum": list(rules.SCORES)},
                "reason": {"type": "string", "minLength": 1, "maxLength": 5000},
            },
            "required": ["criterion", "score", "reason"],
            "additionalProperties": False,
        },
    }
)


class BadCriteria(schema.ValidationError):
    """Score each criterion once, from 0 to 3, with a reason."""

    __doc__ = _(
        "error_bad_criteria", default="Score each criterion once, from 0 to 3, with a reason."
    )


def are_criteria(value):
    """Say whether scores are complete.

    :param value: entries with ``criterion``, ``score`` and ``reason``.
    :raises BadCriteria: when they are not.
    """
    if value and rules.criteria_problems(value):
        raise BadCriteria(value)
    return True


class IGoodPractice(IKnowledge, IPictured, IPeriod):
    """What was done against child labour, why it worked, and what others need to do it too."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_practice_title",
            default="Say what was done and where, for example “Night classes for fishing children "
            "in "
            "Danao”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    description = schema.Text(
        title=_("label_practice_summary", default="In short"),
        description=_(
            "help_practice_summary",
            default="Two or three sentences for somebody who has half a minute, for example: “The "
            "barangay and its school opened night classes. Of 40 children who fished at night, 31 "
            "came back to school within a year.”",
        ),
        required=False,
        max_length=knowledge.LONGEST_NOTE,
    )

    # The six parts
    background = schema.Text(
        title=_("label_background", default="1. Background"),
        description=_(
            "help_background",
            default="What was the situation before? Which children, what work, how many, since "
            "when? "
            "Example: “In 2023 the school counted 40 pupils who fished at night and slept in "
            "class.”",
        ),
        required=False,
    )
    action = schema.Text(
        title=_("label_action", default="2. Action"),
        description=_(
            "help_action",
            default="What was done, step by step, by whom? Example: “The council visited each "
            "family. "
            "The school moved its classes to the afternoon. The cooperative lent the fathers "
            "nets.”",
        ),
        required=False,
    )
    achievements = schema.Text(
        title=_("label_achievements", default="3. Achievements"),
        description=_(
            "help_achievements",
            default="What changed? Give figures and say where they are from. Example: “After a "
            "year 31 "
            "of the 40 attended class (school register, March 2025).”",
        ),
        required=False,
    )
    sustainability = schema.Text(
        title=_("label_sustainability", default="4. Sustainability"),
        description=_(
            "help_sustainability",
            default="What keeps it going when the project or its money ends? Example: “The "
            "barangay "
            "pays the teacher from its own budget since 2024.”",
        ),
        required=False,
    )
    lessons_learned = schema.Text(
        title=_("label_lessons_learned", default="5. Lessons learned"),
        description=_(
            "help_lessons_learned",
            default="What would you do again, what differently? Example: “Talk with the boat "
            "owners "
            "first: we lost half a year because nobody did.”",
        ),
        required=False,
    )
    necessary_conditions = schema.Text(
        title=_("label_necessary_conditions", default="6. Necessary conditions"),
        description=_(
            "help_necessary_conditions",
            default="What does another place need to do the same? Example: “A school within "
            "walking "
            "distance, a teacher free in the afternoon, and 20,000 pesos a year.”",
        ),
        required=False,
    )

    # People and sources
    partners = fields.lines(_("label_partners", default="Other partners"))
    source = fields.text(
        _("label_source", default="Taken from a publication"),
        _(
            "help_source",
            default="Only if you retell a publication: author, title, year. Parts that it does not "
            "have may then stay empty.",
        ),
        knowledge.LONGEST_NOTE,
    )

    # What editors add
    directives.omitted("criteria")
    directives.write_permission(criteria="cmf.ReviewPortalContent")
    criteria = JSONField(
        title=_("label_criteria", default="Criteria"),
        schema=CRITERIA_SHAPE,
        constraint=are_criteria,
        required=False,
        defaultFactory=list,
    )


@implementer(IGoodPractice)
class GoodPractice(Knowledge):
    """A good practice; the files attached to it lie in it."""
