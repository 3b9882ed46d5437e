"""A resource: something to read, to watch or to work with, and where to get it."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from clkss.content.repository import pointing
from clkss.content.repository.resources import rules
from clkss.content.repository.resources.kinds import KindFieldWidget
from plone.autoform import directives
from zope import schema
from zope.interface import implementer


class NotAnIdentifier(schema.ValidationError):
    """A digit of this ISBN, ISSN or DOI is missing or wrong."""

    __doc__ = _(
        "error_not_an_identifier",
        default="A digit of this ISBN, ISSN or DOI is missing or wrong. Compare it with the "
        "publication.",
    )


def is_identifier(value):
    """Say whether the digits of an identifier are in order.

    :param value: what was entered.
    :raises NotAnIdentifier: when they are not.
    """
    if value and not rules.is_identifier(value):
        raise NotAnIdentifier(value)
    return True


class IResource(IKnowledge, IPictured):
    """A publication, a tool, a law, training material, data: what it is and where to get it."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_resource_title",
            default="As it stands on the resource itself, for example “Helping a child out of "
            "work: a guide for barangays”. Of a law, its full name. This is all you need to save "
            "a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    directives.widget("resource_kind", KindFieldWidget)
    resource_kind = fields.term(
        "clkss.resource_kinds",
        _("label_resource_kind", default="What kind of resource is it?"),
        _("help_resource_kind", default="The last two steps are for some kinds only."),
    )

    # Who made it
    authors = fields.lines(
        _("label_authors", default="Authors"),
        _(
            "help_authors",
            default="People or organisations, one on each line, as a citation names them: “Reyes, "
            "M. L.” or “International Labour Organization”.",
        ),
    )
    year = fields.number(
        _("label_year", default="Year"),
        _("help_year", default="In which it was published, for example 2019."),
        rules.EARLIEST,
        rules.LATEST,
    )
    publisher = fields.line(
        _("label_publisher", default="Publisher"),
        _("help_publisher", default="For example “ILO Country Office for the Philippines”."),
    )
    identifiers = schema.List(
        title=_("label_identifiers", default="Identifiers"),
        description=_(
            "help_identifiers",
            default="ISBN, ISSN, DOI or another number, one on each line: "
            "“ISBN 978-92-2-112822-9”, “doi:10.1000/182”.",
        ),
        value_type=schema.TextLine(
            max_length=knowledge.LONGEST_NAME,
            constraint=is_identifier,
        ),
        required=False,
        defaultFactory=list,
    )
    licence = fields.line(
        _("label_licence", default="Licence"),
        _(
            "help_licence",
            default="What others may do with it: “CC BY 4.0”, “public document”, “with permission "
            "of the publisher”.",
        ),
    )
    url = fields.address(
        _("label_resource_url", default="Link"),
        _(
            "help_resource_url",
            default="Where it can be read or used, for example https://www.ilo.org/… If you may "
            "give the file itself to others, attach it in the last step instead.",
        ),
    )
    abstract = fields.text(
        _("label_abstract", default="Abstract"),
        _(
            "help_abstract",
            default="What is in it, and for whom it is useful. Example: “Part 1 says how to talk "
            "with a family. Part 2 has forms for the first visit.”",
        ),
        knowledge.LONGEST_TEXT,
    )

    # Of a law
    law_number = fields.line(
        _("label_law_number", default="Number of the law"),
        _("help_law_number", default="For example “Republic Act No. 9231” or “ILO C182”."),
    )
    law_date = fields.date(
        _("label_law_date", default="Date of the law"),
        _(
            "help_law_date",
            default="When it was approved or signed: 2003-12-19, or as exactly as you know.",
        ),
    )
    law_status = fields.term(
        "clkss.law-statuses",
        _("label_law_status", default="Does it still apply?"),
        _("help_law_status", default="As of today. The date of the last review tells readers."),
    )
    amends = pointing.field(
        "clkss.laws",
        _("label_amends", default="Laws that it amends"),
        _(
            "help_amends_lines",
            default="Laws of the repository, one on each line: the number as it is written there, "
            "such as “Republic Act No. 7610”, the exact title, or the address. The other law then "
            "says by itself that this one amends it.",
        ),
    )

    # Of a tool
    coverage = fields.line(
        _("label_coverage", default="Where it is used"),
        _("help_coverage", default="For example “Barangays of Region VII” or “worldwide”."),
    )
    contributing_units = fields.lines(
        _("label_contributing_units", default="Units that contributed"),
        _(
            "help_contributing_units",
            default="Offices that made it or keep it up, one on each line: “DOLE Bureau of Workers "
            "with Special Concerns”.",
        ),
    )


@implementer(IResource)
class Resource(Knowledge):
    """A resource; its files lie in it."""
