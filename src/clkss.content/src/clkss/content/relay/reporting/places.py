"""Where a committee that reports stands."""

from clkss.content.committees import rules as committees
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from functools import lru_cache
from typing import NamedTuple


class Standing(NamedTuple):
    """A committee among the others, as the tables know it.

    :param key: its key, which is the code of its territory.
    :param level: its level.
    :param position: sorts it behind the committee above, beside its neighbours.
    :param municipal: the nearest place of the municipal level; so for the others, empty for none.
    :param city: the farthest one; another only in the parts of Manila.
    """

    key: str
    level: str
    position: str
    municipal: str
    city: str
    provincial: str
    regional: str


@lru_cache(maxsize=4096)
def standing(key: str) -> Standing | None:
    """Say where a committee stands; None for a sub-committee and for what never was.

    :param key: its key.
    """
    if not committees.is_key(key):
        return None
    code, token = committees.split_key(key)
    if token is not None or not table.exists(code):
        return None
    codes = table.ancestors_and_self(code)
    found = {}
    for each in codes:
        level = territories.committee_level(table.level(each))
        found.setdefault(level, []).append(each)

    def at(level, number=0):
        return found[level][number] if level in found else ""

    return Standing(
        key=key,
        level=territories.committee_level(table.level(code)),
        position=".".join(reversed(codes))[:60],
        municipal=at(territories.MUNICIPAL),
        city=at(territories.MUNICIPAL, -1),
        provincial=at(territories.PROVINCIAL),
        regional=at(territories.REGIONAL),
    )
