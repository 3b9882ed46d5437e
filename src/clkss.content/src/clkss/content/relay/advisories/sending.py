"""Sending an advisory, and taking it back: what has to be true, and what follows."""

from clkss.content import _
from clkss.content import audit
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.committees import rules as committees
from clkss.content.committees import steps
from clkss.content.knowledge import fields
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import issuers
from clkss.content.relay.advisories.content import lineage_of
from plone import api

import time


PROBLEMS = {
    rules.NO_TITLE: _("advisory_no_title", default="Say what it is about."),
    rules.NO_TEXT: _("advisory_no_text", default="Write what you tell them."),
    rules.NO_LEVELS: _("advisory_no_levels", default="Choose at least one level."),
    rules.LEVEL_ABOVE: _(
        "advisory_level_above",
        default="Choose your own level or levels below it: an advisory goes down, not up.",
    ),
    rules.NO_PLACES: _("advisory_no_places", default="Choose at least one place."),
    rules.PLACE_OUTSIDE: _(
        "advisory_place_outside",
        default="Choose places that lie in the place of the committee from which it comes.",
    ),
    rules.LEVEL_NOT_THERE: _(
        "advisory_level_not_there",
        default="No committee of the chosen levels lies in the chosen places. Choose a lower "
        "level or a larger place.",
    ),
    rules.BAD_DEADLINE: fields.NOT_A_DAY,
    rules.DEADLINE_PAST: _(
        "advisory_deadline_past", default="The day is past. Choose today or a later day."
    ),
    rules.DEADLINE_WITHOUT_QUESTION: _(
        "advisory_no_question",
        default="Write what you ask, or leave the last day for an answer empty.",
    ),
}


NOT_YOURS = _(
    "advisory_not_yours",
    default="You do not send advisories for this committee. Ask its secretary to do it.",
)
NOT_POSSIBLE = _(
    "advisory_not_possible",
    default="This is not possible any more: somebody else sent it or took it back, or you no "
    "longer serve there.",
)


def missing(advisory):
    """Say what speaks against sending an advisory, as pairs of a field and a message.

    :param advisory: the advisory.
    """
    code, _token = committees.split_key(advisory.owner_committee)
    found = rules.problems(
        advisory.title or "",
        advisory.text or "",
        advisory.audience,
        lineage_of(code).level,
        code,
        lineage_of,
        advisory.deadline or "",
        advisory.questions or (),
        clearances.today(),
    )
    return [(field, PROBLEMS[reason]) for field, reason in found]


def against(advisory, action):
    """Say what speaks against an action, as messages.

    :param advisory: the advisory.
    :param action: one of :data:`rules.SEND`, :data:`rules.WITHDRAW`.
    """
    return [text for _field, text in missing(advisory)] if action == rules.SEND else []


def act(advisory, action):
    """Send an advisory or take it back.

    :param advisory: the advisory.
    :param action: one of :data:`rules.SEND`, :data:`rules.WITHDRAW`.
    :raises Refused: with every reason.
    """
    steps.take(advisory, action, against(advisory, action), NOT_POSSIBLE)


def check(advisory, event):
    """Refuse a step that must not be, whichever way it was asked for.

    :param advisory: the advisory.
    :param event: it is about to go through a transition.
    :raises WorkflowException: in words.
    """
    if event.transition is None:
        return
    if advisory.owner_committee not in issuers(steps.actor()):
        steps.refuse(advisory, [NOT_YOURS])
    steps.refuse(advisory, against(advisory, event.transition.getId()))


def passed(advisory, event):
    """Write to whom a sent advisory goes, and have them told.

    :param advisory: the advisory.
    :param event: it went through a transition.
    """
    if event.transition is None:
        return
    state = event.new_state.getId()
    id = advisory.getId()
    audit.record(f"advisory.{state}", advisory, committee=advisory.owner_committee)
    if state == rules.SENT:
        store.keep(advisory, state, time.time())
        jobs.schedule(
            "relay.advisories.tell",
            {"id": id, "site_url": api.portal.get().absolute_url()},
            key=id,
        )
    else:
        row = store.one(id)
        store.keep(advisory, state, row.sent if row is not None else time.time())


def removed(advisory, event):
    """Drop the rows of an advisory that is deleted.

    :param advisory: the advisory.
    :param event: it was removed.
    """
    if event.object is advisory:
        store.forget(advisory.getId())
