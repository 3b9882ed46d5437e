"""The place that a visitor chose: a code in a cookie of theirs, and nowhere else."""

from clkss.content.territories import table


COOKIE = "clkss_place"
"""Name of the cookie; it holds a code of the PSGC and nothing of the person."""

SECONDS = 365 * 24 * 60 * 60


def chosen(request) -> str | None:
    """Give the place that the reader chose.

    Whatever else a browser sends in the cookie counts as no choice. A code that ended since stands
    for the place that took over.

    :param request: the request.
    :returns: a living code, or nothing.
    """
    code = request.cookies.get(COOKIE)
    if not isinstance(code, str) or not table.exists(code):
        return None
    return code if table.is_current(code) else table.successor(code)


def choose(request, code: str):
    """Let the reader's browser remember a place.

    :param request: the request.
    :param code: a living code.
    """
    request.response.setCookie(
        COOKIE, code, path="/", max_age=SECONDS, http_only=True, same_site="Lax"
    )


def forget(request):
    """Let the reader's browser forget the place.

    :param request: the request.
    """
    request.response.expireCookie(COOKIE, path="/")
