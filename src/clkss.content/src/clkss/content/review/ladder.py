"""The ladder as a service: what the current user may do with an item, and doing it."""

from AccessControl import getSecurityManager
from clkss.content import audit
from clkss.content.committees import access as memo
from clkss.content.committees import clearances
from clkss.content.committees.rules import SECRETARY
from clkss.content.exceptions import Refused
from clkss.content.review import access
from clkss.content.review import rules
from clkss.content.review import words
from clkss.content.review import workflow
from clkss.content.review.interfaces import IOneCheck
from clkss.content.review.interfaces import IReadiness
from clkss.content.review.interfaces import IRevision
from clkss.content.review.ownership import is_administrator
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from DateTime import DateTime
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import NamedTuple
from zope.globalrequest import getRequest
from zope.i18n import translate


PUBLISHING_LEVEL = "clkss.review.publishing_level"
REVIEW_YEARS = "clkss.review.years"

INDEXES = ("review_state", "who_may_act", "review_due", "effective", "effectiveRange", "promising")
"""What a change of state changes in the catalog, besides who may see the item."""


class Move(NamedTuple):
    """An action that was allowed, ready to be carried out."""

    state: str | None
    committee: str
    skipped: tuple
    comment: str


def situation(item):
    """Say how an item stands.

    :param item: a reviewed item.
    """
    state = state_of(item)
    turn = rules.turn_in(state, access.chain_of(item))
    return rules.Situation(
        state=state,
        vacant=turn is not None and not is_staffed(turn),
        publishing_level=api.portal.get_registry_record(PUBLISHING_LEVEL, default="regional"),
        one_check=IOneCheck.providedBy(item),
    )


def standing(item, held=None):
    """Say what the current user is for an item, now.

    :param item: a reviewed item.
    :param held: the clearances to judge by; by default those that the user holds.
    """
    user = getSecurityManager().getUser()
    user_id = user.getId()
    if held is None:
        held = clearances.clearances(user_id) if user_id else []
    return rules.standing(
        state_of(item),
        access.chain_of(item),
        [(each.committee, each.function) for each in held],
        owner=user_id is not None and user_id in authors(item),
        administrator=is_administrator(user),
    )


def authors(item):
    """Name the accounts that wrote an item.

    :param item: a reviewed item.
    """
    return [user_id for user_id, roles in sorted(item.get_local_roles()) if "Owner" in roles]


def is_staffed(key):
    """Say whether a committee has a secretary now.

    :param key: key of the committee.
    """
    return clearances.is_staffed(key, SECRETARY)


def ways(item):
    """Name the actions that the current user may take with an item now.

    :param item: a reviewed item.
    """
    return rules.ways(situation(item), standing(item))


def refusals(item, action, comment=None):
    """Give the names of all reasons why the current user may not act.

    :param item: a reviewed item.
    :param action: one of :data:`clkss.content.review.workflow.ACTIONS`.
    :param comment: what the user says; ``None`` while nothing was asked yet.
    """
    return rules.refusals(action, situation(item), standing(item), comment)


def missing(item):
    """List what an item lacks before it can be submitted.

    :param item: a reviewed item.
    :returns: pairs of a field's name and a message id.
    """
    readiness = IReadiness(item, None)
    return [] if readiness is None else list(readiness.missing())


def reasons(item, action, comment=None):
    """Give all reasons why the current user may not act, in words.

    :param item: a reviewed item.
    :param action: one of :data:`clkss.content.review.workflow.ACTIONS`.
    :param comment: what the user says; ``None`` while nothing was asked yet.
    :returns: message ids; empty when the user may.
    """
    found = [words.REFUSALS[reason] for reason in refusals(item, action, comment)]
    if action == workflow.SUBMIT:
        found += [message for _field, message in missing(item)]
    return found


def next_turn(item):
    """Find the committee that would review next.

    :param item: a reviewed item.
    :raises ValueError: when there is no level above.
    """
    level = workflow.level_of(state_of(item))
    return rules.next_turn(access.chain_of(item), is_staffed, level)


def act(item, action, comment="", actor=None):
    """Take an action with an item.

    :param item: a reviewed item.
    :param action: one of :data:`clkss.content.review.workflow.ACTIONS`.
    :param comment: what the person says; required to return an item.
    :param actor: act as this account; for commands and imports only. By default the current user.
    :raises Refused: with every reason at once.
    """
    if actor is not None:
        memo.forget()
        try:
            with api.env.adopt_user(username=actor):
                act(item, action, comment)
        finally:
            memo.forget()
        return
    found = reasons(item, action, comment)
    if found:
        barred = refusals(item, action)
        if barred:
            audit.record_now("review.refused", item, step=action, reasons=list(barred))
        raise Refused(found)
    api.portal.get_tool("portal_workflow").doActionFor(item, action, comment=comment)


def prepare(item, action, comment):
    """Make an action ready, with the clearances as they stand in this transaction.

    :param item: a reviewed item.
    :param action: one of :data:`clkss.content.review.workflow.ACTIONS`.
    :param comment: what the person says.
    :raises WorkflowException: when it is not allowed; the message holds all reasons.
    """
    user_id = getSecurityManager().getUser().getId()
    person = standing(item, clearances.assert_current(user_id) if user_id else [])
    comment = comment if isinstance(comment, str) else ""
    found = rules.refusals(action, situation(item), person, comment)
    messages = [words.REFUSALS[reason] for reason in found]
    if action == workflow.SUBMIT:
        messages += [message for _field, message in missing(item)]
    if messages:
        request = getRequest()
        raise WorkflowException(" ".join(translate(each, context=request) for each in messages))
    state = None
    skipped = ()
    if action in workflow.CLIMBING:
        turn = next_turn(item)
        state = workflow.review_state(turn.level)
        skipped = turn.skipped
        if action == workflow.TAKE_OVER:
            chain = access.chain_of(item)
            level = workflow.level_of(state_of(item))
            skipped = (rules.Skip(level, dict(chain)[level], rules.NO_SECRETARY), *skipped)
    return Move(
        state,
        rules.in_whose_name(action, person),
        tuple(
            {"level": skip.level, "committee": skip.key, "reason": skip.reason} for skip in skipped
        ),
        comment.strip(),
    )


def finish(item, action, move):
    """Do what follows from an action, in the same transaction.

    :param item: the item, in its new state.
    :param action: what was done.
    :param move: what :func:`prepare` made ready.
    """
    memo.forget()
    if action == workflow.PUBLISH:
        today = clearances.today()
        if not item.review_due or item.review_due <= today:
            years = api.portal.get_registry_record(REVIEW_YEARS, default=2)
            item.review_due = rules.review_due(today, years)
        if item.effective_date is None:
            item.effective_date = DateTime()
    audit.record(
        f"review.{action.replace('_', '-')}",
        item,
        state=state_of(item),
        committee=move.committee,
        skipped=[skip["level"] for skip in move.skipped],
    )
    item.reindexObject(idxs=list(INDEXES))


def revision(item):
    """Give a working copy the means to take the place of what it revises; ``None`` for others.

    :param item: a reviewed item.
    """
    return IRevision(item, None)


def settle(item, move):
    """Put a working copy in the place of what it revises, in the transaction that publishes it.

    The history of the copy goes on in that of the published item.

    :param item: the working copy.
    :param move: what :func:`prepare` made ready.
    :returns: the published item.
    """
    entry = {
        "action": workflow.PUBLISH,
        "actor": getSecurityManager().getUser().getId(),
        "comments": move.comment,
        "review_state": workflow.PUBLISHED,
        "time": DateTime(),
        "committee": move.committee,
        "skipped": (),
    }
    baseline = revision(item).settle((*history_of(item), entry))
    memo.forget()
    audit.record("review.revised", baseline, committee=move.committee)
    return baseline


def set_review_due(item, day):
    """Set the day on which a published item is to be looked at again.

    :param item: a published item.
    :param day: a day after today.
    :raises Refused: with every reason at once.
    """
    found = []
    if state_of(item) != workflow.PUBLISHED:
        found.append(words.REFUSALS[rules.WRONG_STATE])
    person = standing(item, clearances.assert_current(getSecurityManager().getUser().getId()))
    if not (person.editor or person.administrator):
        found.append(words.REFUSALS[rules.NOT_AN_EDITOR])
    if day is None or day <= clearances.today():
        found.append(words.DAY_TO_COME)
    if found:
        raise Refused(found)
    item.review_due = day
    audit.record("review.due", item, day=day.isoformat())
    item.reindexObject(idxs=["review_due"])
