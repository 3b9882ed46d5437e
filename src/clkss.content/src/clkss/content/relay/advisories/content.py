"""The advisory: what is told, to whom, and what is asked back.

It is not in the catalog: lists are made from the rows of :mod:`.store`, so that a search holds
nothing of it and one that goes to the whole country costs no more than one that goes to a barangay.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import rules as committees
from clkss.content.committees.access import chain
from clkss.content.frame.uncatalogued import UncataloguedHolder
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.interfaces import IHoldsFiles
from clkss.content.knowledge.rows import Cell
from clkss.content.knowledge.rows import Rows
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories.interfaces import IAdvisoryContainer
from clkss.content.relay.advisories.states import state_of
from clkss.content.review import words
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from clkss.content.territories.content import TerritoryCodes
from functools import lru_cache
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IContextAwareDefaultFactory
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import secrets


PORTAL_TYPE = "Advisory"

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12

KIND_TITLES = {
    rules.TEXT: _("answer_kind_text", default="Text"),
    rules.YES_NO: _("answer_kind_yes_no", default="Yes or no"),
    rules.NUMBER: _("answer_kind_number", default="Number"),
}

NO_QUESTION = _("question_empty", default="write the question, or empty the row.")


def issuers(user_id):
    """Name the committees for which a person sends advisories.

    :param user_id: the account.
    :returns: keys, as the person's clearances come.
    """
    held = clearances.clearances(user_id) if user_id else []
    return list(dict.fromkeys(each.committee for each in held if each.function in rules.ISSUING))


@provider(IContextSourceBinder)
def my_committees(context):
    """List the committees for which the current user sends advisories, and the one that it has.

    :param context: an advisory, or the place where they are.
    """
    keys = issuers(getSecurityManager().getUser().getId())
    # Its default asks for this list, so it is not asked for.
    kept = getattr(aq_base(context), "__dict__", {}).get("owner_committee")
    if kept and kept not in keys:
        keys.append(kept)
    return SimpleVocabulary([SimpleTerm(key, key, words.committee(key)) for key in keys])


@provider(IContextAwareDefaultFactory)
def my_committee(context):
    """Name the first committee for which the current user sends advisories.

    :param context: not asked.
    """
    keys = issuers(getSecurityManager().getUser().getId())
    return keys[0] if keys else None


def question_problems(rows):
    """Say what is wrong with the questions.

    :param rows: rows of the right shape.
    """
    return [
        (number, NO_QUESTION) for number, row in enumerate(rows, 1) if not row["question"].strip()
    ]


class IAdvisory(model.Schema):
    """What a committee tells those below, and asks of them."""

    title = schema.TextLine(
        title=_("label_advisory_title", default="Subject"),
        description=_(
            "help_advisory_title",
            default="What it is about, for example “Count the children on the boats in "
            "December”. This is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    owner_committee = schema.Choice(
        title=_("label_advisory_issuer", default="From"),
        description=_("help_advisory_issuer", default="The committee that speaks."),
        source=my_committees,
        defaultFactory=my_committee,
    )
    text = fields.text(
        _("label_advisory_text", default="What you tell them"),
        _(
            "help_advisory_text",
            default="In plain words: what is to be done, by whom, by when. A blank line separates "
            "paragraphs. No names of children.",
        ),
        rules.LONGEST_TEXT,
    )
    directives.widget("levels", CheckBoxFieldWidget)
    levels = fields.tokens(
        "clkss.committee_levels",
        _("label_advisory_levels", default="To the committees of which level"),
    )
    territories = TerritoryCodes(
        title=_("label_advisory_places", default="In which places"),
        description=_(
            "help_advisory_places",
            default="All committees of the chosen levels that lie in these places get it. Choose "
            "the Philippines to reach the whole country.",
        ),
        required=False,
        defaultFactory=list,
        max_length=rules.MOST_PLACES,
    )
    directives.widget("functions", CheckBoxFieldWidget)
    functions = fields.tokens(
        "clkss.committee_functions",
        _("label_advisory_functions", default="To whom there"),
        _("help_advisory_functions", default="Choose none to reach all who serve there."),
    )
    questions = Rows(
        title=_("label_advisory_questions", default="What you ask them"),
        description=_(
            "help_advisory_questions",
            default="One row for each question; each committee answers once. Example: How many "
            "boats land at night? Number.",
        ),
        cells=(
            Cell(
                "question",
                _("cell_question", default="Question"),
                limit=rules.LONGEST_QUESTION,
            ),
            Cell("kind", _("cell_answer_kind", default="Answer"), tuple(KIND_TITLES.items())),
        ),
        judge=question_problems,
    )
    deadline = fields.day(
        _("label_advisory_deadline", default="Answer by"),
        _(
            "help_advisory_deadline",
            default="The last day for an answer, such as 2026-12-15. May be left empty.",
        ),
    )


@implementer(IAdvisory, IHoldsFiles)
class Advisory(UncataloguedHolder, Container):
    """An advisory; the files attached to it lie in it."""

    @property
    def audience(self):
        """To whom it goes, as :class:`.rules.Audience`."""
        return rules.Audience(
            frozenset(self.levels or ()),
            frozenset(self.territories or ()),
            frozenset(self.functions or ()),
        )


@lru_cache(maxsize=8192)
def lineage_of(code):
    """Give the level and the places of a territory's committee.

    :param code: the territory's code.
    :returns: a :class:`.rules.Lineage`; None for a code that never was.
    """
    if not table.exists(code):
        return None
    level = territories.committee_level(table.level(code))
    return rules.Lineage(level, table.ancestors_and_self(code))


@adapter(IAdvisory)
def facts_of_advisory(advisory):
    """Adapt an advisory to the facts that access to it depends on.

    Those who send for its committee write it, the secretaries above may read it; to whom it goes is
    not said here but by :class:`.access.Addressed`.

    :param advisory: the advisory.
    :returns: the facts; None while it has no committee.
    """
    key = advisory.owner_committee
    if not committees.is_key(key):
        return None
    return committees.Facts(
        chain=chain(key)[1:],
        knowledge=False,
        grants=tuple(
            (committees.committee_group(key, function), "Editor") for function in rules.ISSUING
        ),
    )


@adapter(IAdvisoryContainer)
def facts_of_container(container):
    """Adapt the place of all advisories: secretaries and monitors write there.

    :param container: the place.
    """
    return committees.Facts(
        knowledge=False,
        grants=tuple(
            (committees.function_group(function), "Contributor") for function in rules.ISSUING
        ),
    )


@implementer(INameChooser)
@adapter(IAdvisoryContainer)
class Names:
    """Ids that tell nothing and cannot be guessed.

    :param context: the place of all advisories.
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
        """Give a new id.

        :param name: not asked.
        :param obj: not asked.
        """
        while True:
            chosen = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
            if chosen not in self.context:
                return chosen


def is_draft(advisory):
    """Say whether an advisory is still being written.

    :param advisory: the advisory.
    """
    return state_of(advisory) == rules.DRAFT
