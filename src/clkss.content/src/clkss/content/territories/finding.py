"""Finding places by what people call them.

The names for searching are arranged by the rank in which they are offered, so that a search may
stop as soon as it has enough.
"""

from bisect import bisect_left
from bisect import bisect_right
from clkss.content.territories import rules
from clkss.content.territories.rows import LEVEL_OF_KIND
from clkss.content.territories.rows import NOTHING
from clkss.content.territories.rows import Table
from clkss.content.territories.rows import Territory
from collections.abc import Iterator


SEARCH_ORDER = (rules.PROVINCE, rules.MUNICIPAL, rules.REGION, rules.COUNTRY, rules.BARANGAY)
"""The order in which search offers levels among equally good names."""

MAX_WORDS = 12
"""Words of a query that count."""

SHORTEST_WORD = 3
"""Letters from which a word is worth looking for apart from its neighbours."""

Spans = list[tuple[int, int]]
"""Ranges of rows, ascending and apart."""


class Finder(Table):
    """A table that can be asked by name."""

    __slots__ = ()

    def by_name(self, name: str, parent: str, level: str | None) -> list[Territory]:
        spans = [(row + 1, self.end[row]) for row in self.known_rows(parent)]
        folded = rules.fold(name)
        needle = b"\n%b\n" % folded.encode("ascii")
        if not folded:
            return []
        for former in (False, True):
            rows: dict[int, None] = {}
            for segment in self._levels(level):
                start, middle, stop = self._segments[segment]
                bounds = (middle, stop) if former else (start, middle)
                rows.update(dict.fromkeys(self._hits(needle, *bounds, spans)))
            if rows:
                return [self.territory(row) for row in rows]
        return []

    def search(
        self, text: str, limit: int, level: str | None, within: str | None
    ) -> list[Territory]:
        spans = None
        if within is not None:
            spans = sorted((row, self.end[row]) for row in self.known_rows(within))
        found: dict[int, None] = {}
        if limit > 0:
            for row in self._candidates(text, self._levels(level), spans):
                found[row] = None
                if len(found) == limit:
                    break
        return [self.territory(row) for row in found]

    @staticmethod
    def _levels(level: str | None) -> tuple[str, ...]:
        return SEARCH_ORDER if level is None else (level,)

    def _candidates(self, text: str, levels: tuple[str, ...], spans: Spans | None) -> Iterator[int]:
        """Walk the rows that a query finds, best first, some more than once."""
        bare = text.strip()
        if bare.isascii() and bare.isdigit() and len(bare) > 3:
            yield from self._by_code(bare, levels, spans)
        yield from self._by_title(rules.fold_parts(text), levels, spans)
        folded = rules.fold(text)
        queries = [folded]
        if (rest := rules.without_city_of(text)) and not self._begins_name(folded):
            queries.insert(0, rules.fold(rest))
        if text and not text[-1].isspace():
            queries.append(rules.fold(text, typing=True))
        nothing = True
        for query in dict.fromkeys(filter(None, queries)):
            for row in self._by_words(query.split()[:MAX_WORDS], levels, spans):
                nothing = False
                yield row
        if nothing:
            words = [word for word in folded.split() if word not in rules.GENERIC_WORDS]
            if words and len(words) < len(folded.split()):
                yield from self._by_words(words[:MAX_WORDS], levels, spans)
        if bare.isascii() and bare.isdigit() and 1 < len(bare) <= 3:
            yield from self._by_code(bare, levels, spans)

    def _by_title(
        self, parts: list[str], levels: tuple[str, ...], spans: Spans | None
    ) -> Iterator[int]:
        """Walk the rows that are called like the first part and lie in the others, one by one."""
        if not parts:
            return
        own, *others = [part.encode("ascii") for part in parts]
        areas = [self._areas(word) for part in others for word in part.split()]
        if not areas or (spans := _all_overlap(areas, spans)) == []:
            return
        for segment in levels:
            start, middle, _stop = self._segments[segment]
            for row in self._hits(b"\n%b\n" % own, start, middle, spans):
                place = row
                for part in parts[1:]:
                    place = self._parents[place]
                    if rules.fold(self.name(place)) != part:
                        break
                else:
                    yield row

    def _begins_name(self, folded: str) -> bool:
        return self._text.find(b"\n" + folded.encode("ascii")) >= 0

    def _by_code(self, digits: str, levels: tuple[str, ...], spans: Spans | None) -> Iterator[int]:
        if len(digits) > 10:
            return
        first = int(digits.ljust(10, "0"))
        last = int(digits.ljust(10, "9"))
        place = bisect_left(self._order, first, key=self._codes.__getitem__)
        stop = bisect_right(self._order, last, key=self._codes.__getitem__)
        rows = list(self._order[max(place, 1) : stop])
        rows.sort(key=self._kinds.__getitem__)
        rows += self.ended(digits) or ()
        for row in rows:
            if LEVEL_OF_KIND[self._kinds[row]] in levels and _inside(row, spans):
                yield row

    def _by_words(
        self, words: list[str], levels: tuple[str, ...], spans: Spans | None
    ) -> Iterator[int]:
        encoded = [word.encode("ascii") for word in words]
        areas = [self._areas(word) for word in encoded]
        nothing = True
        # the name first, then its parents: "santa cruz laguna"
        for length in range(self._longest(encoded), 0, -1):
            for row in self._by_phrase(encoded[:length], areas[length:], levels, spans):
                nothing = False
                yield row
        # or the parents first: "laguna santa cruz"
        for start in range(1, len(words)):
            for row in self._by_phrase(encoded[start:], areas[:start], levels, spans):
                nothing = False
                yield row
        if nothing and len(words) > 1:
            yield from self._in_any_order(encoded, areas, levels, spans)

    def _longest(self, words: list[bytes]) -> int:
        """Count how many of the first words some name has together."""
        place = 0
        for length in range(1, len(words) + 1):
            phrase = b" ".join(words[:length])
            at_start = self._text.find(b"\n" + phrase, place)
            later = self._text.find(b" " + phrase, place, at_start if at_start >= 0 else None)
            places = [hit for hit in (at_start, later) if hit >= 0]
            if not places:
                return length - 1
            place = min(places)
        return len(words)

    def _by_phrase(
        self,
        words: list[bytes],
        areas: list[Spans],
        levels: tuple[str, ...],
        spans: Spans | None,
    ) -> Iterator[int]:
        spans = _all_overlap(areas, spans)
        if spans == []:
            return
        phrase = b" ".join(words)
        for needle in (b"\n%b\n" % phrase, b"\n" + phrase, b" " + phrase):
            for segment in levels:
                start, _middle, stop = self._segments[segment]
                yield from self._hits(needle, start, stop, spans)

    def _in_any_order(
        self,
        words: list[bytes],
        areas: list[Spans],
        levels: tuple[str, ...],
        spans: Spans | None,
    ) -> Iterator[int]:
        """Walk the rows whose name has some of the words and whose parents have the others."""
        others = [(b" " + other, area) for other, area in zip(words, areas, strict=True)]
        own = [word for word, area in zip(words, areas, strict=True) if not area]
        if any(self._text.find(b"\n" + w) < 0 and self._text.find(b" " + w) < 0 for w in own):
            return
        # a word that no parent has must be in the name, so one of those finds all there is
        longest = sorted(own or words, key=len, reverse=True)
        for word in longest[:1] if own else longest:
            if len(word) < SHORTEST_WORD:
                break
            for segment in levels:
                start, _middle, stop = self._segments[segment]
                for before in (b"\n", b" "):
                    for line in self._lines(before + word, start, stop):
                        row = self._line_rows[line]
                        if not _inside(row, spans):
                            continue
                        name = b" " + self._text[self._line_start(line) : self._line_ends[line]]
                        if all(other in name or _inside(row, area) for other, area in others):
                            yield row

    def _areas(self, word: bytes) -> Spans:
        """Find the rows that lie in a place one of whose names has the word."""
        ranges = []
        for segment in (rules.PROVINCE, rules.MUNICIPAL, rules.REGION):
            start, _middle, stop = self._segments[segment]
            for before in (b"\n", b" "):
                for row in self._hits(before + word, start, stop, None):
                    ranges.append((row + 1, self.end[row]))
        # everything lies in the country, so its name must be complete to count
        start, _middle, stop = self._segments[rules.COUNTRY]
        for row in self._hits(b"\n%b\n" % word, start, stop, None):
            ranges.append((row + 1, self.end[row]))
        merged: Spans = []
        for start, stop in sorted(ranges):
            if merged and start < merged[-1][1]:
                continue
            if start < stop:
                merged.append((start, stop))
        return merged

    def _line_start(self, line: int) -> int:
        return self._line_ends[line - 1] + 1 if line else 1

    def _lines(self, needle: bytes, start: int, stop: int) -> Iterator[int]:
        """Walk the lines of a part of the text that contain the needle."""
        find = self._text.find
        ends = self._line_ends
        stop += 1
        place = find(needle, start, stop)
        while place >= 0:
            line = bisect_right(ends, place)
            yield line
            place = find(needle, ends[line], stop)

    def _hits(self, needle: bytes, start: int, stop: int, spans: Spans | None) -> Iterator[int]:
        """Walk the rows of these lines, as far as they lie in the spans."""
        rows = self._line_rows
        if spans is None:
            for line in self._lines(needle, start, stop):
                yield rows[line]
            return
        starts = [first for first, _after in spans]
        stops = [after for _first, after in spans]
        for line in self._lines(needle, start, stop):
            row = rows[line]
            place = bisect_right(starts, row) - 1
            if place >= 0 and row < stops[place]:
                yield row


def _inside(row: int, spans: Spans | None) -> bool:
    if spans is None:
        return True
    place = bisect_right(spans, (row, NOTHING)) - 1
    return place >= 0 and row < spans[place][1]


def _all_overlap(areas: list[Spans], spans: Spans | None) -> Spans | None:
    for area in areas:
        spans = area if spans is None else _overlap(spans, area)
    return spans


def _overlap(some: Spans, others: Spans) -> Spans:
    both = []
    left = right = 0
    while left < len(some) and right < len(others):
        start = max(some[left][0], others[right][0])
        stop = min(some[left][1], others[right][1])
        if start < stop:
            both.append((start, stop))
        if some[left][1] < others[right][1]:
            left += 1
        else:
            right += 1
    return both
