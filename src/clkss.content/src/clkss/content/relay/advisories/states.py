"""In which state an advisory is."""

from Acquisition import aq_base
from clkss.content.relay.advisories.rules import DRAFT


WORKFLOW = "clkss_advisory_workflow"


def state_of(advisory):
    """Give the state of an advisory from its own history, without asking any tool.

    :param advisory: the advisory.
    """
    histories = getattr(aq_base(advisory), "workflow_history", None) or {}
    history = histories.get(WORKFLOW, ())
    return history[-1]["review_state"] if history else DRAFT
