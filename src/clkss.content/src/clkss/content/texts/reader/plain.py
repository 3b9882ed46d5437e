"""Plain text and CSV."""

from clkss.content.texts.reader.refusal import CannotRead
from clkss.content.texts.rules import MOST_BYTES
from clkss.content.texts.rules import Note

import codecs


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def pieces(source):
    """Read a text; what is more than is kept is not even read.

    :param source: the file.
    :raises CannotRead: when it is no text.
    """
    yield decoded(source.read(2 * MOST_BYTES))


def decoded(data, encoding=None):
    """Make text of bytes: by their mark, as UTF-8, or as Windows wrote it.

    :param data: the bytes.
    :param encoding: what the text itself says.
    :raises CannotRead: when they are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if b"\0" in data:
        raise CannotRead(Note.KIND)
    if encoding:
        try:
            return data.decode(encoding, "replace")
        except (LookupError, UnicodeError):
            return decoded(data)
    # The end may be in the middle of a character.
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
