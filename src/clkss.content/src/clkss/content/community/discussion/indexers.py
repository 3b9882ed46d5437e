"""What the catalog keeps of discussions: numbers that cost nothing, and no account."""

from clkss.content.community.discussion.interfaces import IDiscussion
from plone.app.discussion.interfaces import IConversation
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer


@indexer(IDexterityContent)
def total_comments(thing):
    """Count the posts that visitors may read.

    :param thing: any content.
    """
    return IConversation(thing).total_comments() if _is_discussed(thing) else 0


@indexer(IDexterityContent)
def last_comment_date(thing):
    """Say when the latest post was written that visitors may read.

    :param thing: any content.
    """
    return IConversation(thing).last_comment_date if _is_discussed(thing) else None


@indexer(IDexterityContent)
def commentators(thing):
    """Name nobody: accounts are not for readers.

    :param thing: any content.
    """
    return ()


def _is_discussed(thing):
    return IDiscussion(thing, None) is not None
