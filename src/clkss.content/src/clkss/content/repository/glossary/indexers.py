"""What the catalog keeps of a term, beside what it keeps of all knowledge."""

from clkss.content.repository import pointing
from clkss.content.repository.glossary.content import IGlossaryTerm
from plone.indexer import indexer


BROADER = "broader"


@indexer(IGlossaryTerm)
def points_to(term):
    """Index which terms are broader."""
    return pointing.tokens(BROADER, term.broader)


@indexer(IGlossaryTerm)
def description(term):
    """Keep the definition in short, for lists."""
    return term.Description()
