"""What a search is: its address, its words, its pages, and what may have been meant."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_plus
from urllib.parse import urlencode

import re
import unicodedata


KINDS = ("GoodPractice",)
"""Portal types that are knowledge; a subject that adds one names it here."""

TEXT = "SearchableText"
SORT = "sort_on"
START = "b_start"
SIZE = "b_size"

KIND = "portal_type"
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

FACETS = (KIND, TERRITORY, COUNTRY, THEME, SECTOR, HAZARD, AGENCY, YEAR, LANGUAGE)
"""Filters whose values are offered with counts."""

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
MOST_WORDS = 10
LONGEST_WORD = 40
SHORTEST_BEGINNING = 3
"""Letters from which a word also finds the longer words that begin with it."""

MOST_VALUES = 20
"""Values of one filter that count."""

_VALUE = re.compile(r"[\w:.\- ]{1,60}")
_WORD = re.compile(r"\w+", re.UNICODE)
_PHRASE = re.compile(r'"([^"]*)"')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


class Problem(NamedTuple):
    """A part of an address that could not be used."""

    name: str
    value: str


class Term(NamedTuple):
    """Words that must be found: one word, or several one after the other."""

    words: tuple[str, ...]
    exact: bool


@dataclass(frozen=True)
class Query:
    """What somebody looks for. Equal queries have equal addresses."""

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = NEWEST
    start: int = 0
    size: int = DEFAULT_SIZE

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
        return replace(self, text=clean, sort=sort, start=0)

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
    chosen = ((name, tuple(sorted(set(values.get(name, ()))))) for name in FILTERS)
    return tuple((name, some) for name, some in chosen if some)


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
    return Query(text, ordered(chosen), sort, start, size), problems


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
    return f"{base}?{urlencode(pairs)}" if pairs else base


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
        self._before = urlencode(before)
        self._after = urlencode(after)

    def toggled(self, value: str) -> str:
        """Give the address with a value added, or taken out again.

        :param value: a value of the facet.
        """
        chosen = self._chosen
        if value in chosen:
            values = [other for other in chosen if other != value]
        elif not chosen or self._name == TERRITORY:
            values = [value]
        else:
            values = sorted([*chosen, value])
        own = "&".join(f"{self._name}={quote_plus(each)}" for each in values)
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


def terms(text: str) -> list[Term]:
    """Read words and "exact phrases"; nothing in a text is an operator.

    A quotation mark without its partner, wildcards, brackets and the like count as spaces, and
    "and", "or", "not" are words like others: whatever is typed can be looked for.

    :param text: cleaned text.
    """
    found: list[Term] = []
    rest = []
    position = 0
    for match in _PHRASE.finditer(text):
        rest.append(text[position : match.start()])
        position = match.end()
        words = tuple(_words(match[1]))
        if words:
            found.append(Term(words, True))
    rest.append(text[position:])
    found += [Term((word,), False) for word in _words(" ".join(rest))]
    kept: list[Term] = []
    for term in found:
        if term not in kept and sum(len(other.words) for other in kept) < MOST_WORDS:
            kept.append(Term(term.words[:MOST_WORDS], term.exact))
    return kept


def _words(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.replace("_", " "))]


def folded(word: str) -> str:
    """Bring a word into the form in which words are compared: no case, no accents.

    :param word: any text.
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


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


def distance(word: str, other: str, most: int) -> int:
    """Count the slips between two words: a letter too many, too few, wrong, or two swapped.

    :param word: one word.
    :param other: another word.
    :param most: where to stop counting.
    :returns: the count, or ``most + 1`` when there are more.
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, other_letter in enumerate(other, 1):
            same = letter == other_letter
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (not same))
            if (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and word[row - 2] == other_letter
            ):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return min(above[-1], most + 1)


def slips_allowed(word: str) -> int:
    """Say how many slips in a word of this length are still likely to be slips.

    :param word: the word.
    """
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


def similar(word: str, words: Iterable[str], limit: int = 20) -> list[str]:
    """Find the words that somebody may have meant, the nearest first.

    :param word: what was typed.
    :param words: words to choose from.
    :param limit: the most words to give.
    """
    most = slips_allowed(word)
    if not most:
        return []
    letters = set(word)
    near = []
    for other in words:
        if other == word or abs(len(other) - len(word)) > most:
            continue
        if len(letters.difference(other)) > most:
            continue
        slips = distance(word, other, most)
        if slips <= most:
            near.append((slips, other[:1] != word[:1], other))
    return [other for _slips, _first, other in sorted(near)[:limit]]


class Piece(NamedTuple):
    """A piece of a text; marked when it is what was looked for."""

    text: str
    marked: bool


def marked(text: str, looked_for: Iterable[Term]) -> list[Piece]:
    """Cut a text so that the words looked for stand apart.

    :param text: the text, as it is (escape each piece when it becomes HTML).
    :param looked_for: from :func:`terms`.
    """
    pieces: list[Piece] = []
    position = 0
    for start, end in _hits(text, looked_for):
        if start > position:
            pieces.append(Piece(text[position:start], False))
        pieces.append(Piece(text[start:end], True))
        position = end
    if position < len(text):
        pieces.append(Piece(text[position:], False))
    return pieces


def _hits(text: str, looked_for: Iterable[Term]) -> Iterator[tuple[int, int]]:
    wanted = tuple((folded(word), term.exact) for term in looked_for for word in term.words)
    if not wanted:
        return
    pattern = _pattern(wanted)
    if text.isascii():
        for match in pattern.finditer(text):
            yield match.span()
        return
    for match in _WORD.finditer(text):
        if pattern.fullmatch(folded(match[0])):
            yield match.span()


@lru_cache(maxsize=64)
def _pattern(wanted: tuple[tuple[str, bool], ...]) -> re.Pattern[str]:
    words = "|".join(
        re.escape(word) + (r"\w*" if not exact and len(word) >= SHORTEST_BEGINNING else "")
        for word, exact in wanted
    )
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def snippet(text: str, looked_for: Iterable[Term], length: int = 240) -> list[Piece]:
    """Choose the part of a text that shows why it was found.

    :param text: the text.
    :param looked_for: from :func:`terms`.
    :param length: about how many characters.
    """
    looked_for = list(looked_for)
    text = " ".join(text.split())
    if len(text) <= length:
        return marked(text, looked_for)
    hit, _end = next(_hits(text, looked_for), (0, 0))
    start = 0 if hit < length * 2 // 3 else text.rfind(" ", 0, hit - length // 3) + 1
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    if end <= start:
        end = start + length
    cut = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    return marked(cut, looked_for)


def most_shared(masks: Iterable[int], limit: int) -> list[int]:
    """Find the documents that are in most of several sets, given as bits.

    The sets are added up like columns of binary numbers, all documents at once.

    :param masks: sets of documents, document *n* as bit *n*.
    :param limit: the most documents to give.
    :returns: numbers of documents, those in most sets first, among equals the lowest number first.
    """
    digits: list[int] = []
    for mask in masks:
        carry = mask
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    found: list[int] = []
    for count in range((1 << len(digits)) - 1, 0, -1):
        group = -1
        for place, digit in enumerate(digits):
            group &= digit if count >> place & 1 else ~digit
        while group and len(found) < limit:
            lowest = group & -group
            found.append(lowest.bit_length() - 1)
            group ^= lowest
        if len(found) >= limit:
            break
    return found
