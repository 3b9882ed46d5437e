"""Why a link is broken, in words."""

from clkss.content import _
from clkss.content.care.links.rules import Reason


REASONS = {
    Reason.NO_HOST: _("link_no_host", default="The server does not exist any more"),
    Reason.NO_ANSWER: _("link_no_answer", default="The server does not answer"),
    Reason.TOO_SLOW: _("link_too_slow", default="The server takes too long to answer"),
    Reason.UNSAFE: _("link_unsafe", default="The server cannot prove who it is"),
    Reason.PRIVATE: _("link_private", default="It leads into a private network"),
    Reason.REDIRECTS: _("link_redirects", default="It leads from one address to the next"),
}


def reason(reason, status):
    """Say why a link is broken.

    :param reason: a :class:`clkss.content.care.links.rules.Reason` or its name.
    :param status: the last status.
    """
    if reason in REASONS:
        return REASONS[Reason(reason)]
    return _("link_status", default="The server says ${status}", mapping={"status": status})
