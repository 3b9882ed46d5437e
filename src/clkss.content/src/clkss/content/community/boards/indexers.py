"""What the catalog knows of boards and topics."""

from clkss.content.community.boards import rules
from clkss.content.community.boards.content import IBoard
from clkss.content.community.boards.content import ITopic
from clkss.content.community.discussion.rules import PUBLISHED
from plone.app.discussion.interfaces import IConversation
from plone.indexer import indexer


MOST_POSTS = 2_000
MOST_CHARACTERS = 300_000
"""Of so many the latest posts are found by their words."""


@indexer(IBoard)
def themes(board):
    """Give the themes of a board.

    :param board: the board.
    """
    return tuple(board.themes or ())


@indexer(ITopic)
def SearchableText(topic):
    """Give the title, and the words of the latest posts that all who see the topic may read.

    :param topic: the topic.
    """
    conversation = IConversation(topic)
    parts = [topic.title]
    left = MOST_CHARACTERS
    for count, number in enumerate(conversation.latest()):
        post = conversation[number]
        if count >= MOST_POSTS or left < 0:
            break
        if post.state == PUBLISHED:
            parts.append(post.text)
            left -= len(post.text)
    return " ".join(parts)


@indexer(ITopic)
def topic_marks(topic):
    """Name what a list shows beside the title.

    :param topic: the topic.
    """
    marks = {
        rules.PINNED: topic.pinned,
        rules.LOCKED: topic.locked,
        rules.ANSWERED: topic.answer,
    }
    return tuple(name for name, is_so in marks.items() if is_so)


@indexer(IBoard)
def owner_committee(board):
    """Index whose board it is.

    :param board: the board.
    :raises AttributeError: when it is of no committee.
    """
    if not board.committee:
        raise AttributeError("of no committee")
    return board.committee
