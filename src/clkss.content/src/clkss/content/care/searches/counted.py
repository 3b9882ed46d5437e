"""Which searches in vain are kept, and in what form.

People type names into a search. So words are not kept when they come once: only a digest is, by
which a second search for the same is known; and what looks like a number or an address is never
kept.
"""

from clkss.content.search import words

import re


FEWEST = 2
"""Searches from which the words are kept and shown."""

MOST_WORDS = 6
LONGEST = 60
SHORTEST = 3

ONCE_KEPT = 30
"""Days for which the digest of a search that came once is kept."""

KEPT = 180
"""Days for which a search is kept after it came last."""

_NUMBER = re.compile(r"[0-9][0-9 .\-]{4,}")


def normal(text: str) -> str | None:
    """Bring a search into the form in which it is counted.

    :param text: what somebody looked for.
    :returns: folded words with a space between them; nothing when it is not counted.
    """
    if "@" in text or _NUMBER.search(text):
        return None
    found = [words.folded(word) for term in words.terms(text) for word in term.words]
    if not 0 < len(found) <= MOST_WORDS:
        return None
    joined = " ".join(dict.fromkeys(found))
    return joined if SHORTEST <= len(joined) <= LONGEST else None
