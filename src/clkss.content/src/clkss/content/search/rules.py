"""What a search is: its filters, its address, its pages."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote_plus

import re
import unicodedata


KINDS = (
    "GoodPractice",
    "Programme",
    "Service",
    "Partner",
    "Resource",
    "CaseStudy",
    "Commitment",
    "GlossaryTerm",
    "Exchange",
    "News Item",
    "Event",
)
"""Portal types that are knowledge; a subject that adds one names it here."""

TEXT = "SearchableText"
SORT = "sort_on"
START = "b_start"
SIZE = "b_size"
NEAR = "near"
ALL_WORDS = "all_words"

KIND = "portal_type"
SUBKIND = "kind"
TERRITORY = "territory"
COUNTRY = "country"
SECTOR = "sector"
HAZARD = "hazard"
THEME = "theme"
AGENCY = "agency"
YEAR = "year"
LANGUAGE = "language"
PROMISING = "promising"
FEATURED = "featured"

FACETS = (KIND, SUBKIND, TERRITORY, COUNTRY, THEME, SECTOR, HAZARD, AGENCY, YEAR, LANGUAGE)
"""Filters whose values are offered with counts."""

SUBKIND_FIELDS = {
    "Programme": "status",
    "Service": "service_kind",
    "Partner": "partner_sector",
    "Resource": "resource_kind",
    "Exchange": "exchange_kind",
    "Commitment": "commitment_kind",
}
"""Which field says of what kind a thing is within its portal type."""

FLAGS = (PROMISING, FEATURED)
"""Filters that are on or left out."""

FILTERS = FACETS + FLAGS
"""All filters, in the order in which an address names them."""

ON = "1"
"""The one value of a flag."""

RELEVANCE = "relevance"
NEWEST = "newest"
TITLE = "title"
SORTS = (RELEVANCE, NEWEST, TITLE, YEAR)

SORT_ALIASES = {"effective": NEWEST, "sortable_title": TITLE}
"""Names of indexes that clients of Plone's own search are used to."""

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
LARGEST_START = 1_000_000

LONGEST_TEXT = 200

MOST_VALUES = 20
"""Values of one filter that count."""

_VALUE = re.compile(r"[\w:.\- ]{1,60}")
_PLAIN = re.compile(r"[A-Za-z0-9_.\-]+").fullmatch
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


class Problem(NamedTuple):
    """A part of an address that could not be used."""

    name: str
    value: str


@dataclass(frozen=True)
class Query:
    """What somebody looks for. Equal queries have equal addresses."""

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = NEWEST
    start: int = 0
    size: int = DEFAULT_SIZE
    near: str = ""
    """Code of a place whose items come first among equals; it leaves nothing out."""
    whole: bool = False
    """Show only what holds all words."""

    def values(self, name: str) -> tuple[str, ...]:
        """Give the chosen values of a filter.

        :param name: one of :data:`FILTERS`.
        """
        return dict(self.filters).get(name, ())

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything narrows the list."""
        return bool(self.text or self.filters)

    def with_values(self, name: str, values: Iterable[str]) -> "Query":
        """Give this query with other values of one filter, from its first page.

        :param name: one of :data:`FILTERS`.
        :param values: the values, none to drop the filter.
        """
        chosen = {**dict(self.filters), name: values}
        return replace(self, filters=ordered(chosen), start=0)

    def toggled(self, name: str, value: str) -> "Query":
        """Add a value to a filter, or take it out again.

        A territory replaces the one before: one goes down and up, not sideways.

        :param name: one of :data:`FILTERS`.
        :param value: a value of it.
        """
        values = self.values(name)
        if value in values:
            return self.with_values(name, (other for other in values if other != value))
        if name == TERRITORY:
            return self.with_values(name, (value,))
        return self.with_values(name, (*values, value))

    def without_text(self) -> "Query":
        """Give this query without its words, from its first page."""
        return self.with_text("")

    def with_text(self, text: str) -> "Query":
        """Give this query with other words, from its first page.

        :param text: the words.
        """
        clean = clean_text(text)
        sort = NEWEST if self.sort == RELEVANCE and not clean else self.sort
        if clean and not self.text and self.sort == NEWEST:
            sort = RELEVANCE
        return replace(self, text=clean, sort=sort, start=0, whole=False)

    def all_words(self) -> "Query":
        """Give this query for what holds all words, from its first page."""
        return replace(self, start=0, whole=True)

    def sorted_by(self, sort: str) -> "Query":
        """Give this query in another order, from its first page.

        :param sort: one of :data:`SORTS`.
        """
        return replace(self, sort=sort, start=0)

    def from_start(self, start: int) -> "Query":
        """Give another page of this query.

        :param start: number of the first item, from 0.
        """
        return replace(self, start=start)


def ordered(
    values: Mapping[str, Iterable[str]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Bring filters and their values into the one order that addresses have.

    :param values: values by name of filter.
    """
    chosen = [(name, tuple(sorted(set(values[name])))) for name in FILTERS if name in values]
    return tuple([(name, some) for name, some in chosen if some])


def default_sort(text: str) -> str:
    """Say in which order a list comes when nobody asked for one.

    :param text: the words looked for.
    """
    return RELEVANCE if text else NEWEST


def parse(
    form: Mapping[str, object], is_known: Callable[[str, str], bool]
) -> tuple[Query, list[Problem]]:
    """Read the parameters of an address; whatever it holds, the answer is a query.

    Parameters of other names are not looked at: links that were shared carry them.

    :param form: values, or lists of values, by name.
    :param is_known: says whether a value of a filter exists.
    :returns: the query, and all that was left out of it.
    """
    problems: list[Problem] = []
    chosen: dict[str, list[str]] = {}
    for name in FILTERS:
        values = _texts(form.get(name))
        known = []
        for value in values[:MOST_VALUES]:
            if _VALUE.fullmatch(value) and is_known(name, value):
                known.append(value)
            else:
                problems.append(Problem(name, value[:60]))
        problems.extend(Problem(name, value[:60]) for value in values[MOST_VALUES:])
        chosen[name] = known
    text = clean_text(" ".join(_texts(form.get(TEXT))))
    sort = _sort(form, text, problems)
    start = _number(form, START, 0, LARGEST_START, problems)
    size = _number(form, SIZE, DEFAULT_SIZE, LARGEST_SIZE, problems) or DEFAULT_SIZE
    near = (_texts(form.get(NEAR)) or [""])[0]
    if near and not (_VALUE.fullmatch(near) and is_known(TERRITORY, near)):
        problems.append(Problem(NEAR, near[:60]))
        near = ""
    whole = _texts(form.get(ALL_WORDS))[:1]
    if whole not in ([], [ON]):
        problems.append(Problem(ALL_WORDS, whole[0][:60]))
    is_whole = bool(text) and whole == [ON]
    return Query(text, ordered(chosen), sort, start, size, near, is_whole), problems


def _sort(form: Mapping[str, object], text: str, problems: list[Problem]) -> str:
    asked = (_texts(form.get(SORT)) or [""])[0]
    sort = SORT_ALIASES.get(asked, asked)
    if sort == RELEVANCE and not text:
        return NEWEST
    if sort in SORTS:
        return sort
    if sort:
        problems.append(Problem(SORT, sort[:60]))
    return default_sort(text)


def _number(
    form: Mapping[str, object], name: str, default: int, most: int, problems: list[Problem]
) -> int:
    value = form.get(name)
    asked = str(value) if type(value) is int else (_texts(value) or [""])[0]
    if not asked:
        return default
    if re.fullmatch(r"[0-9]{1,9}", asked, re.ASCII) is None:
        problems.append(Problem(name, asked[:60]))
        return default
    return min(int(asked), most)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    texts = (text.strip() for text in values if isinstance(text, str))
    return [text for text in texts if text]


def parameters(query: Query) -> list[tuple[str, str]]:
    """Spell a query as the parameters of its address, without what goes without saying.

    :param query: the query.
    """
    found = [(TEXT, query.text)] if query.text else []
    found += [(name, value) for name, values in query.filters for value in values]
    if query.sort != default_sort(query.text):
        found.append((SORT, query.sort))
    if query.near:
        found.append((NEAR, query.near))
    if query.whole:
        found.append((ALL_WORDS, ON))
    if query.start:
        found.append((START, str(query.start)))
    if query.size != DEFAULT_SIZE:
        found.append((SIZE, str(query.size)))
    return found


def address(base: str, query: Query) -> str:
    """Give the address of a query; the same query has always the same.

    :param base: address of the list.
    :param query: the query.
    """
    pairs = parameters(query)
    return f"{base}?{_encoded(pairs)}" if pairs else base


def quoted(value: str) -> str:
    """Write a value as an address holds it, as ``urlencode`` does.

    :param value: a text; most are codes and tokens that stay as they are.
    """
    return value if _PLAIN(value) else quote_plus(value)


def _encoded(pairs):
    return "&".join([f"{name}={quoted(value)}" for name, value in pairs])


class Links:
    """The addresses of all values of a facet, for which most of the address is the same.

    :param base: address of the list.
    :param query: the query that the values would change.
    :param name: one of :data:`FACETS`.
    """

    def __init__(self, base: str, query: Query, name: str):
        self._base = base
        self._name = name
        self._chosen = query.values(name)
        rank = FILTERS.index(name)
        pairs = parameters(query.from_start(0))
        before = [pair for pair in pairs if _rank(pair[0]) < rank]
        after = [pair for pair in pairs if _rank(pair[0]) > rank]
        self._before = _encoded(before)
        self._after = _encoded(after)
        self._start = f"{base}?{self._before}{'&' if before else ''}{name}="
        self._end = f"&{self._after}" if after else ""

    def toggled(self, value: str) -> str:
        """Give the address with a value added, or taken out again.

        :param value: a value of the facet.
        """
        chosen = self._chosen
        if not chosen:
            return f"{self._start}{quoted(value)}{self._end}"
        if value in chosen:
            values = [other for other in chosen if other != value]
        elif self._name == TERRITORY:
            values = [value]
        else:
            values = sorted([*chosen, value])
        own = _encoded([(self._name, each) for each in values])
        said = "&".join(part for part in (self._before, own, self._after) if part)
        return f"{self._base}?{said}" if said else self._base


def _rank(name: str) -> int:
    if name in FILTERS:
        return FILTERS.index(name)
    return -1 if name == TEXT else len(FILTERS)


def clean_text(text: str) -> str:
    """Bring what somebody typed into one line of bounded length.

    :param text: anything.
    """
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())[:LONGEST_TEXT].strip()


class Page(NamedTuple):
    """One page of a list."""

    number: int
    start: int


@dataclass(frozen=True)
class Paging:
    """Where in a list one is.

    :param total: items in the whole list.
    :param start: number of the first item shown, from 0.
    :param size: items on a page.
    """

    total: int
    start: int
    size: int

    @property
    def pages(self) -> int:
        """Count the pages; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        """Number of the page one is on, from 1 and never beyond the last."""
        return min(self.start // self.size + 1, self.pages)

    @property
    def first(self) -> int:
        """Number of the first item shown, from 0."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """Number of the item after the last one shown."""
        return min(self.first + self.size, self.total)

    @property
    def previous(self) -> int | None:
        """First item of the page before, if there is one."""
        return self.first - self.size if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """First item of the page after, if there is one."""
        return self.last if self.number < self.pages else None

    def around(self, reach: int = 2) -> list[Page | None]:
        """List the pages worth a link: the first, the last, those near; ``None`` for a gap.

        :param reach: pages on either side.
        """
        near = range(max(1, self.number - reach), min(self.pages, self.number + reach) + 1)
        numbers = sorted({1, self.pages, *near})
        found: list[Page | None] = []
        for number in numbers:
            if found and found[-1] is not None and number - found[-1].number > 1:
                found.append(None)
            found.append(Page(number, (number - 1) * self.size))
        return found
