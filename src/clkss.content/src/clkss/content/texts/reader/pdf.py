"""PDF: this process becomes poppler's ``pdftotext``."""

from clkss.content.texts.reader.refusal import CannotRead
from clkss.content.texts.rules import Note

import os
import shutil


PROGRAM = "pdftotext"

MOST_PAGES = 5_000


def pieces(source):
    """Never come back: standard input and output go to ``pdftotext``.

    :param source: the file, which is standard input.
    :raises CannotRead: when the program is missing.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise CannotRead(Note.NO_READER)
    os.lseek(source.fileno(), 0, os.SEEK_SET)
    arguments = ["-enc", "UTF-8", "-eol", "unix", "-l", str(MOST_PAGES), "/dev/stdin", "-"]
    os.execv(program, [PROGRAM, *arguments])  # noqa: S606
