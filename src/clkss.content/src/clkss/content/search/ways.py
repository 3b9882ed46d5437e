"""The ways through a list as HTML: its order, its shape, its pages."""

from clkss.content import _
from clkss.content.search import rules
from clkss.content.search.titles import SORTS
from markupsafe import escape

import json


OPTION = '<option value="%s"%s>%s</option>'
SHAPE = '<li><a href="%s" rel="nofollow"%s>%s</a></li>'
PAGE = '<li class="page-item"><a class="page-link" href="%s">%d</a></li>'
THIS_PAGE = (
    '<li class="page-item active"><a class="page-link" href="%s" aria-current="page">%d</a></li>'
)
GAP = '<li class="page-item disabled" aria-hidden="true"><span class="page-link">…</span></li>'
NEIGHBOUR = '<li class="page-item"><a class="page-link" href="%s" rel="%s">%s</a></li>'

HELP = (
    _(
        "text_search_words",
        default="Type what you look for. Other forms of a word, and other words for the same, are "
        "found too.",
    ),
    _(
        "text_search_phrase",
        default='"night classes" in quotation marks: these words in a row',
    ),
    _("text_search_minus", default="-mining: leaves out what speaks of mining"),
    _("text_search_prefix", default="barang*: all words that begin so"),
    _(
        "text_search_field",
        default="author:Santos, title:school, place:Bohol, theme:education, year:2024: looks in "
        "one place only",
    ),
)
"""What can be typed."""

SUGGESTED = {
    "label": _("label_suggestions", default="Suggestions"),
    "found": _("status_suggestions", default="{n} suggestions; choose with the arrow keys."),
    "place": _("suggestion_place", default="Place"),
}
"""What is said of suggestions by the script that shows them."""

PREVIOUS = _("link_previous", default="Previous")
NEXT = _("link_next", default="Next")


def help_with_words(titles) -> str:
    """Draw what can be typed, as a list.

    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    return "".join(f"<li>{escape(titles.translated(message))}</li>" for message in HELP)


def suggestion_words(titles) -> str:
    """Give the words for suggestions, as a script reads them.

    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    return json.dumps({name: titles.translated(said) for name, said in SUGGESTED.items()})


def orders(query: rules.Query, titles) -> str:
    """Draw the orders that make sense, as options.

    :param query: the query.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    return "".join(
        OPTION
        % (
            sort,
            ' selected="selected"' if sort == query.sort else "",
            escape(titles.translated(SORTS[sort])),
        )
        for sort in rules.SORTS
        if sort != rules.RELEVANCE or query.text
    )


def shapes(address, offered, current: str, titles) -> str:
    """Draw the shapes that a list can have, as links.

    :param address: gives the address of a shape.
    :param offered: shapes and their titles.
    :param current: the shape that is shown.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    return "".join(
        SHAPE
        % (
            escape(address(shape)),
            ' aria-current="true"' if shape == current else "",
            escape(titles.translated(title)),
        )
        for shape, title in offered.items()
    )


def pages(paging: rules.Paging, address, titles) -> str:
    """Draw the pages worth a link; empty when there is one only.

    :param paging: where in the list one is.
    :param address: gives the address of the page that begins with an item.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    if paging.pages == 1:
        return ""
    parts = []
    if paging.previous is not None:
        title = escape(titles.translated(PREVIOUS))
        parts.append(NEIGHBOUR % (escape(address(paging.previous)), "prev", title))
    for page in paging.around():
        if page is None:
            parts.append(GAP)
        else:
            drawn = THIS_PAGE if page.number == paging.number else PAGE
            parts.append(drawn % (escape(address(page.start)), page.number))
    if paging.next is not None:
        title = escape(titles.translated(NEXT))
        parts.append(NEIGHBOUR % (escape(address(paging.next)), "next", title))
    return "".join(parts)
