"""What an address or a form says of the kind of a value, such as ``day:date``: what does not fit is
a mistake of whoever asks, and no fault of the site.
"""

from DateTime.interfaces import DateTimeError
from functools import wraps
from zExceptions import BadRequest
from ZPublisher.Converters import type_converters


MISTAKES = (DateTimeError, TypeError, ValueError)


def strict(converter):
    """Let a converter of Zope refuse what it cannot read.

    :param converter: the converter.
    """

    @wraps(converter)
    def convert(value):
        try:
            return converter(value)
        except MISTAKES:
            raise BadRequest("A value is not of the kind that its name says.") from None

    convert.is_strict = True
    return convert


def read_strictly(event=None):
    """Have all converters refuse what they cannot read.

    :param event: ``zope.processlifetime.IProcessStarting``.
    """
    for name, converter in list(type_converters.items()):
        if not getattr(converter, "is_strict", False):
            type_converters[name] = strict(converter)
