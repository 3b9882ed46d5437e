"""Who of a committee was there, and who is to do what: who may know, and who may write."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.committees.access import current_site
from clkss.content.committees.views import People
from clkss.content.community.meetings import rules
from clkss.content.community.rooms.content import committee_of
from clkss.content.exceptions import Refused
from clkss.content.knowledge import fields
from clkss.content.knowledge.forms import MODIFY
from plone import api
from zope.event import notify
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface

import secrets


FORMER = ":"
"""With this begins what stands for a person whose account was deleted."""

UNKNOWN_PERSON = _(
    "meeting_unknown_person", default="Choose somebody who serves on the committee now."
)
UNKNOWN_WAY = _("meeting_unknown_way", default="Say “present”, “excused” or “absent”, or nothing.")


class IActionsChanged(Interface):
    """What is to be done after a meeting has changed, in the running transaction; an event."""

    object = Attribute("The meeting.")


@implementer(IActionsChanged)
class ActionsChanged:
    """What is to be done after a meeting has changed.

    :param meeting: the meeting.
    """

    def __init__(self, meeting):
        self.object = meeting


def may_know(meeting, request):
    """Say whether the current user may see who was there and who is to do what.

    :param meeting: the meeting.
    :param request: the request.
    """
    committee = committee_of(meeting)
    return committee is not None and bool(People(committee, request).may_see_people)


def roster(meeting):
    """List the accounts of those who serve on the committee, secretaries first.

    :param meeting: the meeting.
    """
    committee = committee_of(meeting)
    if committee is None:
        return []
    return list(dict.fromkeys(each.user_id for each in clearances.people(committee.getId())))


def name(user_id):
    """Name a person.

    :param user_id: the account, or what stands for one that was deleted.
    """
    return directory.full_name(current_site(), user_id)


def attended(meeting):
    """Give who was there, as a mapping of accounts to one of :data:`rules.ATTENDANCE`.

    :param meeting: the meeting.
    """
    return dict(meeting.attendance)


def note_attendance(meeting, said, guests):
    """Write who was there.

    :param meeting: the meeting.
    :param said: a mapping of accounts to one of :data:`rules.ATTENDANCE`, or nothing.
    :param guests: who else was there, as text.
    :raises Refused: with every reason.
    """
    _assert_writes(meeting)
    _refuse(against_attendance(meeting, said, guests))
    now = {who: how for who, how in (attended(meeting) | said).items() if how}
    meeting.attendance = tuple(sorted(now.items()))
    meeting.guests = guests
    _written(meeting, "meeting.attendance")


def against_attendance(meeting, said, guests):
    """Say what speaks against writing who was there, as pairs of an account and a message.

    What is wrong with the guests has no account.

    :param meeting: the meeting.
    :param said: as :func:`note_attendance` takes it.
    :param guests: the same.
    """
    known = {*roster(meeting), *attended(meeting)}
    wrong = []
    for who, how in said.items():
        if who not in known:
            wrong.append((who, UNKNOWN_PERSON))
        elif how and how not in rules.ATTENDANCE:
            wrong.append((who, UNKNOWN_WAY))
    if len(guests) > rules.LONGEST_GUESTS:
        wrong.append(
            (None, _("meeting_guests_long", default="The guests take more than 2000 characters."))
        )
    return wrong


def note_actions(meeting, rows):
    """Write what is to be done.

    What is done already stays done; what has no words any more is dropped; actions that are not
    among the rows stay.

    :param meeting: the meeting.
    :param rows: mappings with ``id`` (empty for a new one), ``what``, ``owner`` and ``due``.
    :raises Refused: with every reason.
    """
    _assert_writes(meeting)
    _refuse(against_actions(meeting, rows))
    meeting.actions = tuple(_kept(meeting, rows))
    _written(meeting, "meeting.actions")


def against_actions(meeting, rows):
    """Say what speaks against writing what is to be done, as pairs of a row and a message.

    Rows count from 1; 0 stands for all of them together.

    :param meeting: the meeting.
    :param rows: as :func:`note_actions` takes them.
    """
    known = {each["id"]: each for each in meeting.actions}
    serving = set(roster(meeting))
    wrong = [
        (number, reason)
        for number, row in enumerate(rows, 1)
        for reason in _reasons(row, known.get(row["id"]), serving)
    ]
    if len(_kept(meeting, rows)) > rules.MOST_ACTIONS:
        wrong.append((0, _("meeting_many_actions", default="A meeting has at most 60 actions.")))
    return wrong


def _kept(meeting, rows):
    known = {each["id"]: each for each in meeting.actions}
    sent = {row["id"]: row for row in rows if row["id"] in known}
    kept = [
        {**each, **{name: sent[id][name] for name in ("what", "owner", "due")}}
        if id in sent
        else each
        for id, each in known.items()
        if id not in sent or sent[id]["what"]
    ]
    return kept + [
        {"id": secrets.token_hex(4), "what": row["what"], "owner": row["owner"]}
        | {"due": row["due"], "done": ""}
        for row in rows
        if row["id"] not in known and row["what"]
    ]


def _refuse(wrong):
    reasons = list(dict.fromkeys(reason for _where, reason in wrong))
    if reasons:
        raise Refused(reasons)


def _reasons(row, before, serving):
    if not row["what"] and before is not None:
        return
    if not row["what"] and (row["owner"] or row["due"]):
        yield _("meeting_action_no_words", default="Say what is to be done.")
    if len(row["what"]) > rules.LONGEST_ACTION:
        yield _("meeting_action_long", default="An action takes at most 500 characters.")
    stays = before is not None and row["owner"] == before["owner"]
    if row["owner"] and row["owner"] not in serving and not stays:
        yield UNKNOWN_PERSON
    if row["due"] and rules.day_of(row["due"]) is None:
        yield fields.NOT_A_DAY


def may_finish(meeting, action):
    """Say whether the current user may say that an action is done, or not yet.

    Whoever writes the meeting may, and whoever is to do it while serving on the committee.

    :param meeting: the meeting, which the user sees.
    :param action: one of its actions.
    """
    if api.user.has_permission(MODIFY, obj=meeting):
        return True
    user_id = api.user.get_current().getId()
    committee = committee_of(meeting)
    return (
        bool(user_id)
        and action["owner"] == user_id
        and committee is not None
        and bool(api.user.has_permission("View", obj=meeting))
        and any(each.committee == committee.getId() for each in clearances.clearances(user_id))
    )


def finish(meeting, id, done=True):
    """Say that an action is done, or not yet.

    :param meeting: the meeting.
    :param id: id of the action.
    :param done: whether it is done.
    :raises Refused: it is not there any more, or not for the current user to say.
    """
    clearances.assert_current(api.user.get_current().getId())
    action = next((each for each in meeting.actions if each["id"] == id), None)
    if action is None or not may_finish(meeting, action):
        raise Refused(
            [
                _(
                    "meeting_action_not_yours",
                    default="This action is gone, or it is not yours any more.",
                )
            ]
        )
    if bool(action["done"]) is done:
        return
    day = clearances.today().isoformat() if done else ""
    meeting.actions = tuple(
        {**each, "done": day} if each["id"] == id else each for each in meeting.actions
    )
    _written(meeting, "meeting.action-done" if done else "meeting.action-open")


def forget(meeting, person):
    """Let something that names nobody stand for a person whose account is deleted.

    :param meeting: the meeting.
    :param person: the account.
    """
    former = f"{FORMER}{secrets.token_hex(8)}"
    meeting.attendance = tuple(
        (former if who == person else who, how) for who, how in meeting.attendance
    )
    meeting.actions = tuple(
        {**each, "owner": former} if each["owner"] == person else each for each in meeting.actions
    )


def _assert_writes(meeting):
    clearances.assert_current(api.user.get_current().getId())
    if not api.user.has_permission(MODIFY, obj=meeting):
        raise Refused(
            [_("meeting_not_yours", default="The committee's secretary writes who was there.")]
        )


def _written(meeting, action):
    committee = committee_of(meeting)
    audit.record(action, meeting, committee=committee.getId() if committee is not None else None)
    notify(ActionsChanged(meeting))
