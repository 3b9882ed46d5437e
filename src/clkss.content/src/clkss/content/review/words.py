"""What people read about the ladder: committees, states, actions and reasons, in words."""

from clkss.content import _
from clkss.content.committees.rules import KNOWLEDGE_KEY
from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.committees.rules import split_key
from clkss.content.review import rules
from clkss.content.review import workflow
from clkss.content.territories import table
from clkss.content.territories.rules import BARANGAY
from clkss.content.territories.rules import committee_level
from clkss.content.territories.rules import MUNICIPAL
from clkss.content.territories.rules import NATIONAL
from clkss.content.territories.rules import PROVINCIAL
from clkss.content.territories.rules import REGIONAL


LEVELS = {
    BARANGAY: _("level_within_text_barangay", default="barangay"),
    MUNICIPAL: _("level_within_text_municipal", default="city or municipality"),
    PROVINCIAL: _("level_within_text_provincial", default="province"),
    REGIONAL: _("level_within_text_regional", default="region"),
    NATIONAL: _("level_within_text_national", default="nation"),
}

STATES = {
    workflow.DRAFT: _("state_draft", default="Draft"),
    workflow.BARANGAY_REVIEW: _(
        "state_barangay_review", default="Review by the barangay committee"
    ),
    workflow.MUNICIPAL_REVIEW: _(
        "state_municipal_review", default="Review by the municipal committee"
    ),
    workflow.PROVINCIAL_REVIEW: _(
        "state_provincial_review", default="Review by the provincial committee"
    ),
    workflow.REGIONAL_REVIEW: _(
        "state_regional_review", default="Review by the regional committee"
    ),
    workflow.NATIONAL_REVIEW: _("state_national_review", default="National review"),
    workflow.PUBLISHED: _("state_published", default="Published"),
    workflow.RETIRED: _("state_retired", default="Retired"),
}

ACTIONS = {
    workflow.SUBMIT: _("transition_submit", default="Submit for review"),
    workflow.ENDORSE: _("transition_endorse", default="Endorse"),
    workflow.TAKE_OVER: _("transition_take_over", default="Take over"),
    workflow.PUBLISH: _("transition_publish", default="Publish"),
    workflow.RETURN: _("transition_return", default="Return with a comment"),
    workflow.RETRACT: _("transition_retract", default="Take back"),
    workflow.RETIRE: _("transition_retire", default="Retire"),
    workflow.REOPEN: _("transition_reopen", default="Open again"),
}

DONE = {
    workflow.SUBMIT: _("done_submit", default="Submitted"),
    workflow.ENDORSE: _("done_endorse", default="Endorsed"),
    workflow.TAKE_OVER: _("done_take_over", default="Taken over"),
    workflow.PUBLISH: _("done_publish", default="Published"),
    workflow.RETURN: _("done_return", default="Returned"),
    workflow.RETRACT: _("done_retract", default="Taken back"),
    workflow.RETIRE: _("done_retire", default="Retired"),
    workflow.REOPEN: _("done_reopen", default="Opened again"),
    None: _("done_begun", default="Begun"),
}

EFFECTS = {
    workflow.SUBMIT: _(
        "effect_submit",
        default="Your committee's secretary reads it next. You can take it back until it is "
        "published.",
    ),
    workflow.ENDORSE: _("effect_endorse", default="The next committee reads it then."),
    workflow.TAKE_OVER: _(
        "effect_take_over",
        default="The committee whose turn it is has no secretary now. It moves on to the next "
        "committee that has one.",
    ),
    workflow.PUBLISH: _("effect_publish", default="Everyone can read it then."),
    workflow.RETURN: _(
        "effect_return", default="It becomes a draft again. Tell the author what to change."
    ),
    workflow.RETRACT: _("effect_retract", default="It becomes your draft again."),
    workflow.RETIRE: _("effect_retire", default="Visitors no longer see it."),
    workflow.REOPEN: _("effect_reopen", default="It becomes a draft of its author again."),
}

REFUSALS = {
    rules.UNKNOWN_ACTION: _("refused_unknown_action", default="There is no such action."),
    rules.WRONG_STATE: _(
        "refused_wrong_state",
        default="This cannot be done in its present state. Somebody may have acted on it in the "
        "meantime: look at it again.",
    ),
    rules.NOT_THE_AUTHOR: _("refused_not_the_author", default="Only its author can do this."),
    rules.CLEARANCE_ENDED: _(
        "refused_clearance_ended",
        default="You no longer write for the committee that owns this. Ask its secretary.",
    ),
    rules.NOT_YOUR_TURN: _(
        "refused_not_your_turn",
        default="Only the secretary of the committee whose turn it is can do this.",
    ),
    rules.NOT_ABOVE: _(
        "refused_not_above",
        default="Only the secretary of a committee above can take this over.",
    ),
    rules.NOT_AN_EDITOR: _(
        "refused_not_an_editor", default="Only a national knowledge editor can do this."
    ),
    rules.NOT_VACANT: _(
        "refused_not_vacant",
        default="The committee whose turn it is has a secretary, who decides.",
    ),
    rules.TOP_OF_THE_LADDER: _(
        "refused_top_of_the_ladder",
        default="There is no committee above: publish it or return it.",
    ),
    rules.BELOW_PUBLISHING_LEVEL: _(
        "refused_below_publishing_level",
        default="Committees of this level do not publish: endorse it or return it.",
    ),
    rules.ONE_CHECK: _(
        "refused_one_check",
        default="One check is enough for this: publish it or return it.",
    ),
    rules.COMMENT_REQUIRED: _(
        "refused_comment_required", default="Say in a comment what the author should change."
    ),
    rules.COMMENT_TOO_LONG: _(
        "refused_comment_too_long", default="The comment is longer than 5,000 characters."
    ),
}

DAY_TO_COME = _("refused_day_to_come", default="Give a day that is still to come.")

SKIPPED = {
    rules.NO_PLACE: _("skipped_no_place", default="there is no such level here"),
    rules.NO_SECRETARY: _("skipped_no_secretary", default="the committee has no secretary"),
}


def committee(key):
    """Name a committee.

    :param key: its key.
    """
    if key == NATIONAL_KEY:
        return _("committee_national", default="National committee")
    if key == KNOWLEDGE_KEY:
        return _("committee_knowledge", default="National knowledge sub-committee")
    code, _token = split_key(key)
    place = {"place": table.title(code)}
    level = committee_level(table.level(code))
    if level == BARANGAY:
        return _("committee_of_barangay", default="Barangay committee of ${place}", mapping=place)
    if level == MUNICIPAL:
        return _(
            "committee_of_municipality", default="Municipal committee of ${place}", mapping=place
        )
    if level == PROVINCIAL:
        return _("committee_of_province", default="Provincial committee of ${place}", mapping=place)
    return _("committee_of_region", default="Regional committee of ${place}", mapping=place)


def ground(name):
    """Name the ground on which somebody acted.

    :param name: key of a committee, ``author`` or ``administrator``; empty for none.
    """
    if name == rules.AUTHOR:
        return _("ground_author", default="as the author")
    if name == rules.ADMINISTRATOR:
        return _("ground_administrator", default="as an administrator")
    return committee(name) if name else ""


def skipped(level, reason):
    """Say that a level was passed over, and why.

    :param level: the committee level.
    :param reason: one of the reasons of :mod:`clkss.content.review.rules`.
    """
    return _(
        "skipped_level",
        default="${level}: passed over, ${reason}",
        mapping={"level": LEVELS[level], "reason": SKIPPED[reason]},
    )
