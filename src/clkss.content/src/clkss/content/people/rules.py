"""What people may say of themselves, and who reads it.

Sources: product.md, part 1 and 2; security.md, part 4, sentence 6 (the directory is for people who
were vouched for; nobody learns from it who has an account).
"""

from collections.abc import Collection
from collections.abc import Mapping

import re


MEMBERS = "members"
COMMITTEE = "committee"
ONESELF = "oneself"

AUDIENCES = (MEMBERS, COMMITTEE, ONESELF)
"""Who reads a field, from the most to the fewest; visitors and plain members never do."""

ORGANISATION = "organisation"
LANGUAGES = "languages"
EXPERTISE = "expertise"
ABOUT = "about"
PHOTO = "photo"

FIELDS = (ORGANISATION, LANGUAGES, EXPERTISE, ABOUT, PHOTO)
"""What a person says beside the name; name and committees are read by all members."""

LONGEST_NAME = 120
LONGEST_ORGANISATION = 200
LONGEST_ABOUT = 1_000
MOST_EXPERTISE = 10

PHOTO_SIDE = 320
"""The longest side of a photo, in pixels."""

# What is wrong with a profile.
NO_NAME = "no_name"
NAME_TOO_LONG = "name_too_long"
ORGANISATION_TOO_LONG = "organisation_too_long"
ABOUT_TOO_LONG = "about_too_long"
TOO_MUCH_EXPERTISE = "too_much_expertise"

_PUBLIC = re.compile(r"[0-9a-f]{20}", re.ASCII)


def audience(chosen: Mapping[str, str], field: str) -> str:
    """Say who reads a field.

    :param chosen: what the person chose, by field.
    :param field: one of :data:`FIELDS`.
    """
    default = MEMBERS if field == ORGANISATION else ONESELF
    said = chosen.get(field, default)
    return said if said in AUDIENCES else ONESELF


def reads(
    audience: str, mine: Collection[str], theirs: Collection[str], oneself: bool = False
) -> bool:
    """Say whether somebody reads what is meant for an audience.

    :param audience: one of :data:`AUDIENCES`.
    :param mine: keys of the committees on which the reader serves today.
    :param theirs: keys of the committees on which the other person serves today.
    :param oneself: the reader is that person.
    """
    if oneself:
        return True
    if audience == MEMBERS:
        return bool(mine)
    return audience == COMMITTEE and not set(mine).isdisjoint(theirs)


def problems(name: str, organisation: str, about: str, expertise: Collection[str]) -> tuple:
    """Name everything that is wrong with a profile.

    :param name: how the person is called, stripped.
    :param organisation: stripped.
    :param about: a short text, stripped.
    :param expertise: tokens.
    """
    found = []
    if not name:
        found.append(NO_NAME)
    if len(name) > LONGEST_NAME:
        found.append(NAME_TOO_LONG)
    if len(organisation) > LONGEST_ORGANISATION:
        found.append(ORGANISATION_TOO_LONG)
    if len(about) > LONGEST_ABOUT:
        found.append(ABOUT_TOO_LONG)
    if len(expertise) > MOST_EXPERTISE:
        found.append(TOO_MUCH_EXPERTISE)
    return tuple(found)


def is_public_id(value: object) -> bool:
    """Tell whether something can be what a profile's address ends with.

    :param value: anything.
    """
    return isinstance(value, str) and _PUBLIC.fullmatch(value) is not None


def path_of(codes: Collection[str]) -> str:
    """Write the places that a committee's territory lies in, to be searched for one of them.

    :param codes: the territory and those above it.
    """
    return f"/{'/'.join(codes)}/"
