"""What a case study must say, and how it protects whom it speaks of. Standard library."""

from clkss.content.knowledge import rules as knowledge
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping


PARTS = ("situation", "intervention", "result", "lesson")
"""The four parts, in order."""

NEEDED = ("title", "description", "territories", "themes", *PARTS)

CHECKS = ("names", "places", "pictures", "details", "consent")
"""What must have been looked after before anybody else reads it."""

CHECKLIST = "anonymised"
PLACES = "territories"


def unchecked(ticked: Collection[str] | None) -> tuple[str, ...]:
    """Name what was not looked after yet, in the order of the checklist.

    :param ticked: what was.
    """
    return tuple(name for name in CHECKS if name not in (ticked or ()))


def missing(values: Mapping[str, object], smallest: Iterable[bool]) -> tuple[str, ...]:
    """Name the fields that must still be written or changed before it is submitted.

    :param values: the fields by name.
    :param smallest: for each place, whether it is so small that a child could be found there.
    :returns: names of fields, in the order of the form.
    """
    lacking = list(knowledge.missing(values, NEEDED))
    if any(smallest):
        lacking.append(PLACES)
    if unchecked(values.get(CHECKLIST)):
        lacking.append(CHECKLIST)
    return tuple(dict.fromkeys(lacking))
