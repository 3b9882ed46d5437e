"""Which files may be attached: told by their content, not by their name.

Source of the rule: security.md, part 4, sentence 11 (allow-list by content, size, pixels; SVG and
HTML refused; archives that unpack to more than they should are refused unopened).
"""

from clkss.content import _
from clkss.content.exceptions import Refused
from typing import BinaryIO

import zipfile


MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_MEMBERS = 5_000
MOST_RATIO = 200
MOST_FILES = 20

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV = "text/csv"
TEXT = "text/plain"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"

IMAGES = frozenset({JPEG, PNG, WEBP})

EXTENSIONS = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PPTX: (".pptx",),
    CSV: (".csv",),
    TEXT: (".txt",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    WEBP: (".webp",),
}
"""What a file of each kind may be called."""

_OFFICE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<body", b"<iframe")

TOO_BIG = _("file_too_big", default="A file may have at most 20 MB.")
EMPTY = _("file_empty", default="The file is empty.")
NOT_ALLOWED = _(
    "file_not_allowed",
    default="Attach PDF, Word, Excel, PowerPoint (without macros), CSV, text, JPEG, PNG or WebP "
    "files.",
)
NAME_LIES = _("file_name_lies", default="What is in the file does not fit the ending of its name.")
UNPACKS = _("file_unpacks", default="The file unpacks to far more than its size, or is damaged.")
TOO_MANY = _("file_too_many", default="At most 20 files can be attached.")


class RefusedFile(Refused):
    """A file that may not be attached; carries every reason at once.

    :param reasons: message ids.
    """


def kind_of(source: BinaryIO, size: int, name: str) -> str:
    """Tell what a file is.

    :param source: the file, open for reading bytes; it is wound back.
    :param size: its size in bytes.
    :param name: what it is called; only its ending counts.
    :returns: one of the media types above.
    :raises RefusedFile: when it may not be attached.
    """
    if size == 0:
        raise RefusedFile([EMPTY])
    if size > MOST_BYTES:
        raise RefusedFile([TOO_BIG])
    source.seek(0)
    head = source.read(4096)
    source.seek(0)
    ending = name.lower().rpartition(".")[2]
    kind = _by_head(head) or (_office(source) if head.startswith(b"PK\x03\x04") else None)
    if kind is None and ending in ("csv", "txt"):
        kind = _text(source, ending)
    source.seek(0)
    if kind is None:
        raise RefusedFile([NOT_ALLOWED])
    if not name.lower().endswith(EXTENSIONS[kind]):
        raise RefusedFile([NAME_LIES])
    return kind


def size_of(source: BinaryIO) -> int:
    """Measure an open file and wind it back.

    :param source: the file.
    """
    source.seek(0, 2)
    size = source.tell()
    source.seek(0)
    return size


def _by_head(head: bytes) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return None


def _office(source: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise RefusedFile([UNPACKS]) from None
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > MOST_UNPACKED:
        raise RefusedFile([UNPACKS])
    for each in members:
        if each.file_size > MOST_RATIO * max(each.compress_size, 1024):
            raise RefusedFile([UNPACKS])
    names = {each.filename.lower() for each in members}
    if any(name.endswith(_MACROS) for name in names):
        return None
    return next((kind for name, kind in _OFFICE.items() if name in names), None)


def _text(source: BinaryIO, ending: str) -> str | None:
    data = source.read(MOST_BYTES + 1)
    if b"\0" in data:
        return None
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        return None
    return CSV if ending == "csv" else TEXT
