"""What the frame refuses."""

from zExceptions import BadRequest
from zExceptions import Forbidden
from zope.globalrequest import getRequest
from zope.i18n import translate


def in_words(message):
    """Make an error that says to whoever sent something why it is not taken.

    The page that is shown then says so, too, as REST does.

    :param message: why; it may name what was sent, and nothing that whoever sent it must not see.
    """
    error = BadRequest(translate(message, context=getRequest()))
    error.is_in_words = True
    return error


class FormRefused(Forbidden):
    """A form came without a good token.

    Shown as a page that keeps what was written, so that it can be sent again.

    :param verdict: why, a :class:`~clkss.content.frame.rules.Verdict`.
    """

    def __init__(self, verdict):
        self.verdict = verdict
        super().__init__(f"The token of the form is {verdict.value}")
