"""What is wrong with a field, in words: of a list, which of its lines and why."""

from clkss.content import _
from zope.i18n import translate


def said(view, request):
    """Say what is wrong with a field.

    :param view: the error view of its widget.
    :param request: the request, whose language counts.
    """
    lines = [
        _line(error, request)
        for error in getattr(view.error, "errors", None) or ()
        if hasattr(error, "doc")
    ]
    return " ".join(lines) if lines else view.message


def _line(error, request):
    problem = translate(error.doc(), context=request)
    value = getattr(error, "value", None)
    if not isinstance(value, str):
        return problem
    message = _(
        "error_of_line",
        default="“${line}”: ${problem}",
        mapping={"line": value[:100], "problem": problem},
    )
    return translate(message, context=request)
