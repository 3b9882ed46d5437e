"""Finding the offers that fit a request, and the requests that fit an offer."""

from clkss.content.exchange import rules
from clkss.content.knowledge.relations import INDEX
from clkss.content.knowledge.relations import named_uids
from plone import api


MOST = 6
"""Matches that are shown."""

KINDS_INDEX = "kinds"


def wish_of(exchange):
    """Give what an exchange offers or asks for.

    :param exchange: an exchange.
    """
    return rules.Wish(
        exchange.exchange_kind or "",
        exchange.stage or "",
        frozenset(exchange.themes or ()),
        frozenset(exchange.sectors or ()),
        frozenset(named_uids(exchange)),
    )


def matches(exchange):
    """Find what fits an exchange, as far as the current user may see it, the best first.

    :param exchange: an exchange.
    :returns: brains.
    """
    wish = wish_of(exchange)
    if wish.kind not in rules.KINDS or wish.stage not in rules.SOUGHT:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    token = f"Exchange:{rules.other_side(wish.kind)}"
    shared = wish.themes - {rules.GENERAL}
    found = {}
    for query in ({"themes": list(shared)}, {"sectors": list(wish.sectors)}):
        if all(query.values()):
            found.update((brain.UID, brain) for brain in catalog(**{KINDS_INDEX: token}, **query))
    if wish.related:
        named = catalog(**{KINDS_INDEX: token, INDEX: list(wish.related)})
        found.update((brain.UID, brain) for brain in named)
    weighed = [
        (rules.fit(wish, wish_of(brain._unrestrictedGetObject())), brain)
        for brain in found.values()
    ]
    best = sorted((pair for pair in weighed if pair[0]), key=lambda pair: (-pair[0], pair[1].Title))
    return [brain for _fit, brain in best[:MOST]]
