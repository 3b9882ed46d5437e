"""What the catalog keeps of a resource, beside what it keeps of all knowledge."""

from clkss.content.repository import pointing
from clkss.content.repository.resources import rules
from clkss.content.repository.resources.content import IResource
from plone.indexer import indexer


AMENDS = "amends"


@indexer(IResource)
def year(resource):
    """Index the year of publication, or that of the law."""
    found = rules.year_of(resource.year, resource.law_date)
    if found is None:
        raise AttributeError("no year")
    return found


@indexer(IResource)
def points_to(resource):
    """Index which laws a law amends."""
    return pointing.tokens(AMENDS, resource.amends)
