"""In how small a place a child would be known."""

from clkss.content.territories import table
from clkss.content.territories.rules import BARANGAY


def is_too_small(code):
    """Say whether a place is so small that a child could be found there.

    :param code: a code of a territory.
    """
    return table.exists(code) and table.level(code) == BARANGAY
