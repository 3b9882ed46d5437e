"""What a place is: levels, kinds, the shape of a code, and how names are compared."""

from collections.abc import Iterable

import re
import unicodedata


# Levels of a territory.
BARANGAY = "barangay"
MUNICIPAL = "municipal"
PROVINCE = "province"
REGION = "region"
COUNTRY = "country"

LEVELS = (BARANGAY, MUNICIPAL, PROVINCE, REGION, COUNTRY)
"""Levels of a territory, the lowest first."""

# Levels of a committee; the two lowest share their word with the territory.
PROVINCIAL = "provincial"
REGIONAL = "regional"
NATIONAL = "national"

COMMITTEE_LEVELS = (BARANGAY, MUNICIPAL, PROVINCIAL, REGIONAL, NATIONAL)
"""Levels of a committee, the lowest first."""

# Kinds of a territory, finer than its level.
CITY = "city"
MUNICIPALITY = "municipality"
SUBMUNICIPALITY = "submunicipality"

KIND_LEVELS = {
    COUNTRY: COUNTRY,
    REGION: REGION,
    PROVINCE: PROVINCE,
    CITY: MUNICIPAL,
    MUNICIPALITY: MUNICIPAL,
    SUBMUNICIPALITY: MUNICIPAL,
    BARANGAY: BARANGAY,
}
"""The level of each kind."""

# Classes of a city.
HIGHLY_URBANIZED = "HUC"
INDEPENDENT_COMPONENT = "ICC"
COMPONENT = "CC"

INDEPENDENT_CLASSES = (HIGHLY_URBANIZED, INDEPENDENT_COMPONENT)
"""Classes of city that answer to no province."""

COUNTRY_CODE = "PH"

REGION_NAMES = {
    "0100000000": "Ilocos Region",
    "0200000000": "Cagayan Valley",
    "0300000000": "Central Luzon",
    "0400000000": "CALABARZON",
    "0500000000": "Bicol Region",
    "0600000000": "Western Visayas",
    "0700000000": "Central Visayas",
    "0800000000": "Eastern Visayas",
    "0900000000": "Zamboanga Peninsula",
    "1000000000": "Northern Mindanao",
    "1100000000": "Davao Region",
    "1200000000": "SOCCSKSARGEN",
    "1300000000": "National Capital Region",
    "1400000000": "Cordillera Administrative Region",
    "1600000000": "Caraga",
    "1700000000": "MIMAROPA Region",
    "1800000000": "Negros Island Region",
    "1900000000": "Bangsamoro Autonomous Region in Muslim Mindanao",
}
"""The short, well-known name of each region."""

GENERIC_WORDS = frozenset({"barangay", "city", "municipality", "province", "region"})
"""Words that say what a place is, not which."""

_CODE = re.compile(r"[0-9]{10}", re.ASCII)
_FORMER_CODE = re.compile(r"[0-9]{9}", re.ASCII)
_PARTS = re.compile(r"[,;\n]")
_APOSTROPHES = re.compile(r"['’‘`´]")
_INITIAL = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CITY_OF = re.compile(r"city of (.+)")
_KIND_OF = re.compile(r"(?:municipality|province) of (.+)")
_NUMBER = re.compile(r"\b(?:no )+(?=[0-9])")

_ABBREVIATIONS = {
    "bgry": "barangay",
    "bgy": "barangay",
    "brgy": "barangay",
    "bry": "barangay",
    "capt": "captain",
    "col": "colonel",
    "dist": "district",
    "dr": "doctor",
    "ext": "extension",
    "gen": "general",
    "gov": "governor",
    "kap": "kapitan",
    "lt": "lieutenant",
    "maj": "major",
    "mt": "mount",
    "nstra": "nuestra",
    "pob": "poblacion",
    "pres": "president",
    "pto": "puerto",
    "sen": "senator",
    "sra": "senora",
    "st": "saint",
    "sta": "santa",
    "sto": "santo",
    "subd": "subdivision",
}


def valid_code_shape(code: object) -> bool:
    """Say whether something looks like a code: ``PH`` or ten digits.

    The shape alone does not promise that the place exists.

    :param code: anything.
    """
    return isinstance(code, str) and (code == COUNTRY_CODE or _CODE.fullmatch(code) is not None)


def ten_digits(former: str) -> str:
    """Spell a nine-digit code, as in use until 2021, with ten digits.

    The province took a third digit: ``071233000`` became ``0701233000``. Where the province or the
    region also changed, the ten-digit spelling is a code that ended and has a successor.

    :param former: nine digits: region, province, municipality, barangay (2 + 2 + 2 + 3).
    :raises ValueError: when these are not nine digits.
    """
    if _FORMER_CODE.fullmatch(former) is None:
        raise ValueError(f"Not a nine-digit code: {former!r}")
    return f"{former[:2]}0{former[2:]}"


def rewrite_prefix(code: str, moves: Iterable[tuple[str, str]]) -> str | None:
    """Rewrite a code by the first move whose old prefix it has.

    :param code: a ten-digit code.
    :param moves: pairs of an old and a new prefix of the same length.
    :returns: the rewritten code, or ``None`` when no move speaks of it.
    """
    for old, new in moves:
        if code.startswith(old):
            return new + code[len(old) :]
    return None


def committee_level(level: str) -> str:
    """Name the level of the committee of a territory.

    :param level: one of :data:`LEVELS`.
    :raises ValueError: for any other word.
    """
    return COMMITTEE_LEVELS[_position(level, LEVELS)]


def territory_level(committee: str) -> str:
    """Name the level of the territory of a committee.

    :param committee: one of :data:`COMMITTEE_LEVELS`.
    :raises ValueError: for any other word.
    """
    return LEVELS[_position(committee, COMMITTEE_LEVELS)]


def level_above(committee: str) -> str | None:
    """Name the next higher level of committees; ``None`` above the national one.

    :param committee: one of :data:`COMMITTEE_LEVELS`.
    :raises ValueError: for any other word.
    """
    above = _position(committee, COMMITTEE_LEVELS) + 1
    return COMMITTEE_LEVELS[above] if above < len(COMMITTEE_LEVELS) else None


def level_below(committee: str) -> str | None:
    """Name the next lower level of committees; ``None`` below the barangay.

    :param committee: one of :data:`COMMITTEE_LEVELS`.
    :raises ValueError: for any other word.
    """
    below = _position(committee, COMMITTEE_LEVELS) - 1
    return COMMITTEE_LEVELS[below] if below >= 0 else None


def is_above(committee: str, other: str) -> bool:
    """Say whether one level of committees is strictly above another.

    :param committee: one of :data:`COMMITTEE_LEVELS`.
    :param other: one of :data:`COMMITTEE_LEVELS`.
    :raises ValueError: for any other word.
    """
    return _position(committee, COMMITTEE_LEVELS) > _position(other, COMMITTEE_LEVELS)


def fold(text: str, typing: bool = False) -> str:
    """Bring a name into the form in which names are compared.

    Case, accents, punctuation and the tilde of ñ go; "City of Davao" becomes "davao city";
    "Sto.", "Sta.", "Gen.", "Brgy." and their like are written out.

    :param text: a name, several names parted by commas, or anything else.
    :param typing: the last word may still grow, so leave it as it is ("sta" may become "staffa").
    :returns: lower-case ASCII words with one space between them; may be empty.
    """
    joined = " ".join(filter(None, map(_plain, _PARTS.split(_without_marks(text)))))
    plain = _NUMBER.sub("", joined).split()
    words = [_ABBREVIATIONS.get(word, word) for word in plain]
    if typing:
        words[-1:] = plain[-1:]
    return " ".join(words)


def fold_parts(text: str) -> list[str]:
    """Fold each of several names parted by commas, as in a title.

    :param text: anything.
    :returns: the names that are not empty.
    """
    return list(filter(None, map(fold, _PARTS.split(text))))


def without_city_of(text: str) -> str | None:
    """Take "City of" from the start of a text.

    Without commas nobody can tell where the name of the city ends: "City of Mati Davao Oriental".

    :param text: anything.
    :returns: what follows, or ``None`` when the text starts otherwise.
    """
    match = _CITY_OF.fullmatch(" ".join(text.split()).lower())
    return match[1] if match else None


def _without_marks(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def _plain(part: str) -> str:
    part = _INITIAL.sub(r"\1", _APOSTROPHES.sub("", part))
    part = _NOT_WORD.sub(" ", part).strip()
    if match := _CITY_OF.fullmatch(part):
        part = f"{match[1]} city"
    elif match := _KIND_OF.fullmatch(part):
        part = match[1]
    return " ".join(word for word in part.split() if word != "of")


def _position(level: str, levels: tuple[str, ...]) -> int:
    try:
        return levels.index(level)
    except ValueError:
        raise ValueError(f"Not a level: {level!r}; known are {', '.join(levels)}") from None
