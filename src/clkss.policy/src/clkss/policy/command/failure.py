"""The one error a verb ends with on purpose."""

from clkss.content.exceptions import ClkssError


class CommandFailed(ClkssError):
    """A verb could not do its work; the message is one line with the remedy.

    :param message: what is wrong and what to do.
    :param code: exit code; 1 could not, 2 wrong input.
    """

    def __init__(self, message, code=1):
        self.code = code
        super().__init__(message)
