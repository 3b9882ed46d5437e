"""Which of what was accomplished is shown: by level, by place, and how far back."""

from clkss.content.committees import rules as committees
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple


SIZE = 20
"""Entries of a page."""

MOST = 2_000
"""So many of the latest are looked through; what is older is found by the search."""


class Where(NamedTuple):
    """Where a committee stands.

    :param level: its level.
    :param codes: codes of its territory and of those around it.
    """

    level: str
    codes: tuple[str, ...]


class Choice(NamedTuple):
    """What a reader asks for.

    :param level: a level, or nothing for all.
    :param place: code of a place in which the committees lie, or nothing for the country.
    """

    level: str = ""
    place: str = ""

    def holds(self, where: Where) -> bool:
        """Say whether a committee is asked for.

        :param where: where it stands.
        """
        if self.level and where.level != self.level:
            return False
        return not self.place or self.place in where.codes


def where(key: object, chain) -> Where | None:
    """Say where a committee stands.

    :param key: its key.
    :param chain: gives the links of a key: pairs of a level and a key.
    :returns: None for what is no key.
    """
    if not committees.is_key(key):
        return None
    links = chain(key)
    code, _token = committees.split_key(key)
    above = (link_key for _level, link_key in links if committees.split_key(link_key)[1] is None)
    return Where(links[0][0], tuple(dict.fromkeys((code, *above))))


def page(
    found: Iterable[tuple[object, Where | None]], choice: Choice, start: int
) -> tuple[list, bool]:
    """Take the entries of a page.

    :param found: what was accomplished with where its committee stands, the latest first.
    :param choice: what is asked for.
    :param start: how many entries come before.
    :returns: the entries, and whether there are more.
    """
    taken = []
    for number, each in enumerate(_chosen(found, choice)):
        if number >= start + SIZE:
            return taken, True
        if number >= start:
            taken.append(each)
    return taken, False


def _chosen(found, choice: Choice) -> Iterator[object]:
    for each, stands in found:
        if stands is not None and choice.holds(stands):
            yield each
