"""Where each invented practice stands, and who brought it there."""

from clkss.content.review.workflow import ENDORSE
from clkss.content.review.workflow import PUBLISH
from clkss.content.review.workflow import RETIRE
from clkss.content.review.workflow import RETURN
from clkss.content.review.workflow import SUBMIT
from dataclasses import dataclass


@dataclass(frozen=True)
class Journey:
    """What happened to one practice.

    :param author: id of the demo person who wrote it.
    :param steps: triples of actor, action and comment.
    :param featured: whether it is on the front page.
    :param overdue: whether it should have been looked at again by now.
    :param criteria: further criteria, triples of name, score and reason.
    """

    author: str
    steps: tuple[tuple[str, str, str], ...] = ()
    featured: bool = False
    overdue: bool = False
    criteria: tuple[tuple[str, int, str], ...] = ()


_LADDER = ("barangay", "municipal", "provincial", "regional", "national")


def _climb(author, up_to, prefix=""):
    """Submit, and let every level below the last one endorse."""
    level = author.removeprefix(prefix).split(".")[0]
    levels = _LADDER[_LADDER.index(level) : _LADDER.index(up_to)]
    endorsed = ((f"{prefix}{each}.secretary", ENDORSE, "") for each in levels)
    return ((author, SUBMIT, ""), *endorsed)


def _published(author, prefix=""):
    return (
        *_climb(author, "national", prefix),
        (f"{prefix}national.editor", PUBLISH, "Well told, with figures. Published."),
    )


def _by_editor(*more):
    editor = "national.editor"
    return ((editor, SUBMIT, ""), (editor, PUBLISH, ""), *more)


DANAO = "barangay.contributor"
PANGLAO = "municipal.contributor"
EDITOR = "national.editor"
OTHER = "other."
POBLACION = "other.barangay.contributor"
BONTOC = "other.municipal.contributor"

JOURNEYS = {
    "demo-01": Journey(
        DANAO,
        _published(DANAO),
        featured=True,
        criteria=(
            ("replicable", 2, "Two neighbouring barangays have begun with the same lending rule."),
            ("sustainable", 3, "The teacher is in the barangay's budget and in an ordinance."),
            ("relevant", 3, "It answers what the families themselves named as the cause."),
        ),
    ),
    "demo-02": Journey(PANGLAO, _published(PANGLAO)),
    "demo-03": Journey(DANAO),
    "demo-04": Journey(DANAO, _climb(DANAO, "barangay")),
    "demo-05": Journey(DANAO, _climb(DANAO, "municipal")),
    "demo-06": Journey(PANGLAO, _climb(PANGLAO, "provincial")),
    "demo-07": Journey(PANGLAO, _climb(PANGLAO, "regional")),
    "demo-08": Journey(DANAO, _climb(DANAO, "national")),
    "demo-09": Journey(
        PANGLAO,
        (
            *_climb(PANGLAO, "municipal"),
            (
                "municipal.secretary",
                RETURN,
                "Please say how many children there were before, and who counted them.",
            ),
        ),
    ),
    "demo-10": Journey(
        DANAO,
        (
            *_climb(DANAO, "provincial"),
            (
                "provincial.secretary",
                RETURN,
                "A good beginning. What did the barangay do about the 13 who still work there?",
            ),
        ),
    ),
    "demo-11": Journey(
        PANGLAO,
        (*_published(PANGLAO), ("national.editor", RETIRE, "No longer done; visits replaced it.")),
    ),
    "demo-21": Journey(
        POBLACION,
        _published(POBLACION, OTHER),
        featured=True,
        criteria=(
            ("responsive-and-ethical", 3, "Elders and parents decided; children were asked."),
            ("innovative", 2, "Few schools had used the right to set their own dates."),
        ),
    ),
    "demo-22": Journey(POBLACION),
    "demo-23": Journey(POBLACION, _climb(POBLACION, "barangay", OTHER)),
    "demo-24": Journey(POBLACION, _climb(POBLACION, "municipal", OTHER)),
    "demo-25": Journey(BONTOC, _climb(BONTOC, "provincial", OTHER)),
    "demo-26": Journey(BONTOC, _climb(BONTOC, "regional", OTHER)),
    "demo-27": Journey(POBLACION, _climb(POBLACION, "national", OTHER)),
    "demo-28": Journey(
        BONTOC,
        (
            *_climb(BONTOC, "municipal", OTHER),
            (
                "other.municipal.secretary",
                RETURN,
                "Please ask the grandparents whether the stories may be shared outside.",
            ),
        ),
    ),
    "demo-31": Journey(EDITOR, _by_editor()),
    "demo-32": Journey(EDITOR, _by_editor()),
    "demo-33": Journey(
        EDITOR,
        _by_editor(),
        featured=True,
        criteria=(
            ("sustainable", 2, "The better price has paid for the lists since 2023."),
            ("efficient", 2, "The cost is a visit in a quarter and a list at each shaft."),
        ),
    ),
    "demo-34": Journey(EDITOR, _by_editor(), overdue=True),
    "demo-35": Journey(EDITOR, _by_editor()),
    "demo-36": Journey(
        "other.national.editor",
        (("other.national.editor", SUBMIT, ""), ("other.national.editor", PUBLISH, "")),
    ),
}
"""Code in ``examples.csv`` → what happened to it. Every state is there, on both lines."""
