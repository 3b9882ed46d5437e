"""Readers of cells: each turns a text into a value, or says all that is wrong with it."""

from clkss.content.sheets.rules import fold
from clkss.content.sheets.rules import Read
from clkss.content.sheets.rules import shorten
from clkss.content.sheets.rules import Unreadable
from clkss.content.sheets.rules import wrong
from collections.abc import Callable
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

import datetime
import difflib
import re


SEPARATOR = ";"
"""Between several values of one cell."""

_IDENTIFIER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?", re.ASCII)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,12}", re.ASCII)
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_YES = frozenset({"yes", "y", "true", "1", "oo"})
_NO = frozenset({"no", "n", "false", "0", "hindi"})


def line(limit: int) -> Read:
    """Read a text on one line.

    :param limit: how many characters it may have.
    """

    def read(cell: str) -> str:
        text = _SPACES.sub(" ", cell).strip()
        return _within(text, limit)

    return read


def paragraphs(limit: int) -> Read:
    """Read a text whose paragraphs are separated by a blank line.

    :param limit: how many characters it may have.
    """

    def read(cell: str) -> str:
        text = "\n\n".join(part.strip() for part in _BLANK_LINES.split(cell) if part.strip())
        return _within(text, limit)

    return read


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise wrong("too_long", length=str(len(text)), limit=str(limit))
    return text


def identifier(limit: int = 64) -> Read:
    """Read a code that names the row: letters, digits, full stop, hyphen, underscore."""

    def read(cell: str) -> str:
        if len(cell) > limit:
            raise wrong("too_long", length=str(len(cell)), limit=str(limit))
        if _IDENTIFIER.fullmatch(cell) is None:
            raise wrong("not_an_identifier", value=cell)
        return cell

    return read


def identifiers(limit: int = 100) -> Read:
    """Read several codes; all that are wrong are named.

    :param limit: how many characters each may have.
    """
    return _each(identifier(limit))


def parts(limit: int = 250, most: int = 100) -> Read:
    """Read several short texts in one cell.

    :param limit: how many characters each may have.
    :param most: how many there may be.
    """

    def read(cell: str) -> list[str]:
        values = split(cell)
        if len(values) > most:
            raise wrong("too_many", count=str(len(values)), limit=str(most))
        long = [
            ("part_too_long", {"value": shorten(value), "limit": str(limit)})
            for value in values
            if len(value) > limit
        ]
        if long:
            raise Unreadable(*long)
        return values

    return read


def split(cell: str) -> list[str]:
    """Split a cell into its values, each once, in their order."""
    values = (_SPACES.sub(" ", value).strip() for value in cell.split(SEPARATOR))
    return list(dict.fromkeys(value for value in values if value))


def choice(known: Mapping[str, str], also: Mapping[str, str] = MappingProxyType({})) -> Read:
    """Read one token of a vocabulary, by token or by title.

    :param known: token → title.
    :param also: other names → token, such as the titles in another language.
    """
    find = _finder(known, also)

    def read(cell: str) -> str:
        return find(cell)

    return read


def choices(known: Mapping[str, str], also: Mapping[str, str] = MappingProxyType({})) -> Read:
    """Read several tokens of a vocabulary, by token or by title; all that are wrong are named.

    :param known: token → title.
    :param also: other names → token, such as the titles in another language.
    """
    return _each(_finder(known, also))


def places(find: Callable[[str], str]) -> Read:
    """Read several territories; all that are wrong are named.

    :param find: code, or name with the names of its parents, → code; raises :class:`Unreadable`.
    """
    return _each(find)


def _each(find: Callable[[str], str]) -> Read:
    def read(cell: str) -> list[str]:
        found, reasons = [], []
        for value in split(cell):
            try:
                found.append(find(value))
            except Unreadable as error:
                reasons.extend(error.reasons)
        if reasons:
            raise Unreadable(*reasons)
        return list(dict.fromkeys(found))

    return read


def _finder(known: Mapping[str, str], also: Mapping[str, str]) -> Callable[[str], str]:
    by_name = {fold(name): token for name, token in also.items()}
    by_name.update({fold(title): token for token, title in known.items()})
    by_name.update({fold(token): token for token in known})

    def find(value: str) -> str:
        token = by_name.get(fold(value))
        if token is not None:
            return token
        near = difflib.get_close_matches(fold(value), by_name, n=1, cutoff=0.75)
        if near:
            raise wrong("unknown_value_near", value=value, near=by_name[near[0]])
        raise wrong("unknown_value", value=value)

    return find


def date(cell: str) -> str:
    """Read a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    :raises Unreadable: for another form, or a day that no calendar has.
    """
    match = _DATE.fullmatch(cell.split("T", 1)[0].split(" ", 1)[0])
    if match is None:
        raise wrong("not_a_date", value=cell)
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise wrong("not_a_day", value=cell) from None
    return "-".join([year, *(f"{int(number):02d}" for number in (month, day) if number)])


def number(least: int, most: int) -> Read:
    """Read a whole number in digits.

    :param least: the least that is taken.
    :param most: the most that is taken.
    """

    def read(cell: str) -> int:
        if _DIGITS.fullmatch(cell) is None or not least <= int(cell) <= most:
            raise wrong("not_a_number", value=cell, least=str(least), most=str(most))
        return int(cell)

    return read


def comes_before(earlier: str, later: str) -> bool:
    """Say whether a date certainly comes before another one.

    Dates without a day or month are compared as far as both go: 2010 is not before 2010-05.
    """
    length = min(len(earlier), len(later))
    return earlier[:length] < later[:length]


def yes_or_no(cell: str) -> bool:
    """Read ``yes`` or ``no``.

    :raises Unreadable: for anything else.
    """
    word = cell.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise wrong("not_yes_or_no", value=cell)


def reasoned(limit: int) -> Read:
    """Read ``no``, or ``yes: reason``.

    :param limit: how many characters the reason may have.
    :returns: a function that gives the reason, or an empty text for ``no``.
    """

    def read(cell: str) -> str:
        word, _colon, reason = cell.partition(":")
        if not yes_or_no(word):
            return ""
        reason = _SPACES.sub(" ", reason).strip()
        if not reason:
            raise wrong("yes_without_reason")
        return _within(reason, limit)

    return read


def url(cell: str) -> str:
    """Read a web address; it is never fetched.

    :raises Unreadable: for anything but http(s) with a host.
    """
    try:
        address = urlsplit(cell)
        host = address.hostname
    except ValueError:
        raise wrong("not_a_url", value=cell) from None
    if address.scheme not in ("http", "https") or not host or _SPACES.search(cell):
        raise wrong("not_a_url", value=cell)
    return cell
