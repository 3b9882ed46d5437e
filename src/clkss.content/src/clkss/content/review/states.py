"""In which state an item is."""

from Acquisition import aq_base
from clkss.content.review.workflow import DRAFT
from clkss.content.review.workflow import WORKFLOW


def history_of(item):
    """Give the history of an item under the ladder, the oldest entry first.

    :param item: a reviewed item.
    """
    return (getattr(aq_base(item), "workflow_history", None) or {}).get(WORKFLOW, ())


def state_of(item):
    """Give the state of an item from its own history, without asking any tool.

    :param item: a reviewed item.
    """
    history = history_of(item)
    return history[-1]["review_state"] if history else DRAFT
