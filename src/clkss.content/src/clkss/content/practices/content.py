"""A good practice, after the IPEC template."""

from clkss.content import _
from clkss.content.practices import rules
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.namedfile.field import NamedBlobImage
from plone.namedfile.interfaces import INamedBlobImageField
from plone.schema import JSONField
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.select import SelectFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant

import json


EDITORS = "clkss.content.PublishKnowledge"

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


class NotADate(schema.ValidationError):
    """Write the date as 2026, 2026-11 or 2026-11-21."""

    __doc__ = _("error_not_a_date", default="Write the date as 2026, 2026-11 or 2026-11-21.")


class BadCriteria(schema.ValidationError):
    """Score each criterion once, from 0 to 3, with a reason."""

    __doc__ = _(
        "error_bad_criteria", default="Score each criterion once, from 0 to 3, with a reason."
    )


def is_date(value):
    """Say whether a date is written as it should be.

    :param value: what was entered.
    :raises NotADate: when it is not.
    """
    if value and not rules.valid_date(value):
        raise NotADate(value)
    return True


def are_criteria(value):
    """Say whether scores are complete.

    :param value: entries with ``criterion``, ``score`` and ``reason``.
    :raises BadCriteria: when they are not.
    """
    if value and rules.criteria_problems(value):
        raise BadCriteria(value)
    return True


def tokens(name, title, description=None):
    """Make a field for several terms of a list.

    :param name: name of the vocabulary.
    :param title: title of the field.
    :param description: help for the field.
    """
    return schema.List(
        title=title,
        description=description or "",
        value_type=schema.Choice(vocabulary=name),
        required=False,
        defaultFactory=list,
    )


class IPicture(INamedBlobImageField):
    """A field for a picture that is drawn anew before it is stored."""


@implementer(IPicture)
class Picture(NamedBlobImage):
    """A picture; pictures are checked by content, see :mod:`clkss.content.practices.images`."""


class IGoodPractice(model.Schema):
    """What was done against child labour, why it worked, and what others need to do it too."""

    # What and where
    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_practice_title",
            default="Say what was done and where, for example “Night classes for fishing children "
            "in "
            "Danao”. This is all you need to save a draft.",
        ),
        max_length=rules.LONGEST_TITLE,
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
        max_length=2000,
    )
    language = schema.Choice(
        title=_("label_practice_language", default="Language in which you write"),
        vocabulary="clkss.languages",
        default="en",
        required=True,
    )
    directives.widget("countries", SelectFieldWidget, size=8, multiple="multiple")
    countries = tokens(
        "clkss.countries",
        _("label_countries", default="Countries"),
        _(
            "help_countries",
            default="Only for a practice from elsewhere, or shared with other countries. You can "
            "choose several.",
        ),
    )
    directives.widget("themes", CheckBoxFieldWidget)
    themes = tokens("clkss.themes", _("label_themes", default="Themes"))
    directives.widget("sectors", CheckBoxFieldWidget)
    sectors = tokens(
        "clkss.sectors", _("label_sectors", default="Kinds of work that the children did")
    )
    directives.widget("hazards", CheckBoxFieldWidget)
    hazards = tokens("clkss.hazards", _("label_hazards", default="Hazards of that work"))
    period_start = schema.TextLine(
        title=_("label_period_start", default="Began"),
        description=_(
            "help_period", default="As exactly as you know: 2026, 2026-11 or 2026-11-21."
        ),
        constraint=is_date,
        required=False,
    )
    period_end = schema.TextLine(
        title=_("label_period_end", default="Ended"),
        description=_(
            "help_period_end", default="Leave it empty if it goes on. 2026, 2026-11 or 2026-11-21."
        ),
        constraint=is_date,
        required=False,
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
    directives.widget("agencies", CheckBoxFieldWidget)
    agencies = tokens("clkss.agencies", _("label_agencies", default="Agencies that took part"))
    partners = schema.List(
        title=_("label_partners", default="Other partners"),
        description=_("help_partners", default="One on each line."),
        value_type=schema.TextLine(max_length=300),
        required=False,
        defaultFactory=list,
    )
    contact = schema.Text(
        title=_("label_contact", default="Whom to ask"),
        description=_(
            "help_contact",
            default="An office and how to reach it; everybody will see this. No private numbers "
            "and "
            "no names of children.",
        ),
        required=False,
        max_length=2000,
    )
    references = schema.Text(
        title=_("label_references", default="References"),
        description=_(
            "help_references", default="Reports, ordinances, articles: one on each line."
        ),
        required=False,
    )
    source = schema.Text(
        title=_("label_source", default="Taken from a publication"),
        description=_(
            "help_source",
            default="Only if you retell a publication: author, title, year. Parts that it does not "
            "have may then stay empty.",
        ),
        required=False,
        max_length=2000,
    )
    source_pages = schema.TextLine(
        title=_("label_source_pages", default="Pages or heading there"),
        required=False,
        max_length=300,
    )

    # Picture
    image = Picture(
        title=_("label_image", default="Picture"),
        description=_(
            "help_image",
            default="JPEG, PNG or WebP, at most 20 MB. No child may be recognised in it. Place and "
            "camera data are removed.",
        ),
        required=False,
    )
    image_alt = schema.TextLine(
        title=_("label_image_alt", default="What the picture shows"),
        description=_(
            "help_image_alt",
            default="For those who cannot see it. Required with a picture. Example: “A teacher "
            "with "
            "ten pupils under a tree; their backs to the camera.”",
        ),
        required=False,
        max_length=300,
    )

    # What editors add
    directives.omitted("criteria", "is_example", "code")
    directives.write_permission(
        criteria="cmf.ReviewPortalContent", is_example=EDITORS, code=EDITORS
    )
    criteria = JSONField(
        title=_("label_criteria", default="Criteria"),
        schema=CRITERIA_SHAPE,
        constraint=are_criteria,
        required=False,
        defaultFactory=list,
    )
    is_example = schema.Bool(
        title=_("label_is_example", default="An invented example"),
        required=False,
        default=False,
    )
    code = schema.TextLine(
        title=_("label_code", default="Code in the sheet from which it was imported"),
        required=False,
        max_length=100,
    )

    @invariant
    def picture_has_words(data):
        """Ask for words with a picture."""
        if data.image is not None and not (data.image_alt or "").strip():
            raise Invalid(
                _(
                    "error_image_alt",
                    default="Say what the picture shows, for those who cannot see it.",
                )
            )

    @invariant
    def period_is_in_order(data):
        """Ask for a period that does not end before it starts."""
        if not rules.in_order(data.period_start or "", data.period_end or ""):
            raise Invalid(_("error_period", default="The period ends before it began."))


@implementer(IGoodPractice)
class GoodPractice(Container):
    """A good practice; the files attached to it lie in it."""

    # Roles are computed from the facts of the practice itself: what somebody may do in the folder
    # where practices are added says nothing about a practice in it.
    __ac_local_roles_block__ = True

    submission = None
