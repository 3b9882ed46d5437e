"""The review ladder: whose turn it is, and what a person may do with an item.

Source of the rules: product.md, part 3 (review ladder). Everything is passed in: the chain of
committees, who has a secretary, what the person is for the item, the lowest publishing level.
"""

from clkss.content.committees.rules import committee_group
from clkss.content.committees.rules import CONTRIBUTOR
from clkss.content.committees.rules import KNOWLEDGE_KEY
from clkss.content.committees.rules import SECRETARY
from clkss.content.committees.rules import split_key
from clkss.content.territories.rules import COMMITTEE_LEVELS
from clkss.content.territories.rules import NATIONAL
from collections.abc import Callable
from collections.abc import Iterable
from typing import NamedTuple

import clkss.content.review.workflow as workflow
import datetime


# Why a level was skipped.
NO_PLACE = "no_place"
NO_SECRETARY = "no_secretary"

# Why an action was refused.
WRONG_STATE = "wrong_state"
NOT_THE_AUTHOR = "not_the_author"
CLEARANCE_ENDED = "clearance_ended"
NOT_YOUR_TURN = "not_your_turn"
NOT_ABOVE = "not_above"
NOT_AN_EDITOR = "not_an_editor"
NOT_VACANT = "not_vacant"
TOP_OF_THE_LADDER = "top_of_the_ladder"
BELOW_PUBLISHING_LEVEL = "below_publishing_level"
ONE_CHECK = "one_check"
COMMENT_REQUIRED = "comment_required"
COMMENT_TOO_LONG = "comment_too_long"
UNKNOWN_ACTION = "unknown_action"

# On what ground somebody acted, when not in the name of a committee.
AUTHOR = "author"
ADMINISTRATOR = "administrator"

ABOVE = "above:"
"""Prefix in ``who_may_act`` of those who may take an item over from a vacant level."""

EDITORS = committee_group(KNOWLEDGE_KEY)
"""Group of the national knowledge editors."""

LONGEST_COMMENT = 5_000

NEEDS_COMMENT = frozenset({workflow.RETURN})
"""Actions that must say why."""


class Skip(NamedTuple):
    """A level that the ladder passed over, and why."""

    level: str
    key: str | None
    reason: str


class Turn(NamedTuple):
    """The committee that reviews next, and the levels passed over on the way."""

    level: str
    key: str
    skipped: tuple[Skip, ...]


class Standing(NamedTuple):
    """What a person is for one item, in the transaction that acts.

    :param owner: wrote the item.
    :param author: wrote the item and still writes for its owner committee.
    :param reviewer: key of the committee in whose name the person reviews, when it is its turn.
    :param above: key of the nearest committee further up this ladder whose secretary the person is.
    :param editor: is a national knowledge editor.
    :param administrator: administers the site.
    """

    owner: bool = False
    author: bool = False
    reviewer: str = ""
    above: str = ""
    editor: bool = False
    administrator: bool = False


class Situation(NamedTuple):
    """How an item stands.

    :param state: id of its state.
    :param vacant: the committee whose turn it is has no secretary now.
    :param publishing_level: the lowest level that may publish.
    :param one_check: the committee whose turn it is decides alone, at whatever level.
    """

    state: str
    vacant: bool = False
    publishing_level: str = "regional"
    one_check: bool = False


def turn_in(state: str, chain: Iterable[tuple[str, str]]) -> str | None:
    """Give the key of the committee whose turn it is in a state, or ``None``.

    Where two committees of a chain are of one level, as in a district of Manila, the higher one
    reviews.

    :param state: id of the state.
    :param chain: (committee level, committee key) from the owner's own level to the national one.
    """
    level = workflow.level_of(state)
    return dict(chain).get(level) if level else None


def owners_for(clearances: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Name the committees for which a person may write, the lowest level first.

    Contributors and secretaries write for the committee of their territory; knowledge editors for
    the national one.

    :param clearances: pairs of committee key and function.
    """
    found = []
    for key, function in clearances:
        if function in (CONTRIBUTOR, SECRETARY) or key == KNOWLEDGE_KEY:
            code, _token = split_key(key)
            if code not in found:
                found.append(code)
    return tuple(found)


def standing(
    state: str,
    chain: Iterable[tuple[str, str]],
    clearances: Iterable[tuple[str, str]],
    owner: bool,
    administrator: bool,
) -> Standing:
    """Say what a person is for an item.

    :param state: id of the item's state.
    :param chain: (committee level, committee key), the owner committee first, the national last.
    :param clearances: pairs of committee key and function that the person holds now.
    :param owner: whether the person wrote the item.
    :param administrator: whether the person administers the site.
    """
    chain = tuple(chain)
    held = frozenset(clearances)
    secretary_of = {key for key, function in held if function == SECRETARY}
    editor = any(key == KNOWLEDGE_KEY for key, _function in held)
    turn = turn_in(state, chain)
    level = workflow.level_of(state)
    reviewer = above = ""
    if turn is not None:
        if turn in secretary_of:
            reviewer = turn
        elif level == NATIONAL and editor:
            reviewer = KNOWLEDGE_KEY
        rank = COMMITTEE_LEVELS.index(level)
        above = next(
            (
                key
                for name, key in chain
                if COMMITTEE_LEVELS.index(name) > rank and key in secretary_of
            ),
            "",
        )
    return Standing(
        owner=owner,
        author=owner and chain[0][1] in owners_for(held),
        reviewer=reviewer,
        above=above,
        editor=editor,
        administrator=administrator,
    )


def in_whose_name(action: str, standing: Standing) -> str:
    """Give what the history names as the ground on which a person acted.

    :param action: one of :data:`clkss.content.review.workflow.ACTIONS`.
    :param standing: what the person is for the item.
    :returns: key of a committee, ``author`` or ``administrator``.
    """
    ground = ""
    if action in (workflow.SUBMIT, workflow.RETRACT):
        ground = AUTHOR if standing.owner else ""
    elif action in (workflow.ENDORSE, workflow.RETURN, workflow.PUBLISH):
        ground = standing.reviewer
    elif action == workflow.TAKE_OVER:
        ground = standing.above
    elif standing.editor:
        ground = KNOWLEDGE_KEY
    return ground or ADMINISTRATOR


def may_act(state: str, chain: Iterable[tuple[str, str]], authors: Iterable[str]) -> list[str]:
    """Give the entries of the index ``who_may_act``.

    :param state: id of the item's state.
    :param chain: (committee level, committee key), the owner committee first, the national last.
    :param authors: ids of the accounts that wrote the item.
    """
    if state == workflow.DRAFT:
        return [f"user:{author}" for author in authors]
    level = workflow.level_of(state)
    if level is None:
        return [EDITORS]
    chain = tuple(chain)
    entries = [committee_group(turn_in(state, chain), SECRETARY)]
    if level == NATIONAL:
        entries.append(EDITORS)
    rank = COMMITTEE_LEVELS.index(level)
    entries += [
        f"{ABOVE}{committee_group(key, SECRETARY)}"
        for name, key in chain
        if COMMITTEE_LEVELS.index(name) > rank
    ]
    return entries


def next_turn(
    chain: Iterable[tuple[str, str]],
    staffed: Callable[[str], bool],
    level: str | None = None,
) -> Turn:
    """Find the committee that reviews next.

    The national committee always takes its turn: there the ladder ends, staffed or not.

    :param chain: (committee level, committee key) from the owner's own level to the national one.
    :param staffed: says whether a committee, by key, has a secretary.
    :param level: the level that reviews now; ``None`` for a draft.
    :raises ValueError: when there is no level above, or the chain lacks the national committee.
    """
    keys = dict(chain)
    if NATIONAL not in keys:
        raise ValueError("A ladder ends at the national committee")
    if level is None:
        first = min(COMMITTEE_LEVELS.index(name) for name in keys)
    else:
        first = COMMITTEE_LEVELS.index(level) + 1
    skipped = []
    for name in COMMITTEE_LEVELS[first:]:
        key = keys.get(name)
        if key is None:
            skipped.append(Skip(name, None, NO_PLACE))
        elif name == NATIONAL or staffed(key):
            return Turn(name, key, tuple(skipped))
        else:
            skipped.append(Skip(name, key, NO_SECRETARY))
    raise ValueError(f"There is no level above {level}")


def may_publish_at(level: str | None, publishing_level: str) -> bool:
    """Say whether a level may publish.

    :param level: a committee level, or ``None``.
    :param publishing_level: the lowest level that may.
    """
    if level is None:
        return False
    return COMMITTEE_LEVELS.index(level) >= COMMITTEE_LEVELS.index(publishing_level)


def refusals(
    action: str,
    situation: Situation,
    standing: Standing,
    comment: str | None = None,
) -> tuple[str, ...]:
    """Give every reason why a person may not act; none means they may.

    :param action: one of :data:`clkss.content.review.workflow.ACTIONS`.
    :param situation: how the item stands.
    :param standing: what the person is for the item.
    :param comment: what they say; ``None`` while nothing was asked yet.
    """
    if action not in workflow.ACTIONS:
        return (UNKNOWN_ACTION,)
    reasons = [*_by_person(action, standing), *_by_situation(action, situation)]
    if comment is not None:
        said = comment.strip()
        if action in NEEDS_COMMENT and not said:
            reasons.append(COMMENT_REQUIRED)
        if len(said) > LONGEST_COMMENT:
            reasons.append(COMMENT_TOO_LONG)
    return tuple(reasons)


def ways(situation: Situation, standing: Standing) -> tuple[str, ...]:
    """Name the actions that a person may take now, in the order of offering.

    :param situation: how the item stands.
    :param standing: what the person is for the item.
    """
    return tuple(action for action in workflow.ACTIONS if not refusals(action, situation, standing))


def review_due(today: datetime.date, years: int) -> datetime.date:
    """Give the day on which a practice published today is due for re-review.

    :param today: the day of publishing.
    :param years: the interval; 29 February moves to 1 March.
    """
    try:
        return today.replace(year=today.year + years)
    except ValueError:
        return today.replace(year=today.year + years, month=3, day=1)


def _by_person(action: str, standing: Standing) -> list[str]:
    if standing.administrator:
        return []
    if action in (workflow.SUBMIT, workflow.RETRACT):
        if standing.author or (action == workflow.RETRACT and standing.owner):
            return []
        return [CLEARANCE_ENDED if standing.owner else NOT_THE_AUTHOR]
    if action in (workflow.ENDORSE, workflow.RETURN, workflow.PUBLISH):
        return [] if standing.reviewer else [NOT_YOUR_TURN]
    if action == workflow.TAKE_OVER:
        return [] if standing.above else [NOT_ABOVE]
    return [] if standing.editor else [NOT_AN_EDITOR]


def _by_situation(action: str, situation: Situation) -> list[str]:
    state = situation.state
    level = workflow.level_of(state)
    needed = {
        workflow.SUBMIT: state == workflow.DRAFT,
        workflow.RETIRE: state == workflow.PUBLISHED,
        workflow.REOPEN: state == workflow.RETIRED,
    }.get(action, level is not None)
    if not needed:
        return [WRONG_STATE]
    if action in (workflow.ENDORSE, workflow.TAKE_OVER) and level == NATIONAL:
        return [TOP_OF_THE_LADDER]
    if action == workflow.TAKE_OVER and not situation.vacant:
        return [NOT_VACANT]
    if situation.one_check:
        return [ONE_CHECK] if action == workflow.ENDORSE else []
    if action == workflow.PUBLISH and not may_publish_at(level, situation.publishing_level):
        return [BELOW_PUBLISHING_LEVEL]
    return []
