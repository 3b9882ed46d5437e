"""In which state room content is."""

from Acquisition import aq_base
from clkss.content.community.rooms import rules


WORKFLOW = "clkss_room_workflow"


def state_of(item):
    """Give the state of room content from its own history, without asking any tool.

    :param item: room content.
    """
    histories = getattr(aq_base(item), "workflow_history", None) or {}
    history = histories.get(WORKFLOW, ())
    return history[-1]["review_state"] if history else rules.DRAFT
