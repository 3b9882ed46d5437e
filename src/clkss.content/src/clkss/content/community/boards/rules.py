"""Boards: who reads and writes, in which order topics stand. Standard library only."""

from clkss.content.committees import rules as committees
from collections.abc import Iterable
from typing import NamedTuple

import re


# Who may see a board.
PUBLIC = "public"
MEMBERS = "members"
COMMITTEE = "committee"
LEVEL = "level"

AUDIENCES = (PUBLIC, MEMBERS, COMMITTEE, LEVEL)

READER = "Board Reader"
"""The role of those for whom a closed board is."""

KEEPERS = ("Manager", "Site Administrator")

# Orders of topics.
LATEST = "latest"
NEWEST = "newest"
MOST = "most"
TITLE = "title"
SORTS = (LATEST, NEWEST, MOST, TITLE)

# What the catalog keeps of a topic.
PINNED = "pinned"
LOCKED = "locked"
ANSWERED = "answered"

SIZE = 30
"""Topics on a page."""

LONGEST_QUERY = 100
MOST_WORDS = 8

_OPERATORS = {"and", "or", "not"}


class Row(NamedTuple):
    """A topic in a list.

    :param uid: its UID.
    :param title: its title.
    :param created: when it was opened, seconds since the epoch.
    :param count: number of posts.
    :param last: id of the latest post.
    :param pinned: whether it stands on top.
    """

    uid: str
    title: str
    created: float
    count: int = 0
    last: int = 0
    pinned: bool = False


def readers(audience: str) -> tuple[str, ...]:
    """Name the roles that see a board.

    :param audience: one of :data:`AUDIENCES`.
    """
    if audience == PUBLIC:
        return ("Anonymous", *KEEPERS)
    if audience == MEMBERS:
        return ("Member", *KEEPERS)
    return (READER, *KEEPERS)


def writers(audience: str) -> tuple[str, ...]:
    """Name the roles that write on a board.

    :param audience: one of :data:`AUDIENCES`.
    """
    return ("Member", *KEEPERS) if audience in (PUBLIC, MEMBERS) else (READER, *KEEPERS)


def moderators(audience: str) -> tuple[str, ...]:
    """Name the roles that moderate a board: of a closed one only its own committee's secretary.

    :param audience: one of :data:`AUDIENCES`.
    """
    if audience in (PUBLIC, MEMBERS):
        return (*KEEPERS, committees.EDITOR_ROLE, committees.SECRETARY_ROLE)
    return (*KEEPERS, committees.SECRETARY_ROLE)


def facts(
    audience: str, committee: str | None, link: tuple[str, str] | None, level: str | None
) -> committees.Facts:
    """Say what access to a board depends on.

    :param audience: one of :data:`AUDIENCES`.
    :param committee: key of the committee to which it belongs.
    :param link: level and key of that committee.
    :param level: the level for whose committees it is.
    """
    grants: tuple[tuple[str, str], ...] = ()
    if audience == COMMITTEE and committee:
        grants = ((committees.committee_group(committee), READER),)
    elif audience == LEVEL and level:
        grants = ((committees.level_group(level), READER),)
    return committees.Facts(
        chain=(link,) if link else (),
        knowledge=audience in (PUBLIC, MEMBERS),
        grants=grants,
    )


def ordered(rows: Iterable[Row], sort: str) -> list[Row]:
    """Bring topics into an order; what is pinned stands on top.

    :param rows: the topics.
    :param sort: one of :data:`SORTS`; the latest reply first for anything else.
    """
    keys = {
        NEWEST: lambda row: (-row.created, row.uid),
        MOST: lambda row: (-row.count, -row.last, row.uid),
        TITLE: lambda row: (row.title.casefold(), row.uid),
    }
    key = keys.get(sort, lambda row: (-row.last, row.uid))
    return sorted(rows, key=lambda row: (not row.pinned, key(row)))


def words_query(text: str) -> str:
    """Ask the catalog for all words of a text, also where they only begin so.

    :param text: what somebody typed.
    :returns: a query without operators of theirs; empty when there is no word.
    """
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in _OPERATORS]
    return " AND ".join(f"{word}*" for word in words[:MOST_WORDS])
