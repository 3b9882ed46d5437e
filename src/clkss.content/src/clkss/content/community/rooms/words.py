"""States and steps of what lies in a room, in words."""

from clkss.content import _
from clkss.content.community.rooms import rules


STATES = {
    rules.DRAFT: _("room_draft", default="Draft"),
    rules.ROOM: _("room_shared", default="For this committee"),
    rules.NETWORK: _("room_network", default="For all committees"),
    rules.PUBLIC: _("room_public", default="Public"),
}

STEPS = {
    rules.SHARE_ROOM: _("room_share", default="Share with this committee"),
    rules.SHARE_NETWORK: _("room_share_network", default="Share with all committees"),
    rules.SHARE_PUBLIC: _("room_share_public", default="Make public"),
    rules.TAKE_BACK: _("room_take_back", default="Take back into draft"),
}

NARROWER = {
    rules.SHARE_ROOM: _("room_narrow_room", default="Show to this committee only"),
    rules.SHARE_NETWORK: _("room_narrow_network", default="Show to committees only"),
}
"""Steps that lead to a smaller circle, from one that is not a draft."""

DONE = {
    rules.SHARE_ROOM: _(
        "message_room_shared",
        default="Shared. Whoever serves on this committee sees it now, and the secretaries of the "
        "committees above.",
    ),
    rules.SHARE_NETWORK: _(
        "message_room_network", default="Shared. Whoever serves on any committee sees it now."
    ),
    rules.SHARE_PUBLIC: _("message_room_public", default="Public. Everybody sees it now."),
    rules.TAKE_BACK: _(
        "message_room_taken_back",
        default="Taken back. Only those who prepare it for the committee see it now.",
    ),
}

WHO_SEES = {
    rules.DRAFT: _(
        "help_room_draft",
        default="This is a draft. Only the committee's secretary and its contributors see it.",
    ),
    rules.ROOM: _(
        "help_room_shared",
        default="Whoever serves on this committee sees it, and the secretaries of those above.",
    ),
    rules.NETWORK: _("help_room_network", default="Whoever serves on any committee sees it."),
    rules.PUBLIC: _("help_room_public", default="Everybody sees it."),
}


def step(name, state):
    """Say what a step does from a state.

    :param name: the step.
    :param state: the state from which it leads.
    """
    if name in NARROWER and not rules.is_wider(state, rules.LEADS_TO[name]):
        return NARROWER[name]
    return STEPS[name]


def done(name, state):
    """Say what was done by a step.

    :param name: the step.
    :param state: the state from which it led.
    """
    if name in NARROWER and not rules.is_wider(state, rules.LEADS_TO[name]):
        return WHO_SEES[rules.LEADS_TO[name]]
    return DONE[name]
