"""The schemas and the class on which every kind of knowledge stands."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import reserved
from clkss.content.knowledge import rules
from clkss.content.texts.interfaces import IWithTexts
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.dexterity.content import Container
from plone.supermodel import model
from plone.uuid.interfaces import ATTRIBUTE_NAME
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.select import SelectFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider


EDITORS = "clkss.content.PublishKnowledge"

reserved.reserve(EDITORS)


@provider(IFormFieldProvider)
class IAbout(model.Schema):
    """Says what something is about by terms of lists; a behaviour where the type is Plone's own."""

    directives.widget("countries", SelectFieldWidget, size=8, multiple="multiple")
    countries = fields.tokens(
        "clkss.countries",
        _("label_countries", default="Countries"),
        _(
            "help_countries_any",
            default="Only for what is from elsewhere, or shared with other countries. You can "
            "choose several.",
        ),
    )
    directives.widget("themes", CheckBoxFieldWidget)
    themes = fields.tokens("clkss.themes", _("label_themes", default="Themes"))
    directives.widget("sectors", CheckBoxFieldWidget)
    sectors = fields.tokens(
        "clkss.sectors", _("label_sectors", default="Kinds of work that the children did")
    )
    directives.widget("hazards", CheckBoxFieldWidget)
    hazards = fields.tokens("clkss.hazards", _("label_hazards", default="Hazards of that work"))
    directives.widget("agencies", CheckBoxFieldWidget)
    agencies = fields.tokens(
        "clkss.agencies", _("label_agencies", default="Agencies that took part")
    )


class IKnowledge(IAbout):
    """What all knowledge says: what it is about, in which language, whom to ask, where from."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        max_length=rules.LONGEST_TITLE,
    )
    description = schema.Text(
        title=_("label_practice_summary", default="In short"),
        description=_(
            "help_in_short", default="Two or three sentences for somebody who has half a minute."
        ),
        required=False,
        max_length=rules.LONGEST_NOTE,
    )
    language = schema.Choice(
        title=_("label_practice_language", default="Language in which you write"),
        vocabulary="clkss.languages",
        default="en",
        required=True,
    )
    contact = fields.text(
        _("label_contact", default="Whom to ask"),
        _(
            "help_contact",
            default="An office and how to reach it; everybody will see this. No private numbers "
            "and "
            "no names of children.",
        ),
        rules.LONGEST_NOTE,
    )
    references = fields.text(
        _("label_references", default="References"),
        _("help_references", default="Reports, ordinances, articles: one on each line."),
    )
    source = fields.text(
        _("label_source", default="Taken from a publication"),
        _(
            "help_source_any",
            default="Only if you retell a publication: author, title, year.",
        ),
        rules.LONGEST_NOTE,
    )
    source_pages = fields.line(_("label_source_pages", default="Pages or heading there"))

    directives.omitted("is_example", "code")
    directives.write_permission(is_example=EDITORS, code=EDITORS)
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


class IPictured(model.Schema):
    """Has a picture."""

    image = fields.Picture(
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


class IPeriod(model.Schema):
    """Was done in a period."""

    period_start = fields.date(_("label_period_start", default="Began"))
    period_end = fields.date(
        _("label_period_end", default="Ended"),
        _("help_period_end", default="Leave it empty if it goes on. 2026, 2026-11 or 2026-11-21."),
    )

    @invariant
    def period_is_in_order(data):
        """Ask for a period that does not end before it starts."""
        if not rules.in_order(data.period_start or "", data.period_end or ""):
            raise Invalid(_("error_period", default="The period ends before it began."))


@implementer(IKnowledge, IWithTexts)
class Knowledge(Container):
    """An item of knowledge; the files attached to it lie in it."""

    # Roles are computed from the facts of the item itself: what somebody may do in the folder
    # where knowledge is added says nothing about an item in it.
    __ac_local_roles_block__ = True

    submission = None

    def UID(self):
        # Plone asks for an adapter each time, which walks up to the root of Zope.
        return getattr(aq_base(self), ATTRIBUTE_NAME, None) or super().UID()
