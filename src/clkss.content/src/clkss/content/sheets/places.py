"""Territories as people write them in a cell: a code, or a name with the names of its parents."""

from clkss.content.sheets.rules import shorten
from clkss.content.sheets.rules import wrong
from clkss.content.territories import rules as territories
from clkss.content.territories import table


MENTIONED = 3
"""How many places of the same name a sentence lists."""


def find(text: str) -> str:
    """Find the code of a territory.

    Accepted are a code, a code that lost its leading zero in a spreadsheet, and a name followed by
    the names of places it lies in ("Danao, Panglao, Bohol"). Nothing is guessed: a name that many
    places bear is refused, except that a barangay counts only where no larger place bears the name.

    :param text: one value of a cell.
    :raises clkss.content.sheets.rules.Unreadable: when there is none, or more than one.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return _code(text)
    if table.exists(text.upper()):
        return text.upper()
    return _named(text)


def _code(digits: str) -> str:
    for code in (digits, digits.zfill(10)):
        if territories.valid_code_shape(code) and table.exists(code):
            return _current(code)
    raise wrong("unknown_territory", value=digits)


def _current(code: str) -> str:
    if table.is_current(code):
        return code
    places = "; ".join(f"{table.title(new)} ({new})" for new in table.successors(code))
    error = wrong("ended_territory", value=code)
    error.reasons[0][1]["places"] = places
    raise error


def _named(text: str) -> str:
    *names, outermost = (part.strip() for part in text.split(","))
    found = table.by_name(outermost)
    for name in reversed(names):
        within = {
            place.code: place for parent in found for place in table.by_name(name, parent.code)
        }
        found = list(within.values())
    if len(found) > 1:
        larger = [place for place in found if place.level != territories.BARANGAY]
        found = larger or found
    if len(found) > 1:
        wanted = territories.fold(text)
        exact = [place for place in found if territories.fold(table.title(place.code)) == wanted]
        found = exact if len(exact) == 1 else found
    if not found:
        raise wrong("unknown_territory", value=text)
    if len(found) > 1:
        titles = "; ".join(
            f"{table.title(place.code)} ({place.code})" for place in found[:MENTIONED]
        )
        if len(found) > MENTIONED:
            titles += "; …"
        error = wrong("ambiguous_territory", value=shorten(text))
        error.reasons[0][1]["places"] = titles
        raise error
    return found[0].code
