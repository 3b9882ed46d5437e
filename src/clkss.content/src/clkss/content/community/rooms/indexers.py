"""What the catalog keeps of room content."""

from Acquisition import aq_base
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.interfaces import IRoomContent
from plone.indexer.decorator import indexer


@indexer(IRoomContent)
def room_facts(item):
    """Give what lists of room content show, so that none has to be woken for them.

    :param item: room content.
    :returns: a mapping of the names that its class keeps for lists to plain values.
    """
    plain = aq_base(item)
    return {name: getattr(plain, name, None) for name in plain.kept_for_lists}


@indexer(IRoomContent)
def owner_committee(item):
    """Index in whose room it lies.

    :param item: room content.
    :raises AttributeError: while it lies in none.
    """
    committee = committee_of(item)
    if committee is None:
        raise AttributeError("in no room")
    return committee.getId()
