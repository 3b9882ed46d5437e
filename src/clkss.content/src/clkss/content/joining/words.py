"""Words for states and problems of joining."""

from clkss.content import _
from clkss.content.joining import rules


STATES = {
    rules.UNCONFIRMED: _("joining_unconfirmed", default="Mail address not confirmed yet"),
    rules.WAITING: _("joining_waiting", default="With the committee"),
    rules.VOUCHED: _("joining_vouched", default="Vouched for"),
    rules.REFUSED: _("joining_refused", default="Refused"),
    rules.WITHDRAWN: _("joining_withdrawn", default="Withdrawn"),
}

PROBLEMS = {
    rules.NO_NAME: ("name", _("joining_no_name", default="Say how you are called.")),
    rules.TOO_LONG: (
        "name",
        _(
            "joining_too_long",
            default="A name may have at most 120 letters, that of an organisation at most 200.",
        ),
    ),
    rules.BAD_MAIL: ("mail", _("joining_bad_mail", default="This is no mail address.")),
    rules.NO_COMMITTEE: (
        "place",
        _("joining_no_committee", default="Choose the place of the committee."),
    ),
    rules.NO_FUNCTION: (
        "function",
        _("joining_no_function", default="Choose in which function you want to serve."),
    ),
    rules.NO_AGENCY: ("agency", _("joining_no_agency", default="Choose an agency of the list.")),
    rules.NO_CONSENT: (
        "consent",
        _("joining_no_consent", default="Read the privacy notice and agree to it to go on."),
    ),
}

ENOUGH = _(
    "joining_enough_here",
    default="Too many requests came from your network today. Your request was not kept: please try "
    "again tomorrow, or from another network.",
)

WAITS_NOT = _(
    "joining_waits_not",
    default="This request waits no longer: it was decided or withdrawn meanwhile.",
)

FULL = _(
    "joining_full",
    default="More people ask than we can take now. Your request was not kept: please try again "
    "tomorrow.",
)
