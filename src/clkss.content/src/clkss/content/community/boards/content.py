"""Boards and topics."""

from clkss.content import _
from clkss.content.committees import rules as committees
from clkss.content.committees.access import chain
from clkss.content.committees.interfaces import IAccessFacts
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.community.boards import rules
from clkss.content.community.boards.interfaces import IBoards
from clkss.content.community.discussion import rules as discussion
from clkss.content.community.discussion.interfaces import IDiscussion
from clkss.content.territories import table
from plone.app.discussion.interfaces import IConversation
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


BOARD = "Board"
TOPIC = "Topic"

AUDIENCES = {
    rules.PUBLIC: _("audience_public", default="Everybody reads, members write"),
    rules.MEMBERS: _("audience_members", default="Members read and write"),
    rules.COMMITTEE: _("audience_committee", default="Only the people of its committee"),
    rules.LEVEL: _("audience_level", default="Only the people of committees of a level"),
}


@provider(IVocabularyFactory)
def audiences(context):
    """Vocabulary of who may see a board.

    :param context: anything.
    """
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in AUDIENCES.items()])


def is_committee(key):
    """Accept the key of a committee whose territory exists.

    :param key: what was entered.
    """
    return committees.is_key(key) and table.exists(committees.split_key(key)[0])


class IBoard(model.Schema):
    """A place for topics, with those who see it."""

    title = schema.TextLine(
        title=_("label_board_title", default="Name"), max_length=discussion.LONGEST_TITLE
    )
    description = schema.Text(
        title=_("label_board_description", default="What it is for"),
        required=False,
        max_length=2000,
    )
    audience = schema.Choice(
        title=_("label_board_audience", default="Who reads and writes"),
        vocabulary="clkss.board_audiences",
        default=rules.MEMBERS,
    )
    committee = schema.TextLine(
        title=_("label_board_committee", default="Committee"),
        description=_(
            "help_board_committee",
            default="Its key, for example PH or 0701233000. Its secretary moderates the board.",
        ),
        required=False,
        constraint=is_committee,
    )
    level = schema.Choice(
        title=_("label_board_level", default="Level"),
        vocabulary="clkss.committee_levels",
        required=False,
    )
    themes = schema.List(
        title=_("label_themes", default="Themes"),
        value_type=schema.Choice(vocabulary="clkss.themes"),
        required=False,
        default=[],
        missing_value=[],
    )

    @invariant
    def is_for_somebody(data):
        """A closed board says for whom it is."""
        if data.audience == rules.COMMITTEE and not data.committee:
            raise Invalid(_("board_no_committee", default="Say which committee the board is for."))
        if data.audience == rules.LEVEL and not data.level:
            raise Invalid(_("board_no_level", default="Say which level the board is for."))


class ITopic(model.Schema):
    """A topic; what is said about it are its posts, of which the first opens it."""

    title = schema.TextLine(
        title=_("label_topic_title", default="Topic"), max_length=discussion.LONGEST_TITLE
    )
    text = schema.Text(
        title=_("label_topic_text", default="What you want to say"),
        required=False,
        max_length=discussion.LONGEST,
    )
    pinned = schema.Bool(
        title=_("label_topic_pinned", default="Stands on top"), required=False, default=False
    )
    locked = schema.Bool(
        title=_("label_topic_locked", default="Takes no posts"), required=False, default=False
    )


@implementer(IBoard)
class Board(Container):
    """A board; topics lie in it."""

    _ordering = "unordered"

    audience = rules.MEMBERS
    committee = None
    level = None

    def SearchableText(self):
        """Return the words by which the catalog finds it."""
        return " ".join(part for part in (self.title, self.description) if part)


@implementer(ITopic)
class Topic(Container):
    """A topic of a board."""

    _ordering = "unordered"

    pinned = False
    locked = False
    answer = 0
    """Id of the post that is the answer."""


@adapter(IBoard)
@implementer(IAccessFacts)
def facts_of_board(board):
    """Adapt a board to the facts that access to it depends on.

    :param board: the board.
    """
    link = None
    if board.committee and is_committee(board.committee):
        level, key = chain(board.committee)[0]
        link = (level, key)
    return rules.facts(board.audience, board.committee, link, board.level)


@adapter(IBoards)
@implementer(IAccessFacts)
def facts_of_boards(place):
    """Adapt the place of the boards to the facts that access to it depends on.

    :param place: the folder.
    """
    return committees.Facts()


def board_of(topic):
    """Give the board of a topic; ``None`` where it lies in none.

    :param topic: the topic.
    """
    parent = topic.__parent__
    return parent if IBoard.providedBy(parent) else None


@adapter(ITopic)
@implementer(IDiscussion)
class DiscussionOfTopic:
    """What a topic says of its discussion.

    :param topic: the topic.
    """

    path = ""
    parts = 0
    can_be_answered = True

    def __init__(self, topic):
        self.topic = topic
        board = board_of(topic)
        self.is_open = not topic.locked
        self.board = board.UID() if board is not None else ""
        self.is_shown = opening_state(topic) == discussion.PUBLISHED
        self.is_public = board is not None and board.audience == rules.PUBLIC and self.is_shown
        self.answered_by = topic.answer

    @property
    def asked_by(self):
        """The account that opened the topic."""
        post = opening(self.topic)
        return (post.author_username or "") if post is not None else ""


def opening(topic):
    """Give the post that opens a topic; ``None`` before there is one.

    :param topic: the topic.
    """
    conversation = IConversation(topic)
    number = next(conversation.threads(), None)
    return None if number is None else conversation[number]


def opening_state(topic):
    """Give the state of the post that opens a topic.

    :param topic: the topic.
    """
    post = opening(topic)
    return discussion.PUBLISHED if post is None else post.state


def level_title(level):
    """Say for the committees of which level a board is.

    :param level: the level.
    """
    return LEVEL_TITLES.get(level, level)
