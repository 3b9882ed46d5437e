"""What the catalog keeps of a commitment, beside what it keeps of all knowledge."""

from clkss.content.knowledge.rules import year_of
from clkss.content.repository.commitments.content import ICommitment
from clkss.content.territories import table
from clkss.content.territories.content import stored_codes
from plone.indexer import indexer


COMMITTED = "committed_places"


@indexer(ICommitment)
def committed_places(commitment):
    """Index the places that commit themselves: not what lies in them, nor what they lie in."""
    return tuple(dict.fromkeys(table.current(code) for code in stored_codes(commitment)))


@indexer(ICommitment)
def year(commitment):
    """Index the year in which it was declared."""
    found = year_of(commitment.declared_on, None)
    if found is None:
        raise AttributeError("no year")
    return found
