"""The same search in other shapes than a page: each has an address of its own.

All of them read the parameters with the one parser, and what they hold is what the person who asks
may see: for nearly everybody, what anybody may.
"""

from abc import ABC
from abc import abstractmethod
from AccessControl import getSecurityManager
from clkss.content.frame.headers import add_vary
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from dataclasses import replace
from hashlib import sha256
from Products.Five.browser import BrowserView


CSV = "csv"
JSON = "json"
RSS = "rss"
ATOM = "atom"
CALENDAR = "ics"

NAMES = {
    CSV: "repository.csv",
    JSON: "repository.json",
    RSS: "repository.rss",
    ATOM: "repository.atom",
    CALENDAR: "events.ics",
}
"""Names below the site."""

MEDIA_TYPES = {
    CSV: "text/csv",
    JSON: "application/json",
    RSS: "application/rss+xml",
    ATOM: "application/atom+xml",
    CALENDAR: "text/calendar",
}

FEEDS = (RSS, ATOM, CALENDAR)
"""Shapes that have an order of their own."""

FOR_EVERYBODY = "public, max-age=0, must-revalidate"
FOR_ONE = "private, no-store"


def address(site_url: str, shape: str, query: rules.Query) -> str:
    """Give the address of a search in another shape; the same search has always the same.

    :param site_url: address of the site.
    :param shape: one of :data:`NAMES`.
    :param query: the query.
    """
    base = f"{site_url}/{NAMES[shape]}"
    query = query.from_start(0)
    if shape in FEEDS:
        query = replace(query, sort=rules.default_sort(query.text), near="")
    if shape == CALENDAR:
        query = query.with_values(rules.KIND, ())
    return rules.address(base, query)


class Answer(BrowserView, ABC):
    """A search in another shape. Who derives from it says ``shape`` and ``body``."""

    shape = ""

    def __call__(self):
        """Answer, or refuse with all that is wrong in the address."""
        self.titles = Titles(self.context, self.request)
        self.repository = Repository(self.context, self.titles)
        self.query, problems = self.repository.parse(self.request.form)
        if problems:
            return self.refused(problems)
        return self.kept(self.body().encode("utf-8"))

    @property
    def site_url(self) -> str:
        """Address of the site."""
        return self.context.absolute_url()

    @abstractmethod
    def body(self) -> str:
        """Write the answer."""

    def refused(self, problems) -> str:
        """Name what is wrong; a wider answer than was asked for would be worse.

        :param problems: what the parser left out.
        """
        response = self.request.response
        response.setStatus(400)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        response.setHeader("Cache-Control", FOR_ONE)
        return "\n".join(f"Not known: {problem.name}={problem.value!r}" for problem in problems)

    def kept(self, data: bytes) -> bytes:
        """Say who may keep the answer, and send it only to whoever does not have it.

        There is no date to compare: what is withdrawn makes a list older, not newer.

        :param data: the answer.
        """
        response = self.request.response
        response.setHeader("Content-Type", f"{MEDIA_TYPES[self.shape]}; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        if getSecurityManager().getUser().getId() is not None:
            response.setHeader("Cache-Control", FOR_ONE)
            return data
        tag = f'"{sha256(data).hexdigest()[:32]}"'
        response.setHeader("Cache-Control", FOR_EVERYBODY)
        response.setHeader("ETag", tag)
        add_vary(response, "Accept-Language", "Cookie", "Authorization")
        if has(self.request.getHeader("If-None-Match"), tag):
            response.setStatus(304)
            return b""
        return data


def has(header: str | None, tag: str) -> bool:
    """Tell whether a reader has an answer already.

    :param header: ``If-None-Match`` as it came.
    :param tag: the tag of the answer.
    """
    known = [each.strip().removeprefix("W/") for each in (header or "").split(",")]
    return tag in known or known == ["*"]
