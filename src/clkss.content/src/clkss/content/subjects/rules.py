"""Terms that editors add: how a line is read, and what may be said of it."""

from typing import NamedTuple

import re


BAD_TOKEN = "bad_token"  # noqa: S105
NO_TITLE = "no_title"
NO_DEFINITION = "no_definition"
TAKEN = "taken"

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", re.ASCII)
LONGEST_TOKEN = 60
LONGEST_TITLE = 120
LONGEST_DEFINITION = 500


class Term(NamedTuple):
    """A term that an editor added."""

    token: str
    english: str
    filipino: str
    definition: str = ""


def parse_line(line: str) -> Term:
    """Read a line ``token | English title | Filipino title | definition``.

    The Filipino title may be left out; the English one then stands for it.

    :param line: one line.
    """
    token, english, filipino, definition = (*line.split("|", 3), "", "", "")[:4]
    english = english.strip()
    return Term(token.strip(), english, filipino.strip() or english, definition.strip())


def problems(
    lines: list[str], built_in: frozenset[str], defined: bool = False
) -> list[tuple[int, str]]:
    """Find what is wrong with the lines of an editor.

    :param lines: the lines; empty ones are passed over.
    :param built_in: tokens that are taken already.
    :param defined: whether every term of the list must say what it means.
    :returns: pairs of a line number, from 1, and one of the names above.
    """
    found = []
    seen = set(built_in)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        term = parse_line(line)
        if not _TOKEN.fullmatch(term.token) or len(term.token) > LONGEST_TOKEN:
            found.append((number, BAD_TOKEN))
        elif term.token in seen:
            found.append((number, TAKEN))
        if not term.english or max(len(term.english), len(term.filipino)) > LONGEST_TITLE:
            found.append((number, NO_TITLE))
        if defined and not 0 < len(term.definition) <= LONGEST_DEFINITION:
            found.append((number, NO_DEFINITION))
        seen.add(term.token)
    return found
