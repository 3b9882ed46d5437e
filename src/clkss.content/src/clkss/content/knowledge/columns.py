"""Columns that the sheets of several kinds of knowledge have."""

from clkss.content import _
from clkss.content.knowledge import rules
from clkss.content.sheets import cells
from clkss.content.sheets.rules import Column
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


LANGUAGES = ("en", "tl")
"""Languages whose titles of terms are understood."""


def terms_of(name):
    """Give the terms of a vocabulary: token → English title, and other titles → token."""
    site = getSite()
    vocabulary = getUtility(IVocabularyFactory, name=name)(site)
    terms, also = {}, {}
    for term in vocabulary:
        titles = [translate(term.title, target_language=language) for language in LANGUAGES]
        terms[term.token] = titles[0]
        also.update(dict.fromkeys(titles[1:], term.token))
    return terms, also


def choice(name, vocabulary, title, empty):
    """Make a column for one term of a list.

    :param name: the heading.
    :param vocabulary: name of the vocabulary.
    :param title: what it means.
    :param empty: the token that an empty cell stands for.
    """
    terms, also = terms_of(vocabulary)
    return Column(
        name,
        cells.choice(terms, also),
        empty=empty,
        title=title,
        example=empty or next(iter(terms), ""),
        choices=terms,
    )


def choices(name, vocabulary, title, example):
    """Make a column for several terms of a list.

    :param name: the heading.
    :param vocabulary: name of the vocabulary.
    :param title: what it means.
    :param example: a cell as it should be.
    """
    terms, also = terms_of(vocabulary)
    return Column(
        name,
        cells.choices(terms, also),
        empty=(),
        title=title,
        hint=_("sheet_several_help", default="Several are separated by ;"),
        example=example,
        choices=terms,
    )


def text(name, title, limit):
    """Make a column for a text in paragraphs.

    :param name: the heading.
    :param title: what it means.
    :param limit: how many characters it may have.
    """
    return Column(
        name,
        cells.paragraphs(limit),
        title=title,
        hint=_("sheet_paragraphs_help", default="A blank line separates paragraphs."),
    )


def line(name, title, example="", limit=rules.LONGEST_NAME):
    """Make a column for a text on one line.

    :param name: the heading.
    :param title: what it means.
    :param example: a cell as it should be.
    :param limit: how many characters it may have.
    """
    return Column(name, cells.line(limit), title=title, example=example)


def parts(name, title, example="", limit=rules.LONGEST_NAME):
    """Make a column for several short texts.

    :param name: the heading.
    :param title: what it means.
    :param example: a cell as it should be.
    :param limit: how many characters each may have.
    """
    return Column(
        name,
        cells.parts(limit),
        empty=(),
        title=title,
        hint=_("sheet_several_help", default="Several are separated by ;"),
        example=example,
    )


def codes(name, title, example=""):
    """Make a column that names other items, by the codes of their rows or by their UIDs.

    :param name: the heading.
    :param title: what it means.
    :param example: a cell as it should be.
    """
    return Column(
        name,
        cells.identifiers(),
        empty=(),
        title=title,
        hint=_(
            "sheet_codes_help",
            default="Codes of rows of this or an earlier sheet of the same kind, separated by ;",
        ),
        example=example,
    )


def address(name, title, example=""):
    """Make a column for a web address.

    :param name: the heading.
    :param title: what it means.
    :param example: a cell as it should be.
    """
    return Column(name, cells.url, title=title, example=example)


def date(name, title):
    """Make a column for a date that may be as rough as a year.

    :param name: the heading.
    :param title: what it means.
    """
    return Column(
        name,
        cells.date,
        title=title,
        hint=_("sheet_date_help", default="As exactly as you know: 2026, 2026-11 or 2026-11-21."),
        example="2026-11",
    )


def period():
    """Make the columns of a period."""
    return (
        date("period_start", _("label_period_start", default="Began")),
        date("period_end", _("label_period_end", default="Ended")),
    )
