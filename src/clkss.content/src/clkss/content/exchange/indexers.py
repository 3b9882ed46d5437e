"""What the catalog keeps of an exchange, beside what it keeps of all knowledge."""

from clkss.content.exchange.content import IExchange
from plone.indexer import indexer


@indexer(IExchange)
def countries(exchange):
    """Index the countries of both sides, too."""
    named = (
        *(exchange.countries or ()),
        *(exchange.from_countries or ()),
        *(exchange.to_countries or ()),
    )
    return tuple(dict.fromkeys(named)) or (("PH",) if exchange.territories else ())
