"""What is asked for, the periods it is asked about, and the reports.

None of it is in the catalog: lists and sums are made from the rows of :mod:`.store`.
"""

from clkss.content import _
from clkss.content.committees import rules as committees
from clkss.content.committees.access import chain
from clkss.content.frame.uncatalogued import Uncatalogued
from clkss.content.frame.uncatalogued import UncataloguedHolder
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.interfaces import IHoldsFiles
from clkss.content.knowledge.rows import Cell
from clkss.content.knowledge.rows import Rows
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.interfaces import IReportPeriods
from clkss.content.relay.reporting.interfaces import IReportTemplates
from plone.app.content.namechooser import NormalizingNameChooser
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import secrets


TEMPLATE = "ReportTemplate"
PERIOD = "ReportPeriod"
REPORT = "PeriodicReport"

TEMPLATES_PLACE = "report-templates"
PLACE = "periodic-reports"

FILING = (committees.SECRETARY, committees.MONITOR)
"""Functions that write and file the report of their committee."""

LONGEST_ID = 60
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

PERIOD_KIND_TITLES = {
    rules.MONTHLY: _("report_monthly", default="Every month"),
    rules.QUARTERLY: _("report_quarterly", default="Every quarter"),
    rules.YEARLY: _("report_yearly", default="Every year"),
}

QUESTION_KIND_TITLES = {
    rules.FIGURE: _("report_question_figure", default="Figure"),
    rules.YES_NO: _("report_question_yes_no", default="Yes or no"),
    rules.TEXT: _("report_question_text", default="Text"),
}

NEEDED_TITLES = {
    rules.YES: _("report_needed", default="must be answered"),
    rules.NO: _("report_not_needed", default="may stay empty"),
}

NO_QUESTION = _("report_question_empty", default="write the question, or empty the row.")
TOO_MANY = _(
    "report_too_many_figures",
    default="At most 20 figures and yes-or-no questions can be added up; the others are texts.",
)

PERIOD_KINDS = SimpleVocabulary(
    [SimpleTerm(value, value, title) for value, title in PERIOD_KIND_TITLES.items()]
)


def question_problems(rows):
    """Say what is wrong with the questions.

    :param rows: rows of the right shape.
    """
    found = [
        (number, NO_QUESTION) for number, row in enumerate(rows, 1) if not row["label"].strip()
    ]
    return [*found, (0, TOO_MANY)] if rules.too_many_figures(rows) else found


class IReportTemplate(model.Schema):
    """What committees of some levels report, how often, and until when."""

    title = schema.TextLine(
        title=_("label_report_title", default="Name in English"),
        description=_("help_report_title", default="For example “Children at work on boats”."),
        max_length=knowledge.LONGEST_TITLE,
    )
    title_tl = schema.TextLine(
        title=_("label_report_title_tl", default="Name in Filipino"),
        required=False,
        max_length=knowledge.LONGEST_TITLE,
    )
    directives.widget("levels", CheckBoxFieldWidget)
    levels = schema.List(
        title=_("label_report_levels", default="Committees of which level report"),
        value_type=schema.Choice(vocabulary="clkss.committee_levels"),
        defaultFactory=list,
    )
    period_kind = schema.Choice(
        title=_("label_report_period_kind", default="How often"),
        vocabulary=PERIOD_KINDS,
        default=rules.QUARTERLY,
    )
    days_due = schema.Int(
        title=_("label_report_days_due", default="Days to report"),
        description=_(
            "help_report_days_due",
            default="How many days after the end of the month, quarter or year it is due.",
        ),
        min=1,
        max=rules.MOST_DAYS,
        default=15,
    )
    days_grace = schema.Int(
        title=_("label_report_days_grace", default="Days of grace"),
        description=_(
            "help_report_days_grace",
            default="So many days after the due day the levels above may sign although reports "
            "are missing; they are named then.",
        ),
        min=0,
        max=rules.MOST_DAYS,
        default=10,
    )
    questions = Rows(
        title=_("label_report_questions", default="What is asked"),
        description=_(
            "help_report_questions",
            default="One row for each question. Figures, and how often the answer is yes, are "
            "added up from level to level. No names of children. Changes hold from the next "
            "period on.",
        ),
        cells=(
            Cell("label", _("cell_report_label", default="Question"), limit=rules.LONGEST_QUESTION),
            Cell(
                "label_tl",
                _("cell_report_label_tl", default="In Filipino"),
                limit=rules.LONGEST_QUESTION,
            ),
            Cell(
                "kind",
                _("cell_report_kind", default="Answer"),
                tuple(QUESTION_KIND_TITLES.items()),
            ),
            Cell(
                "needed",
                _("cell_report_needed", default="Needed"),
                tuple(NEEDED_TITLES.items()),
            ),
        ),
        judge=question_problems,
    )
    active = schema.Bool(
        title=_("label_report_active", default="It is asked for"),
        description=_(
            "help_report_active",
            default="While this is ticked, each month, quarter or year that ends is asked about.",
        ),
        required=False,
        default=True,
    )

    @invariant
    def is_asked_of_somebody(data):
        """Somebody reports."""
        if not data.levels:
            raise Invalid(_("report_no_levels", default="Choose at least one level."))


class IReportPeriod(model.Schema):
    """A period that is asked about, with its own copy of the questions."""

    title = schema.TextLine(title=_("label_report_title", default="Name in English"), readonly=True)
    period = schema.TextLine(title=_("label_report_period", default="Period"), readonly=True)
    due = schema.Date(title=_("label_report_due", default="Due"), readonly=True)


class IPeriodicReport(model.Schema):
    """What one committee reports for one period; it is written by our own form alone."""

    is_nil = schema.Bool(
        title=_("label_report_is_nil", default="Nothing to report"), readonly=True, default=False
    )
    answers = schema.List(
        title=_("label_report_answers", default="Answers"),
        value_type=schema.Text(),
        readonly=True,
        defaultFactory=list,
    )


@implementer(IReportTemplate)
class ReportTemplate(Uncatalogued, Item):
    """What is asked for."""

    title_tl = ""
    site_url = ""
    """Address of the site as whoever wrote it knows it; mails at night need it."""


@implementer(IReportPeriod)
class ReportPeriod(Uncatalogued, Container):
    """A period, in which its reports lie under the keys of their committees."""

    _ordering = "unordered"

    template = ""
    period = ""
    title_tl = ""
    levels = ()
    due = None
    grace_ends = None
    questions = ()
    site_url = ""

    def notifyModified(self):
        """Stay as it is when a report comes: many come at the same time."""

    def title_in(self, language):
        """Give what is asked for, in a language, or in English.

        :param language: code of a language of the site.
        """
        name = (self.title_tl if language == "tl" else "") or self.title
        return f"{name}, {self.period}"

    def labels(self, language):
        """Give the questions in a language, or in English.

        :param language: code of a language of the site.
        """
        return [
            (each["label_tl"] if language == "tl" else "") or each["label"]
            for each in self.questions
        ]


@implementer(IPeriodicReport, IHoldsFiles)
class PeriodicReport(UncataloguedHolder, Container):
    """A report; what proves it lies in it as files."""

    _ordering = "unordered"

    is_nil = False
    answers = ()
    submitted = ""
    """The day on which it was submitted."""
    reason = ""
    """Why it was returned, excused or opened again."""
    snapshot = None
    """What was signed: sums, coverage, and the names of the missing."""

    @property
    def committee(self):
        """Key of the committee that reports."""
        return self.getId()

    @property
    def title(self):
        """Its key stands for a title; pages say more."""
        return self.getId() or ""

    @title.setter
    def title(self, value):
        pass


@adapter(IReportTemplates)
def facts_of_templates(place):
    """Adapt the place of the templates: national secretaries write there.

    :param place: the place.
    """
    return committees.Facts(knowledge=False, grants=((_national(), "Contributor"),))


@adapter(IReportTemplate)
def facts_of_template(template):
    """Adapt a template: national secretaries write it.

    :param template: the template.
    """
    return committees.Facts(knowledge=False, grants=((_national(), "Editor"),))


def _national():
    return committees.committee_group(committees.NATIONAL_KEY, committees.SECRETARY)


@adapter(IReportPeriod)
def facts_of_period(period):
    """Adapt a period: whoever serves on a committee sees what is asked, not what is answered.

    These roles give nothing in a report, which lies in the period.

    :param period: the period.
    """
    return committees.Facts(
        knowledge=False,
        grants=tuple(
            (committees.level_group(level), role) for level, role in committees.LEVEL_ROLES.items()
        ),
    )


@adapter(IPeriodicReport)
def facts_of_report(report):
    """Adapt a report: its committee reads it, two functions there write it.

    Secretaries of the committees above judge it, monitors there read it.

    :param report: the report.
    """
    key = report.committee
    group = committees.committee_group
    if not committees.is_key(key):
        return None
    above = chain(key)[1:]
    return committees.Facts(
        chain=above,
        knowledge=False,
        grants=(
            (group(key), "Reader"),
            *((group(key, function), "Editor") for function in FILING),
            *((group(link.key, committees.MONITOR), "Reader") for link in above),
        ),
    )


@implementer(INameChooser)
@adapter(IReportTemplates)
class TemplateNames(NormalizingNameChooser):
    """Short ids: periods are named after them.

    :param context: the place of the templates.
    """

    def chooseName(self, name, obj):
        """Give a new id.

        :param name: not asked.
        :param obj: the template.
        """
        tail = "".join(secrets.choice(ALPHABET) for _place in range(4))
        words = super().chooseName(obj.title, obj)[: LONGEST_ID - 5].rstrip("-.").replace(".", "-")
        return f"{words}-{tail}"


@implementer(INameChooser)
@adapter(IReportPeriods)
class NoNames:
    """Periods are named by what opens them.

    :param context: the place of the periods.
    """

    def __init__(self, context):
        self.context = context

    def checkName(self, name, obj):
        """Say whether an object may have an id.

        :param name: the id.
        :param obj: not asked.
        """
        return name not in self.context

    def chooseName(self, name, obj):
        """Give the id that the object has.

        :param name: not asked.
        :param obj: a period.
        """
        return obj.getId()
