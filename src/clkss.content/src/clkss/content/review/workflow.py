"""Names of the ladder's states and transitions, in one place."""

from clkss.content.territories.rules import BARANGAY
from clkss.content.territories.rules import COMMITTEE_LEVELS
from clkss.content.territories.rules import MUNICIPAL
from clkss.content.territories.rules import NATIONAL
from clkss.content.territories.rules import PROVINCIAL
from clkss.content.territories.rules import REGIONAL


WORKFLOW = "clkss_knowledge_workflow"
COMMENT_WORKFLOW = "clkss_comment_workflow"

DRAFT = "draft"
BARANGAY_REVIEW = f"{BARANGAY}_review"
MUNICIPAL_REVIEW = f"{MUNICIPAL}_review"
PROVINCIAL_REVIEW = f"{PROVINCIAL}_review"
REGIONAL_REVIEW = f"{REGIONAL}_review"
NATIONAL_REVIEW = f"{NATIONAL}_review"
PUBLISHED = "published"
RETIRED = "retired"

REVIEW_STATES = tuple(f"{level}_review" for level in COMMITTEE_LEVELS)
"""States in which an item waits for a committee, the lowest first."""

STATES = (DRAFT, *REVIEW_STATES, PUBLISHED, RETIRED)

SUBMIT = "submit"
ENDORSE = "endorse"
TAKE_OVER = "take_over"
RETURN = "return"
RETRACT = "retract"
PUBLISH = "publish"
RETIRE = "retire"
REOPEN = "reopen"

ACTIONS = (SUBMIT, ENDORSE, TAKE_OVER, PUBLISH, RETURN, RETRACT, RETIRE, REOPEN)
"""Transitions, in the order in which they are offered."""

CLIMBING = (SUBMIT, ENDORSE, TAKE_OVER)
"""Transitions whose target is the next level of which somebody reviews."""

_LEVEL_OF = dict(zip(REVIEW_STATES, COMMITTEE_LEVELS, strict=True))


def level_of(state):
    """Give the committee level that reviews in a state, or ``None``.

    :param state: id of a state.
    """
    return _LEVEL_OF.get(state)


def review_state(level):
    """Give the state in which a level reviews.

    :param level: one of the committee levels.
    """
    return f"{level}_review"
