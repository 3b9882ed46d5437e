"""Who needs a second factor, which codes are accepted, who may take it away. Standard library only.

Codes after RFC 6238. Who sees the identity of a child needs a second factor (security.md, section
2 and section 4, 13): whoever serves as a caseworker.
"""

from clkss.content.committees import rules as committees
from collections.abc import Collection
from collections.abc import Iterable

import hmac
import re
import secrets


REQUIRED = frozenset({committees.CASEWORKER})
"""Functions that see identities; service in them counts only with a second factor."""

RANKS = ("Site Administrator", "Manager")
"""Roles that administer the site, the one that may do more last."""

ADMINISTRATORS = frozenset(RANKS)
"""Roles that need one where the site asks for it."""

EVERYTHING = frozenset(committees.FUNCTIONS)
NOTHING = frozenset()

STEP = 30
"""Seconds for which a code is shown."""

WINDOW = 1
"""Steps by which a telephone's clock may be off, before and after."""

DIGITS = 6

RECOVERY_CODES = 10
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that looks like something else."""

GROUPS = 3
GROUP = 4

SETUP_LIFETIME = 15 * 60
"""Seconds within which a new secret has to be confirmed."""


def withheld(confirmed: bool, enrolled: bool) -> frozenset[str]:
    """Name the functions in which service does not count for a request.

    Whoever has a second factor gets nothing by the password alone; whoever has none gets
    everything but what needs one.

    :param confirmed: whether it was shown since signing in.
    :param enrolled: whether the person has one.
    """
    if confirmed:
        return NOTHING
    return EVERYTHING if enrolled else REQUIRED


def withheld_roles(confirmed: bool, enrolled: bool, asked: bool) -> frozenset[str]:
    """Name the roles in the whole site that do not count for a request.

    :param confirmed: whether the second factor was shown since signing in.
    :param enrolled: whether the person has one.
    :param asked: whether the site asks its administrators for one.
    """
    return ADMINISTRATORS if not confirmed and (enrolled or asked) else NOTHING


def is_required(functions: Iterable[str], roles: Iterable[str], asked: bool) -> bool:
    """Say whether a person needs a second factor.

    :param functions: those in which the person serves.
    :param roles: the person's roles in the whole site.
    :param asked: whether the site asks its administrators for one.
    """
    return bool(REQUIRED.intersection(functions)) or (
        asked and bool(ADMINISTRATORS.intersection(roles))
    )


def steps(now: float, last: int) -> list[int]:
    """Name the steps whose codes are accepted: around now, and none up to the last one used.

    :param now: seconds since the epoch.
    :param last: the last step whose code was used.
    """
    current = int(now) // STEP
    return [step for step in range(current - WINDOW, current + WINDOW + 1) if step > last]


def is_code(entered: str) -> bool:
    """Tell whether something has the shape of a telephone's code.

    :param entered: as :func:`tidy` gives it.
    """
    return len(entered) == DIGITS and entered.isascii() and entered.isdigit()


def tidy(entered: object) -> str:
    """Return a code without what people put between.

    :param entered: as it was entered.
    """
    return re.sub(r"[\s-]", "", entered).upper()[:40] if isinstance(entered, str) else ""


def recovery_code() -> str:
    """Make a code that works once, when the telephone is gone."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _letter in range(GROUP)) for _group in range(GROUPS)
    )


def grouped(secret: str) -> str:
    """Write a secret so that it can be typed: in groups of four.

    :param secret: the secret.
    """
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def same(one: str, other: str) -> bool:
    """Compare two codes; it takes as long whether or not they are the same.

    :param one: the one.
    :param other: the other.
    """
    return hmac.compare_digest(one.encode(), other.encode())


def rank(roles: Collection[str]) -> int:
    """Say how far somebody administers the site: 0 is not at all.

    :param roles: the person's roles in the whole site.
    """
    return max((place for place, role in enumerate(RANKS, 1) if role in roles), default=0)


def may_reset(
    actor_id: str,
    groups: Collection[str],
    administrator: bool,
    roles: Collection[str],
    user_id: str,
    user_roles: Collection[str],
    chains: Iterable[Iterable[tuple[str, str]]],
) -> bool:
    """Say whether somebody may take away the second factor of a person who lost it.

    An administrator may, unless the person administers more; and the secretary of a committee
    above each committee on which the person serves, unless the person administers the site;
    nobody for themselves.

    :param actor_id: who would do it.
    :param groups: that person's computed groups.
    :param administrator: whether that person administers accounts.
    :param roles: that person's roles in the whole site, as far as they count now.
    :param user_id: whose second factor it is.
    :param user_roles: roles in the whole site of the person whose it is.
    :param chains: for each committee on which the person serves, itself and those above it.
    """
    if actor_id == user_id:
        return False
    if administrator:
        return rank(user_roles) <= rank(roles)
    if rank(user_roles):
        return False
    above = [[key for _level, key in list(chain)[1:]] for chain in chains]
    return bool(above) and all(
        any(committees.committee_group(key, committees.SECRETARY) in groups for key in keys)
        for keys in above
    )
