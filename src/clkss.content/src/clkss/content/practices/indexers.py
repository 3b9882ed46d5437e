"""What the catalog keeps of a practice, beside what it keeps of all knowledge."""

from clkss.content.practices import rules
from clkss.content.practices.content import IGoodPractice
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from plone.indexer import indexer


@indexer(IGoodPractice)
def promising(practice):
    """Index whether a published practice lacks evidence that it was shown to work."""
    return state_of(practice) == PUBLISHED and rules.is_promising(practice.criteria)
