"""Who a committee is, what a clearance gives, which roles follow: decided from facts alone.

Sources: product.md, sections 2 and 4 (levels, functions, role names), security.md, section 1
(access is computed for groups, never for persons).
"""

from clkss.content.territories import rules as territories
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import re


# Functions in which a person serves on a committee.
MEMBER = "member"
CONTRIBUTOR = "contributor"
CASEWORKER = "caseworker"
SECRETARY = "secretary"
MONITOR = "monitor"

FUNCTIONS = (SECRETARY, MEMBER, CONTRIBUTOR, CASEWORKER, MONITOR)
"""Functions in the order in which people are shown."""

# Roles that are computed; the first five in the order of the levels.
LEVEL_ROLES = MappingProxyType(
    {
        territories.BARANGAY: "Barangay Committee",
        territories.MUNICIPAL: "Municipal Committee",
        territories.PROVINCIAL: "Provincial Committee",
        territories.REGIONAL: "Regional Committee",
        territories.NATIONAL: "National Committee",
    }
)
CONTRIBUTOR_ROLE = "Contributor"
SECRETARY_ROLE = "Committee Secretary"
REVIEWER_ROLE = "Reviewer"
EDITOR_ROLE = "Knowledge Editor"
ROOM_READER_ROLE = "Reader"
ROOM_EDITOR_ROLE = "Editor"
NETWORK_READER_ROLE = "Network Reader"

NATIONAL_KEY = territories.COUNTRY_CODE
"""Key of the national committee."""

KNOWLEDGE_KEY = "PH-knowledge"
"""Key of the national knowledge sub-committee: its people are the Knowledge Editors."""

# First words of the ids of computed groups; nobody may make such a group by hand.
COMMITTEE_PREFIX = "committee:"
AGENCY_PREFIX = "agency:"
FUNCTION_PREFIX = "function:"
LEVEL_PREFIX = "level:"
RESERVED_PREFIXES = (COMMITTEE_PREFIX, AGENCY_PREFIX, FUNCTION_PREFIX, LEVEL_PREFIX)

# Reasons to refuse a clearance.
NOT_A_KEY = "not-a-key"
NOT_A_FUNCTION = "not-a-function"
NOT_AN_AGENCY = "not-an-agency"
ENDED_ALREADY = "ended-already"
TOO_FAR = "too-far"
ONESELF = "oneself"

LAST_YEAR = 2100
"""A term that ends later is a mistake; whoever serves without an end has none."""

_KEY = re.compile(r"(PH|[0-9]{10})(?:-([a-z][a-z0-9]*(?:-[a-z0-9]+)*))?", re.ASCII)
_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_AGENCY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", re.ASCII)
_LONGEST_TOKEN = 40


class Link(NamedTuple):
    """One committee of a chain."""

    level: str
    key: str


class Group(NamedTuple):
    """What the id of a computed group says; the parts that do not apply are ``None``."""

    id: str
    committee: str | None = None
    function: str | None = None
    agency: str | None = None
    territory: str | None = None
    level: str | None = None


@dataclass(frozen=True)
class Clearance:
    """One person serving on one committee in one function.

    :param user_id: the account.
    :param committee: key of the committee.
    :param function: one of :data:`FUNCTIONS`.
    :param agency: token of the agency that the person represents, if any.
    :param alternate: an alternate, not a full member; sees the same.
    :param until: the last day on which the clearance holds; ``None`` for no end.
    :param since: the day on which it was given.
    :param granted_by: the account that gave it; ``None`` when a command did.
    """

    user_id: str
    committee: str
    function: str
    agency: str | None = None
    alternate: bool = False
    until: date | None = None
    since: date | None = None
    granted_by: str | None = None

    def holds(self, today: date) -> bool:
        """Say whether the clearance holds on a day; its last day counts.

        :param today: the day.
        """
        return self.until is None or today <= self.until


@dataclass(frozen=True)
class Facts:
    """What access to an object depends on.

    :param owner: key of the committee that answers for the object, if one does.
    :param chain: the owner and the committees above it (see :func:`chain_for`).
    :param turn: key of the committee that has to review the object now, if one has.
    :param container: the object is a place where knowledge is added.
    :param knowledge: Knowledge Editors hold their role on it.
    :param grants: further pairs of a group id and a role that this kind of object gives.
    """

    owner: str | None = None
    chain: tuple[tuple[str, str], ...] = ()
    turn: str | None = None
    container: bool = False
    knowledge: bool = True
    grants: tuple[tuple[str, str], ...] = ()


def split_key(key: object) -> tuple[str, str | None]:
    """Take the key of a committee apart.

    :param key: ``<code>`` or ``<code>-<token>``.
    :returns: the territory's code and, for a sub-committee, its token.
    :raises ValueError: when this is not the key of a committee.
    """
    match = _KEY.fullmatch(key) if isinstance(key, str) else None
    if match is None or len(match[2] or "") > _LONGEST_TOKEN:
        raise ValueError(f"Not the key of a committee: {key!r}")
    return match[1], match[2]


def is_key(key: object) -> bool:
    """Say whether something has the shape of a committee's key.

    The shape alone does not promise that the territory exists.

    :param key: anything.
    """
    try:
        split_key(key)
    except ValueError:
        return False
    return True


def is_token(token: object) -> bool:
    """Say whether something can stand for a sub-committee in its key.

    :param token: anything.
    """
    return (
        isinstance(token, str)
        and len(token) <= _LONGEST_TOKEN
        and _TOKEN.fullmatch(token) is not None
    )


def is_agency(token: object) -> bool:
    """Say whether something has the shape of an agency's token.

    :param token: anything.
    """
    return (
        isinstance(token, str)
        and len(token) <= _LONGEST_TOKEN
        and _AGENCY.fullmatch(token) is not None
    )


def key_of(code: str, token: str | None = None) -> str:
    """Make the key of a committee.

    :param code: the territory's code.
    :param token: for a sub-committee, its short name.
    :raises ValueError: when the parts do not make a key.
    """
    key = f"{code}-{token}" if token else code
    split_key(key)
    return key


def committee_group(key: str, function: str | None = None) -> str:
    """Name the group of a committee's people.

    :param key: key of the committee.
    :param function: only those who serve in this function.
    """
    return f"{COMMITTEE_PREFIX}{key}:{function}" if function else f"{COMMITTEE_PREFIX}{key}"


def agency_group(agency: str, code: str) -> str:
    """Name the group of an agency's people in a territory.

    :param agency: token of the agency.
    :param code: the territory's code.
    """
    return f"{AGENCY_PREFIX}{agency}:{code}"


def function_group(function: str) -> str:
    """Name the group of all who serve in a function anywhere.

    :param function: one of :data:`FUNCTIONS`.
    """
    return f"{FUNCTION_PREFIX}{function}"


def level_group(level: str) -> str:
    """Name the group of all who serve on any committee of a level.

    :param level: one of the committee levels.
    """
    return f"{LEVEL_PREFIX}{level}"


def is_reserved(principal_id: object) -> bool:
    """Say whether an id is, or could be taken for, that of a computed group.

    :param principal_id: anything.
    """
    return isinstance(principal_id, str) and principal_id.startswith(RESERVED_PREFIXES)


def parse_group(group_id: object) -> Group | None:
    """Read the id of a computed group.

    :param group_id: anything.
    :returns: what it says; ``None`` when it is not exactly the id of a computed group.
    """
    if not is_reserved(group_id):
        return None
    word, *parts = group_id.split(":")
    match [f"{word}:", *parts]:
        case [str(prefix), key] if prefix == COMMITTEE_PREFIX and is_key(key):
            return Group(group_id, committee=key, territory=split_key(key)[0])
        case [str(prefix), key, function] if (
            prefix == COMMITTEE_PREFIX and is_key(key) and function in FUNCTIONS
        ):
            return Group(group_id, committee=key, function=function, territory=split_key(key)[0])
        case [str(prefix), agency, code] if (
            prefix == AGENCY_PREFIX and is_agency(agency) and territories.valid_code_shape(code)
        ):
            return Group(group_id, agency=agency, territory=code)
        case [str(prefix), function] if prefix == FUNCTION_PREFIX and function in FUNCTIONS:
            return Group(group_id, function=function)
        case [str(prefix), level] if prefix == LEVEL_PREFIX and level in LEVEL_ROLES:
            return Group(group_id, level=level)
    return None


def groups_of(clearances: Iterable[Clearance], today: date) -> frozenset[str]:
    """Name the groups that follow from clearances on a day.

    A clearance that ended gives nothing.

    :param clearances: those of one person.
    :param today: the day.
    """
    return frozenset().union(*(groups_from(each) for each in clearances if each.holds(today)))


def groups_from(clearance: Clearance) -> frozenset[str]:
    """Name the groups that follow from one clearance while it holds.

    :param clearance: the clearance.
    """
    groups = {
        committee_group(clearance.committee),
        committee_group(clearance.committee, clearance.function),
        function_group(clearance.function),
    }
    if clearance.agency:
        groups.add(agency_group(clearance.agency, split_key(clearance.committee)[0]))
    return frozenset(groups)


def implied(groups: Iterable[str]) -> frozenset[str]:
    """Name the groups whose people are all in another of the groups already.

    Who serves on a committee in a function is in the group of the committee, too.

    :param groups: ids of any groups.
    """
    known = frozenset(groups)
    return frozenset(
        group.id
        for group in map(parse_group, known)
        if group is not None
        and group.committee is not None
        and group.function is not None
        and committee_group(group.committee) in known
    )


def chain_for(key: str, ancestors: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Name a committee and all committees above it.

    Every territory above counts, whether or not somebody founded its committee: the group of a
    committee that does not exist has nobody in it. A city without a province has no provincial
    link. A sub-committee stands below the committee of its territory.

    :param key: key of the committee.
    :param ancestors: pairs of territory level and code: its own territory first, the country last.
    :returns: the links, its own first, the national one last.
    :raises ValueError: when key or levels are none, or the ancestors are not those of the key.
    """
    code, token = split_key(key)
    links = [Link(territories.committee_level(level), each) for level, each in ancestors]
    if not links or links[0].key != code or links[-1].key != NATIONAL_KEY:
        raise ValueError(f"Not the ancestors of {key!r}: {[link.key for link in links]}")
    if token:
        links.insert(0, Link(links[0].level, key))
    return tuple(links)


def room_grants(key: str) -> tuple[tuple[str, str], ...]:
    """Name who reads and writes what lies in a committee's room.

    Who serves on the committee reads what is shared with the room. Its secretary writes, and for a
    sub-committee the secretary of its territory's committee, too. Who serves on any committee reads
    what is shared with all committees.

    :param key: key of the committee.
    :returns: pairs of a group id and a role.
    """
    code, _token = split_key(key)
    writers = dict.fromkeys((key, code))
    return (
        (committee_group(key), ROOM_READER_ROLE),
        *((committee_group(each, SECRETARY), ROOM_EDITOR_ROLE) for each in writers),
        *((function_group(each), NETWORK_READER_ROLE) for each in FUNCTIONS),
    )


@lru_cache(maxsize=2048)
def roles_for(facts: Facts) -> MappingProxyType[str, frozenset[str]]:
    """Name the roles that groups hold on an object.

    Only ids of computed groups come out, never a person's. The result is a function of the facts
    alone, so it may be kept for everybody.

    :param facts: what the object says of itself.
    :returns: a read-only mapping of group ids to roles.
    :raises ValueError: when the facts name something that is no committee, level or group.
    """
    roles: dict[str, set[str]] = {}

    def give(group: str, role: str) -> None:
        roles.setdefault(group, set()).add(role)

    for level, key in facts.chain:
        split_key(key)
        if level not in LEVEL_ROLES:
            raise ValueError(f"Not a level: {level!r}")
        give(committee_group(key), LEVEL_ROLES[level])
        give(committee_group(key, SECRETARY), SECRETARY_ROLE)
    if facts.owner is not None:
        split_key(facts.owner)
        give(committee_group(facts.owner, CONTRIBUTOR), CONTRIBUTOR_ROLE)
    if facts.turn is not None:
        split_key(facts.turn)
        give(committee_group(facts.turn, SECRETARY), REVIEWER_ROLE)
        if facts.turn == NATIONAL_KEY:
            give(committee_group(KNOWLEDGE_KEY), REVIEWER_ROLE)
    if facts.container:
        give(function_group(CONTRIBUTOR), CONTRIBUTOR_ROLE)
        give(function_group(SECRETARY), CONTRIBUTOR_ROLE)
    if facts.knowledge:
        give(committee_group(KNOWLEDGE_KEY), EDITOR_ROLE)
    for group, role in facts.grants:
        if parse_group(group) is None:
            raise ValueError(f"Not the id of a computed group: {group!r}")
        give(group, role)
    return MappingProxyType({group: frozenset(given) for group, given in roles.items()})


def may_manage(groups: Collection[str], chain: Iterable[tuple[str, str]]) -> bool:
    """Say whether somebody may change the people of a committee.

    Its own secretary may, and the secretary of every committee above it.

    :param groups: the computed groups of who asks.
    :param chain: the committee and those above it.
    """
    return any(committee_group(key, SECRETARY) in groups for _level, key in chain)


def may_see_people(groups: Iterable[str]) -> bool:
    """Say whether somebody may see who serves on committees: whoever serves on one.

    Signing up alone is not enough (security.md, section 4, sentence 6).

    :param groups: the computed groups of who asks.
    """
    return any(parse_group(group) is not None for group in groups)


def reasons_against(
    clearance: Clearance, today: date, actor_id: str | None = None
) -> tuple[str, ...]:
    """Name everything that speaks against a new clearance.

    Nobody gives a clearance, or a longer one, to themselves.

    :param clearance: as it would be.
    :param today: the day.
    :param actor_id: the account that gives it; ``None`` for a command.
    :returns: reasons, named in this module; empty when there is none.
    """
    reasons = []
    if not is_key(clearance.committee):
        reasons.append(NOT_A_KEY)
    if clearance.function not in FUNCTIONS:
        reasons.append(NOT_A_FUNCTION)
    if clearance.agency is not None and not is_agency(clearance.agency):
        reasons.append(NOT_AN_AGENCY)
    if not clearance.holds(today):
        reasons.append(ENDED_ALREADY)
    if clearance.until is not None and clearance.until.year > LAST_YEAR:
        reasons.append(TOO_FAR)
    if actor_id is not None and actor_id == clearance.user_id:
        reasons.append(ONESELF)
    return tuple(reasons)
