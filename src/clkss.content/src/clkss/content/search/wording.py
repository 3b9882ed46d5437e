"""What a search is called, in the reader's language."""

from clkss.content import _
from clkss.content.search import rules
from functools import lru_cache
from markupsafe import escape


@lru_cache(maxsize=4096)
def escaped(name: str) -> str:
    """Make HTML of a name that is shown again and again, as those of places and themes.

    :param name: a short text.
    """
    return str(escape(name))


def what(query, titles) -> str:
    """Say in words what a list is narrowed to; empty for all of it.

    :param query: the query.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    parts = [f"“{query.text}”"] if query.text else []
    parts += [titles.short(name, value) for name, values in query.filters for value in values]
    return " · ".join(parts)


def title(query, titles) -> str:
    """Name a list so that it stands by itself.

    :param query: the query.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    narrowed = what(query, titles)
    if not narrowed:
        return titles.translated(_("title_repository", default="Repository"))
    return titles.translated(
        _("title_repository_of", default="${what} – Repository", mapping={"what": narrowed})
    )


def summary(paging: rules.Paging, titles) -> str:
    """Say how many results there are, and which of them show.

    :param paging: where in the list one is.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """
    mapping = {"total": paging.total, "first": paging.first + 1, "last": paging.last}
    if not paging.total:
        message = _("found_nothing", default="Nothing found")
    elif paging.total == 1:
        message = _("found_one", default="1 result")
    elif paging.pages == 1:
        message = _("found_all", default="${total} results", mapping=mapping)
    else:
        message = _(
            "found_some", default="${first} to ${last} of ${total} results", mapping=mapping
        )
    return titles.translated(message)
