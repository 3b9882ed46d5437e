"""A programme or project: what it is to reach, for whom, with what means, and how far it is."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import IPeriod
from clkss.content.knowledge.content import IPictured
from clkss.content.knowledge.content import Knowledge
from clkss.content.knowledge.rows import Cell
from clkss.content.knowledge.rows import Rows
from clkss.content.repository.programmes import rules
from clkss.content.repository.programmes import vocabularies
from zope import schema
from zope.interface import implementer


PROBLEMS = {
    rules.NO_NUMBER: _(
        "beneficiaries_no_number", default="say how many are planned, how many were reached."
    ),
    rules.TWICE: _("beneficiaries_twice", default="this group is there twice; keep one."),
    rules.TOO_SMALL: _(
        "beneficiaries_too_small",
        default="this is less than the groups that it consists of make together.",
    ),
    rules.NO_SOURCE: _("budget_no_source", default="say who gives it."),
    rules.NO_AMOUNT: _("budget_no_amount", default="give an amount or say what is given."),
}


def beneficiary_problems(rows):
    """Say what is wrong with rows of beneficiaries.

    :param rows: rows of the right shape.
    """
    return [(number, PROBLEMS[reason]) for number, reason in rules.beneficiary_problems(rows)]


def budget_problems(rows):
    """Say what is wrong with rows of the budget.

    :param rows: rows of the right shape.
    """
    return [(number, PROBLEMS[reason]) for number, reason in rules.budget_problems(rows)]


class IProgramme(IKnowledge, IPictured, IPeriod):
    """What is done over years, by several, for many."""

    title = schema.TextLine(
        title=_("label_practice_title", default="Title"),
        description=_(
            "help_programme_title",
            default="The name by which people know it, for example “Back to school in Panglao”. "
            "This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    description = schema.Text(
        title=_("label_practice_summary", default="In short"),
        description=_(
            "help_programme_summary",
            default="Who does what for whom, in two or three sentences. Example: “The municipality "
            "and its schools bring 280 children who fish at night back to class by 2027.”",
        ),
        required=False,
        max_length=knowledge.LONGEST_NOTE,
    )
    status = fields.term(
        "clkss.programme-status",
        _("label_programme_status", default="How it stands"),
        _("help_programme_status", default="As of today; change it when it ends or is suspended."),
    )
    objectives = fields.text(
        _("label_objectives", default="Objectives"),
        _(
            "help_objectives",
            default="What is to be different at the end, and how one will see it. Example: “By "
            "2027 no child of Danao is at sea at night. The school register shows it each month.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    beneficiaries = Rows(
        title=_("label_beneficiaries", default="For whom"),
        description=_(
            "help_beneficiaries",
            default="One row for each group: how many are planned, how many were reached by now. "
            "Example: girls, 10 to 14, planned 120, reached 80. Leave a number empty that you do "
            "not know.",
        ),
        cells=(
            Cell("sex", _("cell_sex", default="Sex"), vocabularies.SEXES),
            Cell("age", _("cell_age", default="Age"), vocabularies.AGES),
            Cell(rules.TARGET, _("cell_target", default="Planned"), is_number=True),
            Cell(rules.REACHED, _("cell_reached", default="Reached"), is_number=True),
        ),
        judge=beneficiary_problems,
    )
    partners = fields.lines(_("label_partners", default="Other partners"))
    budget = Rows(
        title=_("label_budget", default="Budget and resources"),
        description=_(
            "help_budget",
            default="One row for each source, in whole pesos; say in words what is given in kind. "
            "Example: DOLE, 1,200,000; barangay, “a room and a teacher”.",
        ),
        cells=(
            Cell("source", _("cell_source", default="From"), limit=rules.LONGEST_SOURCE),
            Cell("amount", _("cell_amount", default="Pesos"), is_number=True),
            Cell("note", _("cell_note", default="In kind, or for what"), limit=rules.LONGEST_NOTE),
        ),
        judge=budget_problems,
    )
    website = fields.address(_("label_website", default="Website"))


@implementer(IProgramme)
class Programme(Knowledge):
    """A programme; its files and its updates lie in it."""
