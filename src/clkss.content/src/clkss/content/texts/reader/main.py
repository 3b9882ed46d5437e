"""The reading process: from standard input to standard output."""

from clkss.content.texts import rules
from clkss.content.texts.reader import kinds
from clkss.content.texts.reader.confinement import confine
from clkss.content.texts.reader.refusal import CannotRead
from clkss.content.texts.rules import Note

import os
import sys


def main(is_html):
    """Read one file and end the process.

    :param is_html: whether the file was said to be HTML.
    """
    confine()
    os._exit(_run(sys.stdin.buffer, sys.stdout.fileno(), is_html))


def _run(source, out, is_html):
    left = rules.MOST_BYTES + 1
    try:
        for piece in kinds.pieces(source, is_html):
            data = piece.encode("utf-8", "replace")[:left]
            left -= len(data)
            while data:
                data = data[os.write(out, data) :]
            if left <= 0:
                break
    except CannotRead as refusal:
        return rules.EXITS[refusal.note]
    except (MemoryError, RecursionError):
        return rules.EXITS[Note.BIG]
    except BrokenPipeError:
        return 0
    except Exception:
        # A fault that a file finds in our own readers is that file's fault.
        return rules.EXITS[Note.DAMAGED]
    return 0
