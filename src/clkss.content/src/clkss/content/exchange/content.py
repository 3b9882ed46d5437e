"""An exchange: experience offered or asked for between places or countries."""

from clkss.content import _
from clkss.content.exchange import rules
from clkss.content.exchange import vocabularies
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPeriod
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from clkss.content.knowledge.rows import Cell
from clkss.content.knowledge.rows import Rows
from clkss.content.review.interfaces import IOneCheck
from plone.autoform import directives
from z3c.form.browser.select import SelectFieldWidget
from zope import schema
from zope.interface import implementer


PROBLEMS = {
    rules.NO_WHAT: _("commitment_no_what", default="say what is promised."),
    rules.NO_WHO: _("commitment_no_who", default="say who promises it."),
    rules.NOT_A_DATE: _(
        "commitment_not_a_date", default="write the date as 2026, 2026-11 or 2026-11-21."
    ),
}


def commitment_problems(rows):
    """Say what is wrong with rows of commitments.

    :param rows: rows of the right shape.
    """
    return [(number, PROBLEMS[reason]) for number, reason in rules.commitment_problems(rows)]


class IExchange(IKnowledge, IPictured, IPeriod):
    """Experience that one side has and the other wants."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_exchange_title",
            default="What is offered or wanted, for example “Offered: late classes in fishing "
            "places”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    description = schema.Text(
        title=_("label_practice_summary", default="In short"),
        description=_(
            "help_exchange_summary",
            default="What the other side would see, learn or give, in two or three sentences. "
            "Example: “Two days in Danao: the classes, the boats, the nets, and what went wrong "
            "at first.”",
        ),
        required=False,
        max_length=knowledge.LONGEST_NOTE,
    )
    exchange_kind = fields.term(
        "clkss.exchange-kinds",
        _("label_exchange_kind", default="Offer or request"),
        _("help_exchange_kind", default="Offers and requests that fit are shown to each other."),
    )
    modality = fields.term(
        "clkss.exchange-modalities",
        _("label_modality", default="In which form"),
        _("help_modality", default="The main one; say the others in the text."),
    )
    stage = fields.term(
        "clkss.exchange-stages",
        _("label_stage", default="How far it is"),
        _("help_stage", default="As of today. Only what is still open is matched with others."),
    )
    first_provider = fields.line(
        _("label_first_provider", default="First provider"),
        _("help_first_provider", default="Who has the experience: an office or organisation."),
    )
    second_provider = fields.line(
        _("label_second_provider", default="Second provider"),
        _("help_second_provider", default="Who helps with money, people or experience, if any."),
    )
    recipient = fields.line(
        _("label_recipient", default="Recipient"),
        _("help_recipient", default="Who wants to learn: an office or organisation."),
    )
    directives.widget("from_countries", SelectFieldWidget, size=6, multiple="multiple")
    from_countries = fields.tokens(
        "clkss.countries",
        _("label_from_countries", default="From which countries"),
        _("help_from_countries", default="Where the experience is. You can choose several."),
    )
    directives.widget("to_countries", SelectFieldWidget, size=6, multiple="multiple")
    to_countries = fields.tokens(
        "clkss.countries",
        _("label_to_countries", default="To which countries"),
        _("help_to_countries", default="Where it is wanted. You can choose several."),
    )
    commitments = Rows(
        title=_("label_commitments", default="What was promised"),
        description=_(
            "help_commitments",
            default="One row for each promise: what, who, by when (2026-11), and whether it is "
            "done. Example: host six visitors, Danao Elementary School, 2027-06, to do.",
        ),
        cells=(
            Cell("what", _("cell_what", default="What"), limit=rules.LONGEST_WHAT),
            Cell("who", _("cell_who", default="Who"), limit=rules.LONGEST_WHO),
            Cell("due", _("cell_due", default="By when"), limit=10),
            Cell("state", _("cell_state", default="State"), vocabularies.COMMITMENT_STATES),
        ),
        judge=commitment_problems,
    )
    people_trained = schema.Int(
        title=_("label_people_trained", default="People trained"),
        description=_("help_people_trained", default="How many, when it is over."),
        required=False,
        min=0,
        max=10_000_000,
    )
    outcome = fields.text(
        _("label_outcome", default="What came of it"),
        _(
            "help_outcome",
            default="Example: “Zambia's congress of unions wrote its own policy on child labour.”",
        ),
        knowledge.LONGEST_TEXT,
    )


@implementer(IExchange, IOneCheck)
class Exchange(Knowledge):
    """An exchange; the files attached to it lie in it."""
