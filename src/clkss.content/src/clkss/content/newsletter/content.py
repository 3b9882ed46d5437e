"""An issue of the newsletter."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.committees.rules import Facts
from clkss.content.knowledge.naming import suffix
from clkss.content.newsletter import rules
from clkss.content.newsletter.interfaces import INewsletterContainer
from clkss.content.newsletter.workflow import DRAFT
from clkss.content.newsletter.workflow import WORKFLOW
from plone.app.content.namechooser import NormalizingNameChooser
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer
from zope.schema.interfaces import ValidationError


PORTAL_TYPE = "Newsletter"


class NotAMonth(ValidationError):
    __doc__ = _("error_newsletter_month", default="Write year and month, such as 2026-11.")


class NoEntries(ValidationError):
    __doc__ = _(
        "error_newsletter_entries",
        default="Send a list of at most 40 items, each with its UID and a line of at most 300 "
        "characters.",
    )


def is_month(value):
    """Accept a month.

    :param value: what was entered.
    :raises NotAMonth: for anything else.
    """
    if not rules.is_month(value):
        raise NotAMonth(value)
    return True


def are_entries(value):
    """Accept entries.

    :param value: what was sent.
    :raises NoEntries: for anything else.
    """
    if not rules.are_entries(value):
        raise NoEntries()
    return True


class INewsletter(model.Schema):
    """An issue: what it says first, and the items that it names."""

    directives.omitted("entries")

    title = schema.TextLine(
        title=_("label_newsletter_title", default="Title"), max_length=rules.LONGEST_TITLE
    )

    month = schema.TextLine(
        title=_("label_newsletter_month", default="Month"),
        description=_("help_newsletter_month", default="Year and month, such as 2026-11."),
        constraint=is_month,
    )

    introduction = schema.Text(
        title=_("label_newsletter_introduction", default="Introduction in English"),
        required=False,
        max_length=rules.LONGEST_INTRODUCTION,
    )

    introduction_tl = schema.Text(
        title=_("label_newsletter_introduction_tl", default="Introduction in Filipino"),
        required=False,
        max_length=rules.LONGEST_INTRODUCTION,
    )

    entries = schema.List(
        title=_("label_newsletter_entries", default="Items"),
        value_type=schema.Dict(key_type=schema.TextLine(), value_type=schema.TextLine()),
        required=False,
        defaultFactory=list,
        constraint=are_entries,
    )


@implementer(INewsletter)
class Newsletter(Item):
    """An issue."""

    is_example = False
    """Whether it is made up to show how the site works."""

    sent_to = 0
    """To how many people it went; for those who write it."""

    def said_in(self, language):
        """Give the introduction in a language, or in the other where there is none.

        :param language: code of a language of the site.
        """
        english, filipino = self.introduction or "", self.introduction_tl or ""
        return (filipino or english) if language == "tl" else (english or filipino)

    def pairs(self):
        """Give the entries as pairs of UID and line."""
        return [(each[rules.ITEM], each.get(rules.LINE) or "") for each in self.entries or ()]


def state_of(issue):
    """Give the state of an issue from its own history.

    :param issue: an issue.
    """
    history = (getattr(aq_base(issue), "workflow_history", None) or {}).get(WORKFLOW, ())
    return history[-1]["review_state"] if history else DRAFT


@adapter(INewsletterContainer)
@implementer(INameChooser)
class MonthAsName(NormalizingNameChooser):
    """Names an issue after its month, with an end that nobody guesses while it is a draft.

    :param context: the container.
    """

    def chooseName(self, name, obj):
        """Give the id of a new issue.

        :param name: what was asked for.
        :param obj: the content.
        """
        if not INewsletter.providedBy(obj):
            return super().chooseName(name, obj)
        while True:
            chosen = f"{obj.month}-{suffix()}"
            if chosen not in self.context:
                return chosen


def facts(context):
    """Adapt an issue, or their place, to the facts that access to it depends on.

    :param context: an issue, or the folder of issues.
    """
    return Facts(knowledge=True)
