"""Small documents of each kind, made on the spot."""

from io import BytesIO
from xml.sax.saxutils import escape

import hashlib
import struct
import zipfile


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def archive(parts):
    """Make a ZIP archive.

    :param parts: content by name.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs, head="", **more):
    """Make a Word document.

    :param paragraphs: its text.
    :param head: what stands in the XML before the document.
    :param more: further parts in the folder ``word``: name without ending, XML.
    """
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {f"word/{name}.xml": content for name, content in more.items()}
    document = f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": head + document} | parts)


def pptx(*slides):
    """Make a presentation.

    :param slides: the text of each slide.
    """
    parts = {"ppt/presentation.xml": "<p:presentation xmlns:p='p'/>"}
    for number, text in enumerate(slides, 1):
        shape = f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>"
        parts[f"ppt/slides/slide{number}.xml"] = (
            f'<p:sld xmlns:p="p" xmlns:a="a"><p:txBody>{shape}</p:txBody></p:sld>'
        )
    return archive(parts)


def xlsx(*rows):
    """Make a workbook of one sheet.

    :param rows: lists of texts and numbers.
    """
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    places = iter(range(len(texts)))
    lines = ""
    for row in rows:
        cells = (
            f'<c t="s"><v>{next(places)}</v></c>'
            if isinstance(cell, str)
            else f"<c><v>{cell}</v></c>"
            for cell in row
        )
        lines += f"<row>{''.join(cells)}</row>"
    return archive(
        {
            "xl/workbook.xml": "<workbook/>",
            "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{lines}</sheetData></worksheet>",
        }
    )


def pdf(*pages, password=None):
    """Make a PDF.

    :param pages: the text of each page, in Latin letters.
    :param password: what is asked of whoever opens it.
    """
    lock = _Lock(password) if password else None
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for text in pages:
        number = len(objects) + 1
        lines = " ".join(f"({_literal(line)}) Tj T*" for line in text.split("\n"))
        drawn = f"BT /F1 12 Tf 14 TL 40 780 Td {lines} ET".encode("cp1252")
        if lock:
            drawn = lock.encrypt(drawn, number + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    trailer = b"/Root 1 0 R"
    if lock:
        objects.append(lock.dictionary)
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), lock.id, lock.id)
    return _written(objects, trailer)


def _literal(text):
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _written(objects, trailer):
    out = BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


class _Lock:
    """The oldest encryption of PDF: it is only to be met, not to keep a secret."""

    id = b"00112233445566778899aabbccddeeff"

    def __init__(self, password):
        own = (password.encode() + _PAD)[:32]
        owner = _rc4(_md5(own)[:5], own)
        rights = struct.pack("<i", -4)
        self._key = _md5(own + owner + rights + bytes.fromhex(self.id.decode()))[:5]
        self.dictionary = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
            owner.hex().encode(),
            _rc4(self._key, _PAD).hex().encode(),
        )

    def encrypt(self, data, number):
        return _rc4(_md5(self._key + struct.pack("<I", number)[:3] + b"\0\0")[:10], data)


def _md5(data):
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key, data):
    state = list(range(256))
    at = 0
    for place in range(256):
        at = (at + state[place] + key[place % len(key)]) % 256
        state[place], state[at] = state[at], state[place]
    first = second = 0
    out = bytearray()
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)
