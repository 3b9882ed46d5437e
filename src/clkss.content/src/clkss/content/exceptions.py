"""Errors that every room may raise."""


class ClkssError(Exception):
    """Base of all errors of CLKSS."""


class Refused(ClkssError):
    """An action was refused; carries every reason at once.

    :param reasons: message ids, each saying what to do.
    """

    def __init__(self, reasons):
        self.reasons = tuple(reasons)
        super().__init__("; ".join(str(reason) for reason in self.reasons))
