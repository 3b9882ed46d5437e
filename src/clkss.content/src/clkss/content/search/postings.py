"""Which documents hold a word, and where: read from the text indexes of the catalog, kept as bits.

The catalog's own search would weigh each document in Python at each question. Here a word's entry
is read once, into a few sets: those that hold it in the title, in the summary, and in the text
often, several times or at all. What is kept is looked after when documents change; see
:meth:`Words.patched`.
"""

from array import array
from clkss.content.search import stems
from collections import OrderedDict
from collections.abc import Iterable
from math import log2
from Products.ZCTextIndex import WidCode
from typing import NamedTuple


TITLE = "Title"
DESCRIPTION = "Description"
TEXT = "SearchableText"
CREDITS = "credits"

LENGTH_WEIGHT = 0.75
"""How much a word counts for less in a long text (b of BM25)."""

LEVELS = (0.0, 0.8, 1.8)
"""How often a word stands in a text, beside how often one expects it in a text of that length."""

MOST_WORDS = 768
MOST_CHANGES = 512
MOST_FORMS = 48
MOST_BEGINNINGS = 200
MOST_BEGUN = 4_000


class Postings(NamedTuple):
    """Documents that hold something, as bits."""

    title: int = 0
    description: int = 0
    text: tuple[int, ...] = (0,) * len(LEVELS)
    credits: int = 0

    @property
    def anywhere(self) -> int:
        """Documents that hold it in any of their words."""
        return self.title | self.description | self.text[0]


NONE = Postings()


def either(several: Iterable[Postings]) -> Postings:
    """Join documents that hold one thing or another.

    :param several: what they hold.
    """
    title = description = credits = 0
    text = [0] * len(LEVELS)
    for each in several:
        title |= each.title
        description |= each.description
        credits |= each.credits
        for level, mask in enumerate(each.text):
            text[level] |= mask
    return Postings(title, description, tuple(text), credits)


def together(several: list[Postings]) -> Postings:
    """Give the documents that hold several things, each anywhere.

    :param several: what they hold, at least one.
    """
    title, description, text, credits = several[0]
    anywhere = several[0].anywhere
    for each in several[1:]:
        title &= each.title
        description &= each.description
        text = tuple(mine & other for mine, other in zip(text, each.text, strict=True))
        credits &= each.credits
        anywhere &= each.anywhere
    return Postings(title, description, (text[0] | anywhere, *text[1:]), credits)


class Words:
    """What is kept of words for one state of the catalog.

    :param tables: the documents, see :class:`clkss.content.search.tables.Tables`.
    """

    def __init__(self, tables):
        self._tables = tables
        self._kept: OrderedDict[tuple, tuple[int, Postings]] = OrderedDict()
        self._forms: dict[str, tuple[str, ...]] = {}
        self._changes: list[frozenset[int]] = []
        self._lengths = array("f")
        self._measured = -1
        self._pivot = 0.0
        self._known = -1

    def patched(self, tables, rids: frozenset[int]) -> "Words":
        """Give the same for a later state.

        What is kept is put right when it is next asked for.

        :param tables: the documents as they are later.
        :param rids: records that changed.
        """
        other = Words(tables)
        if sum(map(len, self._changes)) + len(rids) > MOST_CHANGES:
            return other
        other._kept = OrderedDict(self._kept)
        other._forms = dict(self._forms)
        other._known = self._known
        other._changes = [*self._changes, rids]
        other._lengths, other._measured, other._pivot = self._lengths, self._measured, self._pivot
        return other

    def word(self, catalog, word: str) -> Postings:
        """Give the documents that hold a word, exactly as it is.

        :param catalog: ``portal_catalog`` of the running request.
        :param word: a folded word.
        """
        return self._get(catalog, (word,))

    def phrase(self, catalog, said: tuple[str, ...]) -> Postings:
        """Give the documents that hold words one after the other.

        :param catalog: ``portal_catalog`` of the running request.
        :param said: folded words.
        """
        return self._get(catalog, said)

    def forms(self, catalog, word: str) -> tuple[str, ...]:
        """Name the words of the site that are forms of a word, itself among them.

        :param catalog: ``portal_catalog`` of the running request.
        :param word: a folded word.
        """
        lexicon = _lexicon(catalog)
        self._notice(lexicon)
        forms = self._forms.get(word)
        if forms is None:
            found = {word: None}
            for begin in stems.beginnings(word):
                known = _range(lexicon, begin)
                found.update(dict.fromkeys(stems.share(word, known)))
            wids = lexicon._wids
            found.update(dict.fromkeys(form for form in stems.filipino(word) if wids.has_key(form)))
            forms = tuple(found)[:MOST_FORMS]
            if len(self._forms) < MOST_WORDS * 4:
                self._forms[word] = forms
        return forms

    def longer(self, catalog, beginning: str) -> list[str]:
        """Name the words of the site that begin so.

        :param catalog: ``portal_catalog`` of the running request.
        :param beginning: a folded word.
        """
        return _range(_lexicon(catalog), beginning)

    def begun_in_title(self, catalog, beginning: str) -> int:
        """Give the documents with a word in their title that begins so, as bits.

        :param catalog: ``portal_catalog`` of the running request.
        :param beginning: a folded word.
        """
        lexicon = _lexicon(catalog)
        entries = catalog._catalog.getIndex(TITLE).index._wordinfo
        rids: set[int] = set()
        for word in _range(lexicon, beginning, MOST_BEGUN):
            rids.update(entries.get(lexicon._wids[word], ()))
        return self._tables.bits(rids)

    def known(self, catalog) -> Iterable[str]:
        """Name all words of the site; many may be in nothing that somebody may see.

        :param catalog: ``portal_catalog`` of the running request.
        """
        return _lexicon(catalog).words()

    def _notice(self, lexicon):
        """Forget forms when there are new words."""
        known = lexicon.length()
        if known != self._known:
            self._forms = {}
            self._known = known

    def _get(self, catalog, said):
        self._notice_length(catalog)
        version = len(self._changes)
        kept = self._kept.get(said)
        if kept is not None:
            seen, postings = kept
            if seen == version:
                return postings
            rids = frozenset().union(*self._changes[seen:])
            postings = self._put_right(catalog, said, postings, rids)
        else:
            postings = self._read(catalog, said)
        self._kept[said] = version, postings
        while len(self._kept) > MOST_WORDS:
            try:
                self._kept.popitem(last=False)
            except KeyError:
                break
        return postings

    def _notice_length(self, catalog):
        """Bring the lengths of texts up to date; forget what is kept when the mean has moved."""
        version = len(self._changes)
        if self._measured == version:
            return
        index = catalog._catalog.getIndex(TEXT).index
        mean = index._totaldoclen() / max(1, index.document_count())
        pivot = 2.0 ** (round(2 * log2(max(1.0, mean))) / 2)
        weight, rest = LENGTH_WEIGHT / pivot, 1 - LENGTH_WEIGHT
        length_of = index._docweight.get
        rids, lengths = self._tables.rids, self._lengths
        if self._pivot != pivot or self._measured < 0:
            self._kept.clear()
            lengths = array("f", [rest + weight * length_of(rid, 0) for rid in rids])
        else:
            lengths = array("f", lengths)
            lengths.extend([1.0] * (len(rids) - len(lengths)))
            for rid in frozenset().union(*self._changes[self._measured :]):
                number = self._tables.number.get(rid)
                if number is not None:
                    lengths[number] = rest + weight * length_of(rid, 0)
        self._lengths, self._pivot = lengths, pivot
        self._measured = version

    def _read(self, catalog, said):
        entries = _entries(catalog, said)
        tables = self._tables
        return Postings(
            title=tables.bits(entries(TITLE)),
            description=tables.bits(entries(DESCRIPTION)),
            text=self._levels(entries(TEXT).items()),
            credits=tables.bits(entries(CREDITS)),
        )

    def _levels(self, frequencies):
        size = len(self._tables.rids) // 8 + 1
        buffers = [bytearray(size) for _level in LEVELS]
        number_of, lengths = self._tables.number.get, self._lengths
        first, second, third = buffers
        _any, often, most = LEVELS
        for rid, frequency in frequencies:
            number = number_of(rid)
            if number is None:
                continue
            place, bit = number >> 3, 1 << (number & 7)
            first[place] |= bit
            share = frequency / lengths[number]
            if share >= often:
                second[place] |= bit
                if share >= most:
                    third[place] |= bit
        return tuple(int.from_bytes(buffer, "little") for buffer in buffers)

    def _put_right(self, catalog, said, postings, rids):
        """Look again at some documents."""
        tables = self._tables
        keep = ~tables.touched(rids)
        entries = _entries(catalog, said, [rid for rid in rids if rid in tables.number])
        text = self._levels(entries(TEXT).items())
        return Postings(
            title=postings.title & keep | tables.bits(entries(TITLE)),
            description=postings.description & keep | tables.bits(entries(DESCRIPTION)),
            text=tuple(old & keep | new for old, new in zip(postings.text, text, strict=True)),
            credits=postings.credits & keep | tables.bits(entries(CREDITS)),
        )


def _lexicon(catalog):
    return catalog._catalog.getIndex(TEXT).getLexicon()


def _range(lexicon, beginning, most=MOST_BEGINNINGS):
    found = []
    for word in lexicon._wids.keys(beginning, beginning + "\U0010ffff"):
        if word.startswith(beginning):
            found.append(word)
            if len(found) >= most:
                break
    return found


def _entries(catalog, said, within=None):
    """Make what tells how often words stand in the documents of a field that hold them.

    :param within: look only at these records.
    """
    wids = [wid for word in said for wid in _lexicon(catalog).termToWordIds(word) or [0]]
    code = WidCode.encode(wids) if len(wids) > 1 else None
    known = catalog._catalog.indexes

    def entries(field):
        index = known[field].index if field in known else None
        each = [index._wordinfo.get(wid, {}) for wid in wids] if index is not None else []
        if not each or not all(each):
            return {}
        if code is None:
            (entry,) = each
            return entry if within is None else {rid: entry[rid] for rid in within if rid in entry}
        rarest = min(each, key=len)
        return {
            rid: min(entry[rid] for entry in each)
            for rid in (rarest if within is None else within)
            if all(rid in entry for entry in each) and index._docwords[rid].find(code) >= 0
        }

    return entries
