"""The first sheet of an XLSX workbook, read as a stream.

The file is judged by its directory before anything is unpacked, and its XML is read by expat with
document types refused: no entity can be declared. A part is never unpacked further than the
directory says, so a lie there ends in an error, not in memory. Rules: security.md 4.11.
"""

from clkss.content.sheets.errors import SheetError
from clkss.content.sheets.rules import MAX_CELL
from clkss.content.sheets.rules import MAX_COLUMNS
from collections.abc import Callable
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

import datetime
import os
import posixpath
import re
import struct
import zipfile
import zlib


MAX_PARTS = 500
MAX_DIRECTORY = 256 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_TEXTS = 48 * 1024 * 1024
MAX_OTHER = 4 * 1024 * 1024
RATIO_FREE = 4 * 1024 * 1024
"""Up to here a part may be packed as tightly as it likes."""
MAX_RATIO = 60

_END = b"PK\x05\x06"
_BLOCK = 1 << 16
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_NOT_LETTERS = re.compile(r'\[(?!h|m|s)[^\]]*\]|"[^"]*"|\\.|_.|\*.', re.IGNORECASE)
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_EPOCH = datetime.datetime(1899, 12, 30)
_EPOCH_1904 = datetime.datetime(1904, 1, 1)

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError)


def guard(stream: BinaryIO) -> None:
    """Refuse what cannot be, or must not be, opened.

    :param stream: a file that begins like a ZIP archive.
    :raises SheetError: with the reason.
    """
    _guard_directory(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            _guard_parts(archive.infolist(), stream.seek(0, os.SEEK_END))
    except _BROKEN:
        raise SheetError("file_damaged") from None


def _guard_directory(stream: BinaryIO) -> None:
    """Look at the end record alone: a directory of a million parts is not even listed."""
    size = stream.seek(0, os.SEEK_END)
    start = max(0, size - 66_000)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise SheetError("file_damaged")
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    if entries > MAX_PARTS or directory > MAX_DIRECTORY:
        raise SheetError("bomb")


def _guard_parts(parts: list[zipfile.ZipInfo], size: int) -> None:
    names = {part.filename for part in parts}
    if len(names) != len(parts) or sum(part.compress_size for part in parts) > size:
        raise SheetError("bomb")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SheetError("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise SheetError("file_is_old_or_locked")
    for part in parts:
        if part.file_size > RATIO_FREE and part.file_size > MAX_RATIO * part.compress_size:
            raise SheetError("bomb")
        if part.file_size > _limit(part.filename):
            raise SheetError("bomb")
    if "[Content_Types].xml" not in names or not any(
        name.startswith("xl/") and "workbook" in name for name in names
    ):
        raise SheetError(_other_archive(names))
    if any(name.endswith((".bin", ".exe")) and "vba" in name.lower() for name in names):
        raise SheetError("file_has_macros")


def _limit(name: str) -> int:
    if "/worksheets/" in name or not name.endswith((".xml", ".rels")):
        return MAX_UNPACKED
    return MAX_TEXTS if name.endswith("sharedStrings.xml") else MAX_OTHER


def _other_archive(names: set[str]) -> str:
    if "content.xml" in names:
        return "file_is_opendocument"
    if any(name.startswith("word/") for name in names):
        return "file_is_document"
    return "file_is_archive"


def rows(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of the first visible sheet as texts.

    A number is written without a needless ``.0``, a date as ``YYYY-MM-DD``, a formula as ``=…``.

    :param stream: a file that :func:`guard` let pass.
    :raises SheetError: when the workbook is damaged or holds what we do not read.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            yield from _Workbook(archive).rows()
    except _BROKEN:
        raise SheetError("file_damaged") from None
    except expat.ExpatError:
        raise SheetError("file_damaged") from None
    except (KeyError, IndexError, ValueError, OverflowError):
        raise SheetError("file_damaged") from None


class _Parser:
    """An expat parser that refuses document types and knows elements by their local name."""

    def __init__(self, part: BinaryIO) -> None:
        self._part = part
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse
        self._expat.EntityDeclHandler = self._refuse

    @staticmethod
    def _refuse(*_declaration) -> None:
        raise SheetError("bomb")

    def handle(self, start: Callable, end: Callable | None = None) -> None:
        def started(name, attributes):
            start(name.rpartition(":")[2], attributes)

        def ended(name):
            end(name.rpartition(":")[2])

        self._expat.StartElementHandler = started
        if end is not None:
            self._expat.EndElementHandler = ended

    def text(self, handler: Callable | None) -> None:
        self._expat.CharacterDataHandler = handler

    def feed(self) -> Iterator[None]:
        while block := self._part.read(_BLOCK):
            self._expat.Parse(block, False)
            yield
        self._expat.Parse(b"", True)
        yield

    def run(self) -> None:
        for _block in self.feed():
            pass


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.epoch = _EPOCH
        book = self._target("_rels/.rels", "", "officeDocument") or "xl/workbook.xml"
        self.sheet = self._first_sheet(book)
        self.texts = self._texts(self._related(book, "sharedStrings"))
        self.dates = self._dates(self._related(book, "styles"))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        with self.archive.open(self.sheet) as part:
            yield from _Sheet(part, self.texts, self.dates, self.epoch).rows()

    def _run(self, name: str, start: Callable, end: Callable | None = None) -> None:
        with self.archive.open(name) as part:
            parser = _Parser(part)
            parser.handle(start, end)
            parser.run()

    def _target(self, rels: str, base: str, ending: str, wanted: str | None = None) -> str | None:
        if rels not in self.names:
            return None
        found = []

        def start(name, attributes):
            if name != "Relationship" or attributes.get("TargetMode") == "External":
                return
            if wanted is not None and attributes.get("Id") != wanted:
                return
            if attributes.get("Type", "").endswith(f"/{ending}"):
                target = attributes["Target"]
                path = target[1:] if target.startswith("/") else posixpath.join(base, target)
                found.append(posixpath.normpath(path))

        self._run(rels, start)
        return next((path for path in found if path in self.names), None)

    def _related(self, book: str, ending: str, wanted: str | None = None) -> str | None:
        folder, _slash, name = book.rpartition("/")
        return self._target(f"{folder}/_rels/{name}.rels", folder, ending, wanted)

    def _first_sheet(self, book: str) -> str:
        sheets = []

        def start(name, attributes):
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.epoch = _EPOCH_1904
            if name == "sheet" and attributes.get("state", "visible") == "visible":
                sheets.append(next(v for k, v in attributes.items() if k.endswith(":id")))

        self._run(book, start)
        for wanted in sheets:
            if path := self._related(book, "worksheet", wanted):
                return path
        raise SheetError("file_empty")

    def _texts(self, name: str | None) -> list[str]:
        texts: list[str] = []
        if name is None:
            return texts
        with self.archive.open(name) as part:
            _Texts(part, texts).run()
        return texts

    def _dates(self, name: str | None) -> frozenset[int]:
        if name is None:
            return frozenset()
        own, styles, inside = {}, [], []

        def start(element, attributes):
            if element == "numFmt":
                own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif element == "cellXfs":
                inside.append(element)
            elif element == "xf" and inside:
                styles.append(int(attributes.get("numFmtId", 0)))

        def end(element):
            if element == "cellXfs":
                inside.clear()

        self._run(name, start, end)
        return frozenset(
            position for position, number in enumerate(styles) if _is_date(number, own)
        )


def _is_date(number: int, own: dict[int, str]) -> bool:
    if number in own:
        return _DATE_LETTERS.search(_NOT_LETTERS.sub("", own[number])) is not None
    return number in _DATE_FORMATS


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Texts:
    """The table of shared texts; what only says how to pronounce them is left out."""

    def __init__(self, part: BinaryIO, texts: list[str]) -> None:
        self._texts = texts
        self._pieces: list[str] = []
        self._phonetic = False
        self._parser = _Parser(part)
        self._parser.handle(self._start, self._end)

    def run(self) -> None:
        self._parser.run()

    def _start(self, name: str, _attributes: dict) -> None:
        if name == "si":
            self._pieces.clear()
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self._parser.text(self._pieces.append)

    def _end(self, name: str) -> None:
        if name == "t":
            self._parser.text(None)
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self._texts.append(_unescape("".join(self._pieces)))


class _Sheet:
    def __init__(
        self, part: BinaryIO, texts: list[str], dates: frozenset[int], epoch: datetime.datetime
    ) -> None:
        self._texts = texts
        self._dates = dates
        self._epoch = epoch
        self._done: list[tuple[int, list[str]]] = []
        self._row = 0
        self._cells: list[str] = []
        self._position = -1
        self._type = "n"
        self._style = 0
        self._pieces: list[str] = []
        self._formula: list[str] | None = None
        self._phonetic = False
        self._parser = _Parser(part)
        self._parser.handle(self._start, self._end)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        for _block in self._parser.feed():
            done, self._done = self._done, []
            yield from done

    def _start(self, name: str, attributes: dict) -> None:
        if name == "c":
            self._place(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._style = int(attributes.get("s", 0))
            self._pieces = []
            self._formula = None
        elif name in ("v", "t") and not self._phonetic:
            self._parser.text(self._pieces.append)
        elif name == "f":
            self._formula = []
            self._parser.text(self._formula.append)
        elif name == "rPh":
            self._phonetic = True
        elif name == "row":
            number = int(attributes.get("r", self._row + 1))
            if number <= self._row:
                raise SheetError("file_damaged")
            self._row = number
            self._cells = []
            self._position = -1

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._position += 1
            return
        match = _CELL.fullmatch(reference)
        if match is None:
            raise SheetError("file_damaged")
        position = 0
        for character in match[1]:
            position = position * 26 + ord(character) - 64
        self._position = position - 1

    def _end(self, name: str) -> None:
        if name in ("v", "t", "f"):
            self._parser.text(None)
        elif name == "c":
            text = self._value()
            if text:
                self._keep(text)
        elif name == "rPh":
            self._phonetic = False
        elif name == "row" and self._cells:
            self._done.append((self._row, self._cells))
            self._cells = []

    def _keep(self, text: str) -> None:
        if self._position >= MAX_COLUMNS:
            raise SheetError("too_many_columns", row=self._row, limit=str(MAX_COLUMNS))
        missing = self._position - len(self._cells)
        if missing < 0:
            raise SheetError("file_damaged")
        self._cells.extend([""] * missing)
        self._cells.append(text)

    def _value(self) -> str:
        if self._formula is not None:
            return f"={''.join(self._formula)}"
        text = "".join(self._pieces)
        if not text:
            return ""
        if self._type == "s":
            return self._texts[int(text)]
        if self._type in ("inlineStr", "str"):
            return _unescape(text)
        if self._type == "b":
            return "yes" if text.strip() == "1" else "no"
        if self._type == "n":
            return self._number(text.strip())
        return text[:MAX_CELL]

    def _number(self, text: str) -> str:
        value = float(text)
        if self._style in self._dates:
            return self._date(value)
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return text

    def _date(self, value: float) -> str:
        moment = self._epoch + datetime.timedelta(days=value)
        if value % 1:
            return moment.replace(microsecond=0).isoformat()
        return moment.date().isoformat()
