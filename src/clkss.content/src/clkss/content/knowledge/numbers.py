"""Whole numbers in a form: written as they are, whatever the language of the page."""

from clkss.content import _
from clkss.content.knowledge.interfaces import INumber
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import ITextWidget
from zope.component import adapter

import re


_NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)

NOT_A_NUMBER = _("error_not_a_number", default="Write a whole number in digits, such as 2026.")


@adapter(INumber, ITextWidget)
class NumberConverter(BaseDataConverter):
    """Between a number and its digits."""

    def toWidgetValue(self, value):
        """Write the number."""
        return "" if value is None else str(value)

    def toFieldValue(self, value):
        """Read the digits.

        :raises FormatterValidationError: when it is anything else.
        """
        text = value.strip()
        if not text:
            return None
        if _NUMBER.fullmatch(text) is None:
            raise FormatterValidationError(NOT_A_NUMBER, value)
        return int(text)
