"""What lists that are drawn in Python have in common.

A list with many values costs a third of the calls when it is not drawn by a template.
"""

from markupsafe import escape
from urllib.parse import quote

import re


_special = re.compile(r"[&<>'\"]").search
_days = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII).sub
_plain = re.compile(r"[A-Za-z0-9/._~-]*", re.ASCII).fullmatch


def html(text: str) -> str:
    """Make HTML of a text; most hold nothing that has to be escaped.

    :param text: a text.
    """
    return str(escape(text)) if _special(text) else str(text)


def with_days(text: str) -> str:
    """Make HTML of a text in which days such as 2026-11-26 stand, each kept on one line.

    :param text: a text.
    """
    return _days(r"<time>\g<0></time>", html(text)) if "-" in text else html(text)


class Addresses:
    """Gives addresses of what lies in a site by its path, without waking it.

    :param site: the site.
    """

    def __init__(self, site):
        self._url = site.absolute_url()
        self._length = len("/".join(site.getPhysicalPath()))

    def of(self, path: str) -> str:
        """Give the address of a thing.

        :param path: its whole path, as the catalog keeps it.
        """
        below = path[self._length :]
        return self._url + (below if _plain(below) else quote(below))
