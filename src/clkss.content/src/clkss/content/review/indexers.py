"""What the catalog keeps of a reviewed item.

The catalog would take these names over from the folder an object lies in: a file would be found
under the owner committee of its practice. :func:`nothing` stops that.
"""

from clkss.content.review import access
from clkss.content.review import ladder
from clkss.content.review import rules
from clkss.content.review import workflow
from clkss.content.review.content import IReviewed
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from plone.indexer import indexer
from zope.interface import Interface


LONGEST_EXCERPT = 300


@indexer(Interface)
def nothing(obj):
    """Index nothing for what is not reviewed.

    :raises AttributeError: always.
    """
    raise AttributeError("not a reviewed item")


@indexer(IReviewed)
def who_may_act(item):
    """Index who may act on an item: ids of groups, and ``user:<id>`` for its author."""
    return rules.may_act(state_of(item), access.chain_of(item), ladder.authors(item))


@indexer(IReviewed)
def owner_committee(item):
    """Index the owner committee."""
    return access.owner_of(item)


@indexer(IReviewed)
def review_due(item):
    """Index the day on which a published item is to be looked at again."""
    if state_of(item) != workflow.PUBLISHED or not item.review_due:
        raise AttributeError("not due")
    return item.review_due


@indexer(IReviewed)
def featured(item):
    """Index whether an item is shown on the front page."""
    return bool(item.featured)


@indexer(IReviewed)
def returned_because(item):
    """Keep the comment with which a draft was returned, for "My work"."""
    history = history_of(item)
    if not history or history[-1]["action"] != workflow.RETURN:
        return ""
    return history[-1]["comments"][:LONGEST_EXCERPT]
