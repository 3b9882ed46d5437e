"""A search as plain data: what REST, ``repository.json`` and the sheet of results say."""

from clkss.content.search import rules


def answer(base: str, repository, query: rules.Query) -> dict:
    """Answer a query with items, their number, and facets with counts.

    :param base: address that answers such queries.
    :param repository: :class:`clkss.content.search.engine.Repository`.
    :param query: the query.
    """
    found = repository.find(query, beyond=True)
    said = {
        "@id": rules.address(base, query),
        "items": [item(repository.card(rid), repository.titles) for rid in found.rids],
        "items_total": found.paging.total,
        "facets": {
            name: [_value(name, value, repository.titles) for value in _in_order(values)]
            for name, values in found.facets.items()
        },
    }
    if found.paging.pages > 1:
        said["batching"] = _batching(base, query, found.paging)
    return said


def item(card, titles) -> dict:
    """Give what a list says of one document.

    :param card: from :meth:`clkss.content.search.engine.Repository.card`.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    brain = card.brain
    return {
        "@id": brain.getURL(),
        "@type": brain.portal_type,
        "UID": brain.UID,
        "title": brain.Title,
        "description": brain.Description,
        "review_state": brain.review_state,
        "territories": [
            {"code": code, "title": titles.title(rules.TERRITORY, code)} for code in card.places
        ],
        "countries": sorted(card.countries),
        "themes": card.themes,
        "year": card.year,
        "promising": card.promising,
        "featured": card.featured,
        "is_example": card.invented,
    }


def _batching(base, query, paging):
    last = (paging.pages - 1) * paging.size
    batching = {
        "@id": rules.address(base, query),
        "first": rules.address(base, query.from_start(0)),
        "last": rules.address(base, query.from_start(last)),
    }
    if paging.next is not None:
        batching["next"] = rules.address(base, query.from_start(paging.next))
    if paging.previous is not None:
        batching["prev"] = rules.address(base, query.from_start(paging.previous))
    return batching


def _in_order(values):
    return sorted(values, key=lambda value: (-value.count, value.value))


def _value(name, value, titles):
    return {
        "value": value.value,
        "title": titles.short(name, value.value),
        "count": value.count,
    }
