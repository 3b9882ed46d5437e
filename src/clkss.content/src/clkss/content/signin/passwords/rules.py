"""Which passwords are good enough. Standard library only.

After NIST SP 800-63B, 5.1.1: length counts; no kinds of characters are asked for; what many people
use, what repeats itself and what names its owner is refused.
"""

from collections.abc import Collection
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from string import digits
from string import punctuation
from string import whitespace

import gzip
import re
import unicodedata


SHORTEST = 12
LONGEST = 128
"""Longer ones cost time to look at and gain nothing."""

LEAST_OF_ONES_OWN = 8
"""Characters that must be left when everything that names the owner or the site is taken out."""

SHORTEST_WORD = 4
"""Letters from which a part of a name counts."""

FEWEST_CHARACTERS = 5
"""Different characters."""

LONGEST_UNIT = 6
"""Characters of something that is only repeated."""

# Reasons to refuse a password.
TOO_SHORT = "too-short"
TOO_LONG = "too-long"
COMMON = "common"
MONOTONOUS = "monotonous"
PERSONAL = "personal"

ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
)
"""What fingers do by themselves, forwards and backwards."""

LOCAL = frozenset(
    {
        "barangay",
        "childlabor",
        "kabataan",
        "mabuhay",
        "mahalkita",
        "mahalko",
        "philippines",
        "pilipinas",
        "pinoyako",
        "pinoy",
        "salamat",
        "sanggunian",
    }
)
"""What people here use, beside the list of the world."""

_LIKE = str.maketrans("013457@$!", "oieastasi")


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Return the passwords that people use most (see ``common.md``)."""
    packed = Path(__file__).with_name("common.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split("\n")) | LOCAL


def plain(text: str) -> str:
    """Return a text as it is compared: one way to write each character, no capitals.

    :param text: any text.
    """
    return unicodedata.normalize("NFKC", text).casefold()


def reasons_against(password: str, words: Iterable[str] = ()) -> tuple[str, ...]:
    """Name everything that speaks against a password.

    :param password: as it was entered.
    :param words: names of its owner and of the site: account, mail address, full name.
    :returns: reasons, named in this module; empty when there is none.
    """
    reasons = []
    if len(password) < SHORTEST:
        reasons.append(TOO_SHORT)
    if len(password) > LONGEST:
        return (TOO_LONG,)
    text = plain(password)
    if is_common(text):
        reasons.append(COMMON)
    if is_monotonous(text):
        reasons.append(MONOTONOUS)
    if is_personal(text, words):
        reasons.append(PERSONAL)
    return tuple(reasons)


def is_common(text: str, known: Collection[str] | None = None) -> bool:
    """Tell whether a password is one that many use, with digits or signs around it or in it.

    :param text: the password, as it is compared.
    :param known: passwords that are used most; the list of the package by default.
    """
    known = common() if known is None else known
    core = text.strip(digits + punctuation + whitespace)
    bare = text.strip(punctuation + whitespace)
    forms = {text, bare, core, text.translate(_LIKE), core.translate(_LIKE)}
    forms |= {re.sub(r"[\W_]", "", form) for form in tuple(forms)}
    forms |= {re.sub(r"[\W_\d]", "", form) for form in (text, core)}
    return any(form in known for form in forms if form)


def is_monotonous(text: str) -> bool:
    """Tell whether a password repeats itself or follows the keys.

    :param text: the password, as it is compared.
    """
    if not text:
        return False
    if len(set(text)) < FEWEST_CHARACTERS:
        return True
    for size in range(1, min(LONGEST_UNIT, len(text) // 2) + 1):
        unit = text[:size]
        if (unit * (len(text) // size + 1))[: len(text)] == text:
            return True
    words = [word for word in re.split(r"[\W_\d]+", text) if word]
    if len(words) > 1 and len(set(words)) == 1:
        return True
    return any(text in row or text[::-1] in row for row in ROWS)


def is_personal(text: str, words: Iterable[str]) -> bool:
    """Tell whether little is left of a password without what names its owner or the site.

    :param text: the password, as it is compared.
    :param words: names of the owner and of the site.
    """
    parts = {
        part
        for word in words
        for part in re.split(r"[\W_]+", plain(word))
        if len(part) >= SHORTEST_WORD
    }
    found = sorted((part for part in parts if part in text), key=len, reverse=True)
    if not found:
        return False
    rest = text
    for part in found:
        rest = rest.replace(part, "")
    return len(re.sub(r"[\W_]", "", rest)) < LEAST_OF_ONES_OWN
