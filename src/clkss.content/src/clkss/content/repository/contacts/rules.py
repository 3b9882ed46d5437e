"""How somebody is reached: telephone numbers as people write them, made ready to be dialled."""

import re


_BETWEEN = re.compile(r"[;,/\n]|\bor\b|\bo\b")
_EXTENSION = re.compile(r"\b(?:local|loc\.?|ext\.?|extension|lokal)\s*([0-9]{1,6})", re.IGNORECASE)
_DIALLED = re.compile(r"[(+]*[0-9][0-9 ().\-]*[0-9]", re.ASCII)

COUNTRY = "63"
"""The country whose numbers begin with a nought."""

LONGEST = 15
"""Digits of the longest number that can be dialled (E.164)."""


def numbers(text: str | None) -> list[tuple[str, str | None]]:
    """Split a line of telephone numbers, and say what a telephone dials for each.

    :param text: such as ``(038) 412-3456 local 12; 0917 123 4567``.
    :returns: pairs of what was written and an address that begins with ``tel:``; ``None`` where
        nothing can be dialled.
    """
    written = (part.strip() for part in _BETWEEN.split(text or ""))
    return [(part, address(part)) for part in written if part]


def address(text: str) -> str | None:
    """Give the address that dials a number.

    :param text: one number, with words around it perhaps.
    """
    extension = _EXTENSION.search(text)
    if extension is not None:
        text = text[: extension.start()] + text[extension.end() :]
    number = _DIALLED.search(text)
    if number is None:
        return None
    digits = re.sub(r"[^0-9]", "", number[0])
    if len(digits) > LONGEST or len(digits) < 3:
        return None
    if "+" in number[0]:
        digits = f"+{digits}"
    elif digits.startswith("0") and len(digits) > 8:
        digits = f"+{COUNTRY}{digits[1:]}"
    return f"tel:{digits}" + (f";ext={extension[1]}" if extension is not None else "")
