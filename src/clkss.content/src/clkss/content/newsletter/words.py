"""The newsletter in words."""

from clkss.content import _
from clkss.content.newsletter import rules
from Products.CMFPlone.i18nl10n import monthname_msgid
from zope.i18n import translate


PROBLEMS = {
    rules.NO_TITLE: _("newsletter_no_title", default="Give the issue a title."),
    rules.TITLE_TOO_LONG: _(
        "newsletter_title_too_long", default="Shorten the title to 200 characters."
    ),
    rules.NO_MONTH: _("error_newsletter_month", default="Write year and month, such as 2026-11."),
    rules.INTRODUCTION_TOO_LONG: _(
        "newsletter_introduction_too_long",
        default="Shorten the introduction to 4000 characters.",
    ),
    rules.LINE_TOO_LONG: _(
        "newsletter_line_too_long", default="Shorten the line to 300 characters."
    ),
    rules.TOO_MANY: _("newsletter_too_many", default="Choose at most 40 items."),
    rules.UNKNOWN_ADDRESS: _(
        "newsletter_unknown_address",
        default="This is no address of a published item of this site. Open the item and copy its "
        "address.",
    ),
    rules.CHANGED: _(
        "newsletter_changed",
        default="Somebody else has saved this issue meanwhile. What you wrote is still here; save "
        "again to put it in the place of theirs.",
    ),
}
"""What is wrong with an issue."""

REFUSALS = {
    rules.NO_INTRODUCTION: _(
        "newsletter_no_introduction", default="Write the introduction in English first."
    ),
    rules.NO_ENTRIES: _(
        "newsletter_no_entries", default="Choose at least one item that is public now."
    ),
    rules.NO_MAIL: _(
        "newsletter_no_mail",
        default="The site cannot send mail yet. An administrator has to say in Site setup, Mail, "
        "how it leaves.",
    ),
}
"""Why an issue cannot be sent."""

SORTS = {
    "new": _("newsletter_sort_new", default="New"),
    "featured": _("newsletter_sort_featured", default="Shown on the front page"),
    "changed": _("newsletter_sort_changed", default="Changed"),
}
"""Sorts of candidates."""


def month(value, language):
    """Say a month in words: "November 2026".

    :param value: year and month; something else is given back.
    :param language: code of a language.
    """
    if not rules.is_month(value):
        return value or ""
    year, number = value.split("-")
    message = monthname_msgid(int(number))
    return f"{translate(message, domain='plonelocales', target_language=language)} {year}"
