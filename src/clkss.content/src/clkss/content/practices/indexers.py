"""What the catalog keeps of a practice.

The catalog would let the files in a practice take over its values; :func:`nothing` stops that.
"""

from clkss.content.practices import rules
from clkss.content.practices.content import IGoodPractice
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from clkss.content.subjects import countries as world
from plone.base.utils import safe_text
from plone.indexer import indexer
from zope.interface import Interface


@indexer(Interface)
def nothing(obj):
    """Index nothing for what says nothing of this.

    :raises AttributeError: always.
    """
    raise AttributeError("says nothing of this")


@indexer(IGoodPractice)
def themes(practice):
    """Index the themes."""
    return tuple(practice.themes or ())


@indexer(IGoodPractice)
def sectors(practice):
    """Index the sectors."""
    return tuple(practice.sectors or ())


@indexer(IGoodPractice)
def hazards(practice):
    """Index the hazards."""
    return tuple(practice.hazards or ())


@indexer(IGoodPractice)
def agencies(practice):
    """Index the agencies."""
    return tuple(practice.agencies or ())


@indexer(IGoodPractice)
def countries(practice):
    """Index the countries; one that names only Philippine places is the Philippines'."""
    named = tuple(practice.countries or ())
    return named or (("PH",) if practice.territories else ())


@indexer(IGoodPractice)
def year(practice):
    """Index the year in which a practice began."""
    found = rules.year_of(practice.period_start, practice.period_end)
    if found is None:
        raise AttributeError("no year")
    return found


@indexer(IGoodPractice)
def promising(practice):
    """Index whether a published practice lacks evidence that it was shown to work."""
    return state_of(practice) == PUBLISHED and rules.is_promising(practice.criteria)


@indexer(IGoodPractice)
def practice_code(practice):
    """Index the code in the sheet from which a practice was imported."""
    if not practice.code:
        raise AttributeError("not imported")
    return practice.code


@indexer(IGoodPractice)
def is_example(practice):
    """Keep whether a practice is invented."""
    return bool(practice.is_example)


@indexer(IGoodPractice)
def searchable_text(practice):
    """Index all that is written in a practice."""
    texts = [
        practice.title,
        practice.description,
        *(getattr(practice, part) for part in rules.PARTS),
        *(practice.partners or ()),
        practice.references,
        practice.source,
        *(world.title(code) for code in practice.countries or () if world.exists(code)),
    ]
    return " ".join(safe_text(text) for text in texts if text)
