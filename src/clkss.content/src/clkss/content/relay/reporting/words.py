"""States, steps and reasons in words."""

from clkss.content import _
from clkss.content.relay.reporting import rules


STATES = {
    rules.MISSING: _("report_state_missing", default="Not reported"),
    rules.LATE: _("report_state_late", default="Late"),
    rules.DRAFT: _("report_state_draft", default="Draft"),
    rules.SUBMITTED: _("report_state_submitted", default="Submitted"),
    rules.RETURNED: _("report_state_returned", default="Returned"),
    rules.ACCEPTED: _("report_state_accepted", default="Accepted"),
    rules.EXCUSED: _("report_state_excused", default="Excused"),
    rules.SIGNED: _("report_state_signed", default="Signed"),
}

BADGES = {
    rules.LATE: "badge text-bg-danger",
    rules.RETURNED: "badge text-bg-danger",
}
BADGE = "badge text-bg-secondary"

STEPS = {
    rules.SUBMIT: _("report_submit", default="Submit"),
    rules.TAKE_BACK: _("report_take_back", default="Take back"),
    rules.ACCEPT: _("report_accept", default="Accept"),
    rules.RETURN: _("report_return", default="Return with this reason"),
    rules.EXCUSE: _("report_excuse", default="Excuse for this reason"),
    rules.REOPEN: _("report_reopen", default="Open again for this reason"),
}

DONE = {
    rules.SUBMIT: _("report_done_submit", default="Submitted. Thank you."),
    rules.TAKE_BACK: _(
        "report_done_take_back", default="Taken back. Change it, then submit it again."
    ),
    rules.ACCEPT: _("report_done_accept", default="Accepted."),
    rules.RETURN: _("report_done_return", default="Returned. The committee is told by mail."),
    rules.EXCUSE: _("report_done_excuse", default="Excused. Nobody waits for this report now."),
    rules.SIGN: _("report_done_sign", default="Signed. This report is locked now."),
    rules.REOPEN: _(
        "report_done_reopen",
        default="Opened again. The secretaries above are told by mail.",
    ),
}

WRONG = {
    rules.NOT_ANSWERED: _("report_answer_missing", default="This must be answered."),
    rules.NOT_A_NUMBER: _(
        "report_answer_no_number", default="Write a whole number in digits, such as 12."
    ),
    rules.NOT_YES_OR_NO: _("report_answer_no_choice", default="Choose yes or no."),
    rules.TOO_LONG: _("report_answer_too_long", default="Write at most 5,000 characters."),
}

YES_OR_NO = {
    rules.YES: _("report_yes", default="Yes"),
    rules.NO: _("report_no", default="No"),
}
