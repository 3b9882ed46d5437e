"""Countries (ISO 3166-1 alpha-2 and XK) and named groups of them (``group:<token>``).

Names of countries are those of the Unicode Common Locale Data Repository, English and Filipino. The
groups and their members, with the source of each, are in ``data/country-groups.csv``.
"""

from functools import cache
from importlib import resources
from typing import NamedTuple

import csv


GROUP = "group:"


class Country(NamedTuple):
    """A country, or a group of countries with its members."""

    code: str
    english: str
    filipino: str
    members: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether this is a group of countries."""
        return self.code.startswith(GROUP)


def get(code: str) -> Country:
    """Give a country or group.

    :param code: ISO 3166-1 alpha-2, ``XK``, or ``group:<token>``.
    :raises KeyError: for an unknown code.
    """
    return _table()[code]


def exists(code: object) -> bool:
    """Say whether a code is known.

    :param code: anything.
    """
    return isinstance(code, str) and code in _table()


def title(code: str, language: str = "en") -> str:
    """Name a country or group.

    :param code: ISO 3166-1 alpha-2, ``XK``, or ``group:<token>``.
    :param language: ``tl`` for Filipino, else English.
    :raises KeyError: for an unknown code.
    """
    country = get(code)
    return country.filipino if language in ("tl", "fil") else country.english


def codes() -> tuple[str, ...]:
    """Name all codes: the Philippines, the groups, then the countries by English name."""
    return tuple(_table())


@cache
def _table() -> dict[str, Country]:
    countries = [Country(row["code"], row["en"], row["tl"]) for row in _rows("countries.csv")]
    groups = [
        Country(
            row["token"],
            row["title_en"],
            row["title_tl"],
            tuple(member.strip() for member in row["members"].split(";")),
        )
        for row in _rows("country-groups.csv")
    ]
    countries.sort(key=lambda country: (country.code != "PH", country.english))
    groups.sort(key=lambda group: group.english)
    ordered = [countries[0], *groups, *countries[1:]]
    return {country.code: country for country in ordered}


def _rows(name: str) -> list[dict[str, str]]:
    source = resources.files("clkss.content.subjects") / "data" / name
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
