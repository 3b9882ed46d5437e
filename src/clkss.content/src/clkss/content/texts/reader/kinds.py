"""Tells a file by its content and gives its text piece by piece."""

from clkss.content.texts.reader import markup
from clkss.content.texts.reader import office
from clkss.content.texts.reader import pdf
from clkss.content.texts.reader import plain
from clkss.content.texts.reader.refusal import CannotRead
from clkss.content.texts.rules import Note


_HEAD = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OTHER = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"MZ", b"\x7fELF", b"\x1f\x8b", b"{\\rtf")
_HTML = (b"<!doctype html", b"<html", b"<body", b"<head")
_XML = (b"<?xml", b"<svg")


def pieces(source, is_html=False):
    """Read a file.

    :param source: the file, open for reading bytes.
    :param is_html: whether it was said to be HTML.
    :returns: an iterator of pieces of text.
    :raises CannotRead: when it is of no kind that is read, here or while iterating.
    """
    head = source.read(_HEAD)
    source.seek(0)
    if b"%PDF-" in head[:1024]:
        return pdf.pieces(source)
    if head.startswith(b"PK\x03\x04"):
        return office.pieces(source)
    if head.startswith(_OLD_OFFICE):
        raise CannotRead(_old(source))
    if head.startswith(_OTHER):
        raise CannotRead(Note.KIND)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if is_html or start.startswith(_HTML) or b"<html" in start:
        return markup.pieces(source)
    if start.startswith(_XML):
        raise CannotRead(Note.KIND)
    return plain.pieces(source)


def _old(source):
    # Office keeps a locked new document in a container of the old kind.
    return Note.LOCKED if _LOCKED_OFFICE in source.read() else Note.OLD
