"""What a good practice must say, and what its criteria mean.

Source: product.md, part 2 (the IPEC template and its seven criteria).
"""

from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.rules import said
from collections.abc import Iterable
from collections.abc import Mapping


PARTS = (
    "background",
    "action",
    "achievements",
    "sustainability",
    "lessons_learned",
    "necessary_conditions",
)
"""The six parts of the template, in order."""

ALWAYS = frozenset({"background", "action", "achievements"})
"""Parts that nothing can stand in for."""

TRIED = "tried-and-shown-to-work"

CRITERIA = (
    TRIED,
    "innovative",
    "replicable",
    "sustainable",
    "relevant",
    "responsive-and-ethical",
    "efficient",
)
"""IPEC's criteria, in order."""

SCORES = (0, 1, 2, 3)
"""0 no evidence, 1 some, 2 good, 3 strong evidence."""

UNKNOWN_CRITERION = "unknown_criterion"
TWICE = "twice"
BAD_SCORE = "bad_score"
NO_REASON = "no_reason"


def missing(values: Mapping[str, object]) -> tuple[str, ...]:
    """Name the fields that must still be written before a practice is submitted.

    All six parts are needed. A practice taken from a publication (``source``) may leave a part
    empty where the publication has none, except for what the starting point was, what was done
    and what came of it.

    :param values: the fields of a practice by name.
    :returns: names of fields, in the order of the form.
    """
    from_source = said(values.get("source"))
    parts = [part for part in PARTS if part in ALWAYS or not from_source]
    return knowledge.missing(values, ("title", "description", "territories", "themes", *parts))


def criteria_problems(criteria: Iterable[Mapping[str, object]]) -> tuple[tuple[str, str], ...]:
    """Find what is wrong with scores.

    :param criteria: entries with ``criterion``, ``score`` and ``reason``.
    :returns: pairs of a criterion and one of the names above.
    """
    found = []
    seen = set()
    for entry in criteria:
        name = str(entry.get("criterion"))
        if name not in CRITERIA:
            found.append((name, UNKNOWN_CRITERION))
        elif name in seen:
            found.append((name, TWICE))
        seen.add(name)
        score = entry.get("score")
        if type(score) is not int or score not in SCORES:
            found.append((name, BAD_SCORE))
        if not said(entry.get("reason")):
            found.append((name, NO_REASON))
    return tuple(found)


def is_promising(criteria: Iterable[Mapping[str, object]] | None) -> bool:
    """Say whether a practice is only promising: without evidence that it was shown to work.

    :param criteria: entries with ``criterion``, ``score`` and ``reason``.
    """
    return not any(
        entry.get("criterion") == TRIED and (entry.get("score") or 0) > 0
        for entry in criteria or ()
    )
