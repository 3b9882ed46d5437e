"""Fields that several kinds of knowledge have."""

from clkss.content import _
from clkss.content.knowledge import rules
from clkss.content.knowledge.interfaces import INumber
from clkss.content.knowledge.interfaces import IPicture
from plone.namedfile.field import NamedBlobImage
from zope import schema
from zope.interface import implementer


class NotADate(schema.ValidationError):
    """Write the date as 2026, 2026-11 or 2026-11-21."""

    __doc__ = _("error_not_a_date", default="Write the date as 2026, 2026-11 or 2026-11-21.")


NOT_A_DAY = _("error_not_a_day", default="Write the day as 2026-11-26.")


class NotADay(schema.ValidationError):
    """Write the day as 2026-11-26."""

    __doc__ = NOT_A_DAY


class NotAnAddress(schema.ValidationError):
    """Write the whole web address, beginning with https://."""

    __doc__ = _(
        "error_not_an_address",
        default="Write the whole web address, beginning with https:// or http://.",
    )


def is_date(value):
    """Say whether a date is written as it should be.

    :param value: what was entered.
    :raises NotADate: when it is not.
    """
    if value and not rules.valid_date(value):
        raise NotADate(value)
    return True


def is_day(value):
    """Say whether a day is written as it should be.

    :param value: what was entered.
    :raises NotADay: when it is not.
    """
    if value and not (len(value) == 10 and rules.valid_date(value)):
        raise NotADay(value)
    return True


def is_address(value):
    """Say whether a web address is one; it is never fetched here.

    :param value: what was entered.
    :raises NotAnAddress: when it is none.
    """
    if value and not rules.valid_address(value):
        raise NotAnAddress(value)
    return True


def tokens(name, title, description=None):
    """Make a field for several terms of a list.

    :param name: name of the vocabulary.
    :param title: title of the field.
    :param description: help for the field.
    """
    return schema.List(
        title=title,
        description=description or "",
        value_type=schema.Choice(vocabulary=name),
        required=False,
        defaultFactory=list,
    )


def term(name, title, description=None):
    """Make a field for one term of a list.

    :param name: name of the vocabulary.
    :param title: title of the field.
    :param description: help for the field.
    """
    return schema.Choice(
        title=title, description=description or "", vocabulary=name, required=False
    )


def lines(title, description=None, limit=rules.LONGEST_NAME):
    """Make a field for several short texts, one on each line.

    :param title: title of the field.
    :param description: help for the field.
    :param limit: how many characters each may have.
    """
    return schema.List(
        title=title,
        description=description or _("help_one_on_each_line", default="One on each line."),
        value_type=schema.TextLine(max_length=limit),
        required=False,
        defaultFactory=list,
    )


def line(title, description=None, limit=rules.LONGEST_NAME):
    """Make a field for one short text.

    :param title: title of the field.
    :param description: help for the field.
    :param limit: how many characters it may have.
    """
    return schema.TextLine(
        title=title, description=description or "", required=False, max_length=limit
    )


def text(title, description=None, limit=None):
    """Make a field for a text in paragraphs.

    :param title: title of the field.
    :param description: help for the field.
    :param limit: how many characters it may have; none by default.
    """
    return schema.Text(title=title, description=description or "", required=False, max_length=limit)


def date(title, description=None):
    """Make a field for a date that may be as rough as a year.

    :param title: title of the field.
    :param description: help for the field.
    """
    return schema.TextLine(
        title=title,
        description=description
        or _("help_period", default="As exactly as you know: 2026, 2026-11 or 2026-11-21."),
        constraint=is_date,
        required=False,
    )


def day(title, description):
    """Make a field for a day.

    :param title: title of the field.
    :param description: help for the field.
    """
    return schema.TextLine(
        title=title, description=description, required=False, max_length=10, constraint=is_day
    )


def address(title, description=None):
    """Make a field for a web address.

    :param title: title of the field.
    :param description: help for the field.
    """
    return schema.TextLine(
        title=title,
        description=description
        or _("help_web_address", default="For example https://www.dole.gov.ph"),
        constraint=is_address,
        required=False,
        max_length=2000,
    )


def number(title, description, least, most):
    """Make a field for a whole number.

    :param title: title of the field.
    :param description: help for the field.
    :param least: the least that is taken.
    :param most: the most that is taken.
    """
    return Number(title=title, description=description, required=False, min=least, max=most)


@implementer(INumber)
class Number(schema.Int):
    """A whole number, written without marks between its digits: 2026, not 2,026."""


@implementer(IPicture)
class Picture(NamedBlobImage):
    """A picture; pictures are checked by content, see :mod:`clkss.content.knowledge.images`."""
