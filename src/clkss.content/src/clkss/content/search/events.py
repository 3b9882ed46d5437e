"""What happened in the repository."""

from clkss.content.search.rules import Query
from dataclasses import dataclass


@dataclass(frozen=True)
class Searched:
    """Somebody looked at a page of results.

    :param query: what was asked.
    :param total: how much was found of what this person may see.
    :param request: the request.
    """

    query: Query
    total: int
    request: object
