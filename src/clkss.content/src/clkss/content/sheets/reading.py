"""Rows out of an uploaded file, one after the other.

A file is judged by its content, not by its name. Nothing of it is held but the row being read
(and, of a workbook, its table of texts).
"""

from clkss.content.sheets import workbook
from clkss.content.sheets.errors import SheetError
from clkss.content.sheets.rules import MAX_BYTES
from clkss.content.sheets.rules import MAX_COLUMNS
from clkss.content.sheets.rules import MAX_ROWS
from clkss.content.sheets.rules import shorten
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import codecs
import csv
import io
import os


CSV = "csv"
XLSX = "xlsx"

UTF8 = "utf-8"
WINDOWS = "cp1252"

DELIMITERS = (",", ";", "\t")

_SIGNATURES = (
    (b"%PDF", "file_is_pdf"),
    (b"\xd0\xcf\x11\xe0", "file_is_old_or_locked"),
    (b"\x89PNG", "file_is_picture"),
    (b"\xff\xd8\xff", "file_is_picture"),
    (b"GIF8", "file_is_picture"),
    (b"\x1f\x8b", "file_is_archive"),
    (b"Rar!", "file_is_archive"),
    (b"7z\xbc\xaf", "file_is_archive"),
    (b"{\\rtf", "file_is_document"),
    (b"\xff\xfe", "file_is_utf16"),
    (b"\xfe\xff", "file_is_utf16"),
)
_HEAD = 4096
_BLOCK = 1 << 16
_UNDEFINED_IN_WINDOWS = frozenset("\udc81\udc8d\udc8f\udc90\udc9d")

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Source:
    """A file that can be read as a sheet.

    :param kind: ``csv`` or ``xlsx``.
    :param encoding: of a CSV file.
    :param delimiter: of a CSV file.
    """

    kind: str
    encoding: str = ""
    delimiter: str = ""


def recognise(stream: BinaryIO) -> Source:
    """Say what a file is, by its content.

    :param stream: a file opened for reading bytes, which can seek.
    :raises SheetError: when it is no sheet that we read, with the reason.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise SheetError("file_empty")
    if size > MAX_BYTES:
        raise SheetError("file_too_large", limit=str(MAX_BYTES // 1024 // 1024))
    head = stream.read(_HEAD)
    if head.startswith(b"PK"):
        workbook.guard(stream)
        return Source(XLSX)
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            raise SheetError(reason)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise SheetError("file_is_web_page")
    if not head.lstrip(codecs.BOM_UTF8).strip():
        _refuse_blank(stream)
    if head.count(b"\x00") > len(head) // 8:
        raise SheetError("file_is_binary")
    delimiter = _delimiter(head)
    return Source(CSV, _encoding(stream, delimiter), delimiter)


def rows(stream: BinaryIO, source: Source | None = None) -> Iterator[Row]:
    """Give the rows that hold something: the number that a spreadsheet shows, and the texts.

    :param stream: a file opened for reading bytes, which can seek.
    :param source: from :func:`recognise`, if that was asked already.
    :raises SheetError: when the file is no sheet, is damaged, or is larger than we read.
    """
    source = source or recognise(stream)
    stream.seek(0)
    read = workbook.rows(stream) if source.kind == XLSX else _csv_rows(stream, source)
    count = 0
    for number, cells in read:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise SheetError("too_many_columns", row=number, limit=str(MAX_COLUMNS))
        count += 1
        if count > MAX_ROWS + 1:
            raise SheetError("too_many_rows", row=number, limit=str(MAX_ROWS))
        yield number, cells
    if not count:
        raise SheetError("file_empty")


def _refuse_blank(stream: BinaryIO) -> None:
    stream.seek(0)
    while block := stream.read(_BLOCK):
        if block.lstrip(codecs.BOM_UTF8).strip():
            return
    raise SheetError("file_empty")


def _delimiter(head: bytes) -> str:
    first = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n").splitlines()[:1]
    text = first[0].decode("latin-1") if first else ""
    return max(DELIMITERS, key=text.count)


def _encoding(stream: BinaryIO, delimiter: str) -> str:
    """Find the encoding of a CSV file.

    :raises SheetError: when it is neither UTF-8 nor Windows-1252 from its first to its last row.
    """
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(UTF8)()
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _other_encoding(stream, delimiter)
    return "utf-8-sig"


def _other_encoding(stream: BinaryIO, delimiter: str) -> str:
    """Tell Windows-1252 from a file in which two encodings are mixed."""
    stream.seek(0)
    marked = stream.read(3) == codecs.BOM_UTF8
    stream.seek(0)
    foreign = proper = None
    for number, cells in _records(stream, "utf-8-sig", delimiter, errors="surrogateescape"):
        for position, cell in enumerate(cells):
            if cell.isascii():
                continue
            strange = [letter for letter in cell if "\udc80" <= letter <= "\udcff"]
            if _UNDEFINED_IN_WINDOWS.intersection(strange):
                raise SheetError("encoding_unknown", row=number, value=_shown(cell))
            if strange and foreign is None:
                foreign = (number, position, cell)
            if proper is None and any(
                letter > "\x7f" and not "\udc80" <= letter <= "\udcff" for letter in cell
            ):
                proper = number
        if foreign and (marked or proper is not None):
            raise SheetError("encoding_mixed", row=foreign[0], value=_shown(foreign[2]))
    return WINDOWS


def _shown(cell: str) -> str:
    return shorten(cell.encode("utf-8", "surrogateescape").decode(UTF8, "replace"))


def _csv_rows(stream: BinaryIO, source: Source) -> Iterator[Row]:
    yield from _records(stream, source.encoding, source.delimiter)


def _records(
    stream: BinaryIO, encoding: str, delimiter: str, errors: str = "strict"
) -> Iterator[Row]:
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    try:
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise SheetError(_csv_reason(error), row=number) from None
            yield number, cells
    finally:
        if not stream.closed:
            text.detach()


def _csv_reason(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return "quote_open"
    if "unexpected end" in said:
        return "quote_open"
    if "NUL" in said:
        return "file_is_binary"
    return "quote_wrong"
