"""What the frame refuses."""

from zExceptions import Forbidden


class FormRefused(Forbidden):
    """A form came without a good token.

    Shown as a page that keeps what was written, so that it can be sent again.

    :param verdict: why, a :class:`~clkss.content.frame.rules.Verdict`.
    """

    def __init__(self, verdict):
        self.verdict = verdict
        super().__init__(f"The token of the form is {verdict.value}")
