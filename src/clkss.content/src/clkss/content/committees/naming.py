"""What a committee is called, and of which kind it is, unless somebody says otherwise."""

from clkss.content.territories import rules as territories
from types import MappingProxyType


# Kinds of a committee.
COUNCIL = "council"
COMMITTEE = "committee"
SUBCOMMITTEE = "subcommittee"
WORKING_GROUP = "working-group"

KINDS = (COUNCIL, COMMITTEE, SUBCOMMITTEE, WORKING_GROUP)

NATIONAL_TITLE = "National Council Against Child Labor"

OLD_NAMES = MappingProxyType(
    {
        territories.BARANGAY: ("BCPC", "Barangay Council for the Protection of Children"),
        territories.NATIONAL: ("NCACL", "NCLC", "National Child Labor Committee"),
    }
)
"""Short and former names by level; Executive Order 92 of 2019 renamed the national committee."""


def default_kind(level: str, token: str | None) -> str:
    """Name the kind that a committee is unless somebody says otherwise.

    :param level: its level.
    :param token: its short name, if it is a sub-committee.
    """
    if token:
        return SUBCOMMITTEE
    return COUNCIL if level in (territories.BARANGAY, territories.NATIONAL) else COMMITTEE


def default_title(level: str, place: str, is_city: bool = False, token: str | None = None) -> str:
    """Name a committee after its territory.

    :param level: its level.
    :param place: the territory with those it lies in, "Panglao, Bohol, Central Visayas".
    :param is_city: whether the territory is a city.
    :param token: its short name, if it is a sub-committee.
    """
    if level == territories.NATIONAL:
        title = NATIONAL_TITLE
    elif level == territories.BARANGAY:
        title = f"Barangay Council for the Protection of Children of {place}"
    elif is_city:
        title = f"City Committee of {place.removeprefix('City of ')}"
    else:
        title = f"{level.capitalize()} Committee of {place}"
    if token:
        return f"{token.replace('-', ' ').capitalize()} sub-committee of the {title}"
    return title
