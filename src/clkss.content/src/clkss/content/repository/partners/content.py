"""A partner: an office, organisation or company that works against child labour."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from clkss.content.repository.contacts.content import IReachable
from clkss.content.repository.contacts.interfaces import IContactable
from clkss.content.review.interfaces import IOneCheck
from zope import schema
from zope.interface import implementer


class IPartner(IReachable, IKnowledge, IPictured):
    """Who it is, what it does against child labour, and how to reach it."""

    title = schema.TextLine(
        title=_("label_partner_name", default="Name"),
        description=_(
            "help_partner_name",
            default="The full name, for example “Department of Labor and Employment, Bohol Field "
            "Office”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    acronym = fields.line(
        _("label_acronym", default="Short name"),
        _("help_acronym", default="For example “DOLE Bohol”."),
        100,
    )
    description = schema.Text(
        title=_("label_practice_summary", default="In short"),
        description=_(
            "help_partner_summary",
            default="Who they are, in two or three sentences. Example: “The labour department's "
            "office for Bohol. Its inspectors visit farms, quarries and boats.”",
        ),
        required=False,
        max_length=knowledge.LONGEST_NOTE,
    )
    partner_sector = fields.term(
        "clkss.partner-sectors", _("label_partner_sector", default="Sector")
    )
    partner_kind = fields.line(
        _("label_partner_kind", default="What kind of organisation"),
        _(
            "help_partner_kind",
            default="For example “national agency”, “local government”, “union”, “foundation”.",
        ),
    )
    mandate = fields.text(
        _("label_mandate", default="What it does against child labour"),
        _(
            "help_mandate",
            default="Its task and what it can be asked for. Example: “Inspects workplaces, pays "
            "livelihood aid to parents, takes part in rescues. Ask for the child labour focal.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    focal_points = fields.lines(
        _("label_focal_points", default="Focal points"),
        _(
            "help_focal_points",
            default="Offices or functions, one on each line; never the name of a private person. "
            "Example: “Child labour focal, Workers' Affairs Division”.",
        ),
    )
    address = fields.text(
        _("label_address", default="Address"),
        _(
            "help_address",
            default="Where to go and where to write, as on an envelope.",
        ),
        knowledge.LONGEST_NOTE,
    )
    image = fields.Picture(
        title=_("label_logo", default="Logo"),
        description=_("help_logo", default="JPEG, PNG or WebP, at most 20 MB."),
        required=False,
    )
    image_alt = schema.TextLine(
        title=_("label_logo_alt", default="What the logo shows"),
        description=_(
            "help_logo_alt",
            default="For those who cannot see it. Required with a logo. Example: “Seal of the "
            "department: a gear and an open book.”",
        ),
        required=False,
        max_length=300,
    )


@implementer(IPartner, IOneCheck, IContactable)
class Partner(Knowledge):
    """A partner; the files attached to it lie in it."""

    contact_fields = ("contact", "phone", "address", "website")
