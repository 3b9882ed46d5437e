"""The poll: a question to those who serve on a committee."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.polls import rules
from clkss.content.community.polls import store
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.content import RoomContent
from clkss.content.community.rooms.interfaces import IReady
from clkss.content.community.rooms.interfaces import IRoomContent
from clkss.content.community.rooms.states import state_of
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.rows import Cell
from clkss.content.knowledge.rows import Rows
from plone import api
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


POLL = "Poll"

LONGEST_TEXT = 10_000

OPTION = "option"
"""The column of an option's words."""

BALLOTS = {
    rules.SECRET: _("poll_ballot_secret", default="Secret: nobody sees who voted for what"),
    rules.OPEN: _("poll_ballot_open", default="Open: those who serve see who voted for what"),
}

PROBLEMS = {
    rules.TOO_FEW_OPTIONS: _("poll_too_few_options", default="Write at least two options."),
    rules.TOO_MANY_OPTIONS: _("poll_too_many_options", default="Write at most 30 options."),
    rules.SAME_OPTIONS: _("poll_same_options", default="Two options say the same."),
    rules.TOO_MANY_EACH: _(
        "poll_too_many_each",
        default="Give each person fewer votes than there are options, or allow several on one.",
    ),
    rules.NO_DAY: _("poll_no_day", default="Say until when one may vote."),
    rules.DAY_PAST: _(
        "poll_day_past", default="The last day is past. Choose today or a later day."
    ),
}

NO_OPTION = _("poll_option_empty", default="write the option, or empty the row.")


@provider(IVocabularyFactory)
def ballots(context):
    """Vocabulary of ways to vote.

    :param context: anything.
    """
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in BALLOTS.items()])


def option_problems(rows):
    """Say what is wrong with the options.

    :param rows: rows of the right shape.
    """
    found = [(number, NO_OPTION) for number, row in enumerate(rows, 1) if not row[OPTION].strip()]
    if len(rows) > rules.MOST_OPTIONS:
        found.append((0, PROBLEMS[rules.TOO_MANY_OPTIONS]))
    return found


class IPoll(model.Schema):
    """A question to those who serve on a committee, and what they may vote for."""

    title = schema.TextLine(
        title=_("label_poll_question", default="Question"),
        description=_(
            "help_poll_question",
            default="For example: On which day shall we meet?",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    text = fields.text(
        _("label_poll_text", default="What one should know before voting"),
        _("help_poll_text", default="A blank line separates paragraphs. May be left empty."),
        LONGEST_TEXT,
    )
    options = Rows(
        title=_("label_poll_options", default="Options"),
        description=_(
            "help_poll_options",
            default="At least two. They cannot change once somebody has voted.",
        ),
        cells=(Cell(OPTION, _("cell_poll_option", default="Option"), limit=rules.LONGEST_OPTION),),
        judge=option_problems,
    )
    votes = fields.Number(
        title=_("label_poll_votes", default="Votes for each person"),
        min=1,
        max=rules.MOST_VOTES,
        default=1,
    )
    several = schema.Bool(
        title=_("label_poll_several", default="One may give several votes to one option"),
        required=False,
        default=False,
    )
    ballot = schema.Choice(
        title=_("label_poll_ballot", default="Way to vote"),
        vocabulary="clkss.poll_ballots",
        default=rules.SECRET,
    )
    closes = fields.day(
        _("label_poll_closes", default="Last day to vote"),
        _("help_poll_closes", default="Such as 2026-12-15."),
    )


@implementer(IPoll, IRoomContent)
class Poll(RoomContent):
    """A poll; votes are rows of the relational store, never here."""

    kept_for_lists = ("closes", "closed", "announced")

    text = None
    options = ()
    votes = 1
    several = False
    ballot = rules.SECRET
    closes = None

    closed = None
    """The day on which its secretary closed it before its last day."""

    announced = None
    """The day on which the result was announced."""

    statement = ""
    """What was said with it."""

    secret = None
    """With what pseudonyms are made; gone once it is closed."""

    allowed_until = None
    """The last day as it was taken, so that a closed poll does not open again."""


def texts(poll):
    """Give the words of the options.

    :param poll: the poll.
    """
    return [row[OPTION] for row in poll.options or ()]


def polls_of(uids):
    """Wake polls, whoever may see them.

    :param uids: UIDs.
    """
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=list(uids)) if uids else ()
    return [brain._unrestrictedGetObject() for brain in found]


def is_open(poll):
    """Say whether a poll takes votes: it is shared, and its last day is not past.

    :param poll: the poll.
    """
    return state_of(poll) != rooms.DRAFT and is_running(poll)


def is_running(poll):
    """Say whether the days of a poll are not over.

    :param poll: the poll.
    """
    return rooms.is_open(poll.closes, poll.closed, clearances.today())


def voters(poll):
    """Name who may vote: whoever serves on the committee now.

    :param poll: the poll.
    """
    committee = committee_of(poll)
    if committee is None:
        return frozenset()
    people = clearances.people(committee.getId())
    return rules.voters((each.user_id, each.agency, each.alternate) for each in people)


def serves(poll, person):
    """Say whether a person serves on the committee in a way that the request may use.

    :param poll: the poll.
    :param person: user id.
    """
    committee = committee_of(poll)
    held = clearances.clearances(person)
    return committee is not None and any(each.committee == committee.getId() for each in held)


def voter_name(poll, person):
    """Give what stands for a person among the votes; nothing once nobody can tell any more.

    :param poll: the poll.
    :param person: user id.
    """
    if poll.ballot == rules.OPEN:
        return person
    return rules.pseudonym(poll.secret, poll.UID(), person) if poll.secret else None


@adapter(IPoll)
@implementer(IReady)
class PollReady:
    """A poll can be answered before it is shared.

    :param poll: the poll.
    """

    def __init__(self, poll):
        self.poll = poll

    def missing(self):
        """Give pairs of a field and a message."""
        poll = self.poll
        is_new = state_of(poll) == rooms.DRAFT and not poll.closed and not store.count(poll.UID())
        found = rules.problems(
            texts(poll),
            poll.votes,
            bool(poll.several),
            poll.closes or "",
            clearances.today(),
            is_new,
        )
        return [(field, PROBLEMS[reason]) for field, reason in found]
