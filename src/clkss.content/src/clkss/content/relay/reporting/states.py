"""In which state a report is."""

from Acquisition import aq_base
from clkss.content.relay.reporting.rules import DRAFT


WORKFLOW = "clkss_report_workflow"


def history_of(report):
    """Give what happened to a report, the earliest first.

    :param report: the report.
    """
    histories = getattr(aq_base(report), "workflow_history", None) or {}
    return histories.get(WORKFLOW, ())


def state_of(report):
    """Give the state of a report from its own history, without asking any tool.

    :param report: the report.
    """
    history = history_of(report)
    return history[-1]["review_state"] if history else DRAFT
