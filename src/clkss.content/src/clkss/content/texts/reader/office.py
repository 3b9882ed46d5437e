"""Word, Excel and PowerPoint since 2007: XML in an archive.

The archive is judged by its directory before anything is unpacked. The XML is read as a stream by
expat, which refuses document types: no entity can be declared. Rules: security.md 4.11.
"""

from clkss.content.texts.reader.refusal import CannotRead
from clkss.content.texts.rules import Note
from xml.parsers import expat

import re
import struct
import zipfile
import zlib


MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
RATIO_FREE = 1024 * 1024
"""Up to here a part may be packed as tightly as it likes."""

_BLOCK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    OSError,
    NotImplementedError,
    KeyError,
    ValueError,
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_SLIDES = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml")
_SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")
_SHARED = "xl/sharedStrings.xml"
_ENDS = frozenset({"p", "br", "cr"})


def pieces(source):
    """Read a document.

    :param source: a file that begins like a ZIP archive.
    :raises CannotRead: when it is damaged, locked, a bomb or another kind of archive.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            _judge(parts, source.seek(0, 2))
            yield from _document(archive, [part.filename for part in parts])
    except _BROKEN:
        raise CannotRead(Note.DAMAGED) from None
    except RuntimeError:
        raise CannotRead(Note.LOCKED) from None


def _judge(parts, size):
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotRead(Note.BOMB)
    # Parts that lie on top of each other are larger together than the file.
    if sum(part.compress_size for part in parts) > size:
        raise CannotRead(Note.BOMB)
    if any(part.file_size > max(RATIO_FREE, MOST_RATIO * part.compress_size) for part in parts):
        raise CannotRead(Note.BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead(Note.LOCKED)


def _document(archive, names):
    if "word/document.xml" in names:
        # The document itself before its notes and what stands above and below each page.
        chosen = sorted(filter(_WORD.fullmatch, names), key=lambda name: "/document." not in name)
        return _texts(archive, chosen)
    if "ppt/presentation.xml" in names:
        return _texts(archive, sorted(filter(_SLIDES.fullmatch, names), key=_slide))
    if "xl/workbook.xml" in names:
        return _workbook(archive, names)
    raise CannotRead(Note.KIND)


def _slide(name):
    return int(_NUMBER.search(name)[0]), "/slides/" not in name


def _texts(archive, names):
    for name in names:
        with archive.open(name) as part:
            yield from _Texts(part).pieces()
        yield "\n"


def _workbook(archive, names):
    shared = []
    if _SHARED in names:
        with archive.open(_SHARED) as part:
            for _nothing in _Shared(part, shared).pieces():
                pass
    for name in sorted(filter(_SHEETS.fullmatch, names), key=lambda name: _slide(name)[0]):
        with archive.open(name) as part:
            yield from _Sheet(part, shared).pieces()
        yield "\n"


class _Part:
    """A part of a document as a stream of elements, known by their local name."""

    def __init__(self, part):
        self._part = part
        self.found = []
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse
        self._expat.EntityDeclHandler = self._refuse
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end

    def pieces(self):
        """Give the text as far as it is found, block by block."""
        while block := self._part.read(_BLOCK):
            self._expat.Parse(block, False)
            yield "".join(self.found)
            self.found.clear()
        self._expat.Parse(b"", True)
        yield "".join(self.found)

    @staticmethod
    def _refuse(*_declaration):
        raise CannotRead(Note.BOMB)

    def _start(self, name, attributes):
        self.started(name.rpartition(":")[2], attributes)

    def _end(self, name):
        self.ended(name.rpartition(":")[2])

    def hear(self, listener):
        """Send the text that follows somewhere.

        :param listener: takes pieces of text; None for nobody.
        """
        self._expat.CharacterDataHandler = listener


class _Texts(_Part):
    """Paragraphs of a document or a slide. What was deleted has another element in Word."""

    def started(self, name, attributes):
        if name == "t":
            self.hear(self.found.append)
        elif name == "tab":
            self.found.append(" ")

    def ended(self, name):
        if name == "t":
            self.hear(None)
        elif name in _ENDS:
            self.found.append("\n")
        elif name == "tc":
            self.found.append(" ")


class _Shared(_Part):
    """The table of texts that the cells of a workbook share."""

    def __init__(self, part, shared):
        super().__init__(part)
        self._shared = shared
        self._text = []
        self._spoken = False

    def started(self, name, attributes):
        if name == "si":
            self._text.clear()
        elif name == "rPh":
            self._spoken = True
        elif name == "t" and not self._spoken:
            self.hear(self._text.append)

    def ended(self, name):
        if name == "t":
            self.hear(None)
        elif name == "rPh":
            self._spoken = False
        elif name == "si":
            self._shared.append("".join(self._text))


class _Sheet(_Part):
    """The cells of a sheet that hold words, row by row."""

    def __init__(self, part, shared):
        super().__init__(part)
        self._shared = shared
        self._type = ""
        self._value = []

    def started(self, name, attributes):
        if name == "c":
            self._type = attributes.get("t", "")
            self._value.clear()
        elif name in ("v", "t"):
            self.hear(self._value.append)

    def ended(self, name):
        if name in ("v", "t"):
            self.hear(None)
        elif name == "c":
            self._cell("".join(self._value))
        elif name == "row":
            self.found.append("\n")

    def _cell(self, value):
        if self._type == "s" and value.strip().isdigit():
            place = int(value)
            value = self._shared[place] if place < len(self._shared) else ""
        elif self._type not in ("str", "inlineStr"):
            return
        self.found.append(f"{value} ")
