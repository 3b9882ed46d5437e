"""A commitment of a place: what it promised, until when, and what shows that it keeps it."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


class ICommitment(IKnowledge, IPictured):
    """A place has declared itself free of child labour, or on the way there."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_commitment_title",
            default="What was declared, and where, for example “Danao, a child-labour-free "
            "barangay”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    commitment_kind = fields.term(
        "clkss.commitment-kinds",
        _("label_commitment_kind", default="Kind of commitment"),
        _(
            "help_commitment_kind",
            default="A zone says that no child works there. A pathfinder commitment says by when "
            "that is to be so, and how.",
        ),
    )
    declared_by = fields.line(
        _("label_declared_by", default="Declared by"),
        _(
            "help_declared_by",
            default="The council or office, with the number of its resolution. Example: "
            "“Sangguniang Barangay of Danao, Resolution No. 12, series of 2025”.",
        ),
    )
    declared_on = fields.date(_("label_declared_on", default="Declared on"))
    valid_until = fields.date(
        _("label_valid_until", default="Valid until"),
        _(
            "help_valid_until",
            default="The last day. Afterwards the place no longer shows it as its status, unless "
            "it was declared anew. 2028, 2028-06 or 2028-06-12.",
        ),
    )
    priorities = fields.text(
        _("label_priorities", default="Priorities"),
        _(
            "help_priorities",
            default="What comes first. Example: “No child on a boat at night. Every child of "
            "school age in school.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    roadmap = fields.text(
        _("label_roadmap", default="Roadmap"),
        _(
            "help_roadmap",
            default="Step by step: who does what by when. Example: “By June, all households are "
            "visited. By December, the forty families have a livelihood.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    measured_by = fields.text(
        _("label_measured_by", default="How it is measured"),
        _(
            "help_measured_by",
            default="Which figures, from where, how often. Numbers only, no names of children.",
        ),
        knowledge.LONGEST_TEXT,
    )
    means = fields.text(
        _("label_means", default="Means and budget"),
        _(
            "help_means",
            default="People, money and things that are set aside for it, by source.",
        ),
        knowledge.LONGEST_TEXT,
    )
    evidence = fields.text(
        _("label_evidence", default="Evidence"),
        _(
            "help_evidence",
            default="What shows that it is so: who checked, when, how, and what was found. Attach "
            "the resolution and the report of the check.",
        ),
        knowledge.LONGEST_TEXT,
    )
    annual_report = fields.text(
        _("label_annual_report", default="Annual report"),
        _(
            "help_annual_report",
            default="What came of it in the last year, also what did not work.",
        ),
        knowledge.LONGEST_TEXT,
    )
    annual_report_url = fields.address(
        _("label_annual_report_url", default="Annual report on the web")
    )

    @invariant
    def ends_after_it_began(data):
        """Ask for a term that does not end before it starts."""
        if not knowledge.in_order(data.declared_on or "", data.valid_until or ""):
            raise Invalid(
                _("error_commitment_term", default="It would end before it was declared.")
            )


@implementer(ICommitment)
class Commitment(Knowledge):
    """A commitment of a place; the files attached to it lie in it."""
