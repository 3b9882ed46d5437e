"""Sharing what lies in a room, and taking it back: what has to be true, and what follows."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import steps
from clkss.content.community.rooms import rules
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.interfaces import IReady
from clkss.content.community.rooms.interfaces import IShared
from clkss.content.community.rooms.states import state_of
from clkss.content.frame.errors import in_words
from clkss.content.review.ownership import is_administrator
from DateTime import DateTime
from zope.event import notify
from zope.interface import implementer


SHARE = "clkss: Share Room Content"

NOT_POSSIBLE = _(
    "room_not_possible",
    default="This is not possible any more: somebody else did it meanwhile, or it is not yours to "
    "share.",
)


@implementer(IShared)
class Shared:
    """Room content was shared, or taken back.

    :param item: the content.
    :param old: the state before.
    :param new: the state now.
    """

    def __init__(self, item, old, new):
        self.object = item
        self.old = old
        self.new = new


def missing(item):
    """Say what speaks against sharing, as pairs of a field and a message.

    :param item: room content.
    """
    ready = IReady(item, None)
    return [] if ready is None else ready.missing()


def against(item, step):
    """Say what speaks against a step, as messages.

    :param item: room content.
    :param step: a key of :data:`rules.LEADS_TO`.
    """
    return [] if step == rules.TAKE_BACK else [text for _field, text in missing(item)]


def act(item, step):
    """Share room content, or take it back.

    :param item: room content.
    :param step: a key of :data:`rules.LEADS_TO`.
    :raises Refused: with every reason.
    """
    steps.take(item, step, against(item, step), NOT_POSSIBLE)


def check(item, event):
    """Refuse a step that must not be, whichever way it was asked for.

    :param item: room content.
    :param event: it is about to go through a transition.
    :raises WorkflowException: in words.
    """
    if event.transition is None:
        return
    steps.actor()
    steps.refuse(item, against(item, event.transition.getId()))


def passed(item, event):
    """Write down that room content was shared or taken back.

    :param item: room content.
    :param event: it went through a transition.
    """
    if event.transition is None:
        return
    committee = committee_of(item)
    key = committee.getId() if committee is not None else None
    state = event.new_state.getId()
    audit.record(f"room.{state}", item, committee=key)
    if state in (rules.NETWORK, rules.PUBLIC) and not item.effective_date:
        # Others find it by the day on which they could first see it.
        item.setEffectiveDate(DateTime())
        item.reindexObject(idxs=["effective"])
    notify(Shared(item, event.old_state.getId(), state))


def copied(copy, event):
    """Refuse a copy: it would take who was there, comments and results to another room.

    :param copy: the copy, before it has its place.
    :param event: it was copied.
    :raises BadRequest: always, in words.
    """
    raise in_words(
        _("room_no_copies", default="What lies in a committee's room is not copied: write it anew.")
    )


def removed(item, event):
    """Let nothing vanish that is shared, and write down that room content is gone.

    :param item: room content.
    :param event: it is about to be removed.
    :raises BadRequest: while it is shared, for whoever does not administer the site.
    """
    if event.object is not item:
        return
    if state_of(item) != rules.DRAFT and not is_administrator():
        raise in_words(_("room_take_back_first", default="Take it back into draft first."))
    audit.record("room.removed", item)
