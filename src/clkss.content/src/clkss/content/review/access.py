"""The facts of a reviewed item on which access depends."""

from clkss.content.committees.access import chain
from clkss.content.committees.interfaces import IAccessFacts
from clkss.content.committees.rules import Facts
from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.review import rules
from clkss.content.review import workflow
from clkss.content.review.content import IReviewed
from clkss.content.review.ownership import stored_owner
from clkss.content.review.states import state_of
from zope.component import adapter
from zope.interface import implementer


def owner_of(item):
    """Give the key of the committee that owns an item; nobody's item is the nation's.

    :param item: a reviewed item.
    """
    return stored_owner(item) or NATIONAL_KEY


def chain_of(item):
    """Give the ladder of an item: the owner committee first, the national one last.

    :param item: a reviewed item.
    """
    return chain(owner_of(item))


@implementer(IAccessFacts)
@adapter(IReviewed)
def access_facts(item):
    """Say what the access to a reviewed item depends on.

    A draft concerns only the owner committee; from the first review on, all the chain.

    :param item: a reviewed item.
    """
    state = state_of(item)
    links = tuple(chain_of(item))
    return Facts(
        owner=links[0][1],
        chain=links[:1] if state == workflow.DRAFT else links,
        turn=rules.turn_in(state, links),
    )
