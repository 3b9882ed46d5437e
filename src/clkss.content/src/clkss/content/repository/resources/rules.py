"""What is known of a resource: its identifiers, its licence, how it is cited. Standard library."""

from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.rules import said
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

import re


LAW = "law"
TOOL = "tool"

EARLIEST, LATEST = 1800, 2199
"""Years in which something may have been published."""

LAW_STATUSES = ("in-force", "amended", "repealed", "superseded", "ratified")

NEEDED = ("title", "resource_kind", "description", "territories", "themes")
NEEDED_OF_LAWS = ("law_number", "law_date")

DOI, ISBN, ISSN = "DOI", "ISBN", "ISSN"

_DOI = re.compile(
    r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)(?P<doi>.*)|(?P<bare>10\.[0-9]{4,9}/.+)",
    re.ASCII | re.IGNORECASE,
)
_DOI_BODY = re.compile(r"10\.[0-9]{4,9}/\S+", re.ASCII)
_NUMBER = re.compile(r"(?P<kind>e?ISBN|e?ISSN)(?:-1[03])?:?\s*(?P<number>\S.*)", re.IGNORECASE)
_NOT_A_DIGIT = re.compile(r"[\s-]+")
_CREATIVE_COMMONS = re.compile(
    r"CC[ -](?P<terms>BY(?:-NC)?(?:-SA|-ND)?)[ -](?P<version>[1-4]\.[05])(?P<igo>[ -]IGO)?",
    re.ASCII | re.IGNORECASE,
)
_CC0 = re.compile(r"CC0(?: 1\.0)?", re.ASCII | re.IGNORECASE)


class Identifier(NamedTuple):
    """A number under which the world knows a resource.

    :param text: as it is shown.
    :param url: where it leads; empty when nobody resolves it.
    """

    text: str
    url: str = ""


def identifier(text: str) -> Identifier:
    """Read an identifier: a DOI, an ISBN, an ISSN, or any other number as it is.

    :param text: such as ``doi:10.1000/182`` or ``ISBN 978-92-2-112822-9``.
    """
    text = " ".join(text.split())
    kind, number = _parts(text)
    if kind == DOI:
        return Identifier(f"doi:{number}", f"https://doi.org/{quote(number, safe='/;:().,_-')}")
    digits = _digits(number)
    if kind == ISBN:
        return Identifier(text, f"https://openlibrary.org/isbn/{digits}")
    if kind == ISSN:
        return Identifier(text, f"https://portal.issn.org/resource/ISSN/{digits[:4]}-{digits[4:]}")
    return Identifier(text)


def is_identifier(text: str) -> bool:
    """Say whether the digits of an identifier are in order; numbers of others always are.

    :param text: what was entered.
    """
    text = " ".join(text.split())
    named = _NUMBER.fullmatch(text)
    if named is None:
        found = _DOI.fullmatch(text)
        return found is None or _DOI_BODY.fullmatch(found["doi"] or found["bare"] or "") is not None
    digits = _digits(named["number"])
    if "ISSN" in named["kind"].upper():
        return _issn(digits)
    return _isbn10(digits) or _isbn13(digits)


def _parts(text: str) -> tuple[str, str]:
    if not is_identifier(text):
        return "", text
    named = _NUMBER.fullmatch(text)
    if named is not None:
        return (ISSN if "ISSN" in named["kind"].upper() else ISBN), named["number"]
    found = _DOI.fullmatch(text)
    return (DOI, found["doi"] or found["bare"]) if found is not None else ("", text)


def _digits(number: str) -> str:
    return _NOT_A_DIGIT.sub("", number).upper()


def _issn(digits: str) -> bool:
    if re.fullmatch(r"[0-9]{7}[0-9X]", digits, re.ASCII) is None:
        return False
    return _weighed(digits, range(8, 0, -1)) % 11 == 0


def _isbn10(digits: str) -> bool:
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits, re.ASCII) is None:
        return False
    return _weighed(digits, range(10, 0, -1)) % 11 == 0


def _isbn13(digits: str) -> bool:
    if re.fullmatch(r"97[89][0-9]{10}", digits, re.ASCII) is None:
        return False
    return _weighed(digits, (1, 3) * 7) % 10 == 0


def _weighed(digits: str, weights: Sequence[int]) -> int:
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * weight for value, weight in zip(values, weights, strict=False))


def licence_url(licence: str | None) -> str:
    """Give the address of the text of a licence, for those of Creative Commons.

    :param licence: such as ``CC BY-SA 4.0``.
    :returns: an address, or nothing.
    """
    licence = " ".join((licence or "").split())
    found = _CREATIVE_COMMONS.fullmatch(licence)
    if found is not None:
        ending = "igo/" if found["igo"] else ""
        terms = found["terms"].lower()
        return f"https://creativecommons.org/licenses/{terms}/{found['version']}/{ending}"
    if _CC0.fullmatch(licence):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return ""


def year_of(year: int | None, law_date: str | None) -> int | None:
    """Give the year of a resource: the one that is said, else that of the law.

    :param year: year of publication.
    :param law_date: date of a law, as a sheet writes it.
    """
    return year or knowledge.year_of(law_date, None)


def missing(values: Mapping[str, object]) -> tuple[str, ...]:
    """Name the fields that must still be written before a resource is submitted.

    A law needs its number and date. Everything needs a link or a file.

    :param values: the fields by name; ``files`` says how many files lie in it.
    :returns: names of fields, in the order of the form.
    """
    lacking = list(knowledge.missing(values, NEEDED))
    if values.get("resource_kind") == LAW:
        lacking += [name for name in NEEDED_OF_LAWS if not said(values.get(name))]
    if not said(values.get("url")) and not values.get("files"):
        lacking.append("url")
    return tuple(lacking)


def named_in_a_row(names: Sequence[str]) -> str:
    """Join the names of authors as a citation does.

    :param names: one or more names.
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} & {names[-1]}"


class Work(NamedTuple):
    """What a citation says of a resource."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    publisher: str = ""
    number: str = ""
    doi: str = ""


def cite(work: Work, system: str, url: str) -> str:
    """Cite a resource with its own authors and year, in the order of APA, 7th edition.

    Author, year, title, publisher, DOI, and where it was found; a law by its number and title. The
    committee that entered it is no author: without one the title comes first.

    :param work: what is known of it.
    :param system: name of the site.
    :param url: the permanent address.
    """
    when = f" ({work.year})" if work.year else ""
    number = "" if work.number in work.title else work.number
    title = ", ".join(part for part in (number, work.title) if part)
    authors = named_in_a_row(work.authors)
    parts = [f"{authors}{when}", title] if authors else [f"{title.rstrip('.')}{when}"]
    if work.publisher and work.publisher not in work.authors:
        parts.append(work.publisher)
    found = [work.doi] if work.doi else []
    return " ".join([*map(_sentence, parts), *found, _sentence(system), url])


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."
