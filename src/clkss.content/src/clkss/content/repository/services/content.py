"""A service: where a child or a family finds help."""

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


class IService(IReachable, IKnowledge, IPictured):
    """Help that can be had: what, from whom, for whom, when, and how to refer somebody."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_service_title",
            default="What it is and where, for example “School supplies for children who worked, "
            "Panglao”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    description = schema.Text(
        title=_("label_practice_summary", default="In short"),
        description=_(
            "help_service_summary",
            default="What one gets, in two or three sentences. Example: “Notebooks, a bag and a "
            "uniform at the start of the school year, for each child that left work.”",
        ),
        required=False,
        max_length=knowledge.LONGEST_NOTE,
    )
    service_kind = fields.term(
        "clkss.service-kinds",
        _("label_service_kind", default="Kind of help"),
        _("help_service_kind", default="The main one; say the others in the text."),
    )
    provider = fields.line(
        _("label_provider", default="Who gives it"),
        _(
            "help_provider",
            default="The office or organisation, for example “Municipal Social Welfare and "
            "Development Office of Panglao”.",
        ),
    )
    eligibility = fields.text(
        _("label_eligibility", default="Who can get it"),
        _(
            "help_eligibility",
            default="Age, place, income, papers. Example: “Children from 5 to 17 who live in "
            "Panglao and worked within the last year. A barangay certificate is enough.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    cost = fields.line(
        _("label_cost", default="What it costs"),
        _("help_cost", default="For example “free”, or “50 pesos for the identity card”."),
    )
    hours = fields.line(
        _("label_hours", default="When it is open"),
        _(
            "help_hours",
            default="For example “Monday to Friday, 8:00 to 17:00”, or “day and night”.",
        ),
    )
    how_to_refer = fields.text(
        _("label_how_to_refer", default="How to refer somebody"),
        _(
            "help_how_to_refer",
            default="Step by step, for a teacher or a barangay officer. Example: “Call first. "
            "Bring the referral form and the child's parent. The answer comes within three days.”",
        ),
        knowledge.LONGEST_TEXT,
    )


@implementer(IService, IOneCheck, IContactable)
class Service(Knowledge):
    """A service; the files attached to it lie in it."""

    contact_fields = ("contact", "phone", "website", "hours")
