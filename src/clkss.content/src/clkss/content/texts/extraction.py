"""Reads a file in a process of its own, which has little memory, little time and nothing else."""

from clkss.content.texts import rules
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import Reading
from clkss.content.texts.rules import State

import logging
import os
import selectors
import signal
import subprocess
import sys
import time


log = logging.getLogger(__name__)

_BOOT = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from clkss.content.texts.reader.main import main; main(sys.argv[1] == 'html')"
)
_HTML = ("text/html", "application/xhtml")
_BLOCK = 1 << 16
_MOST_COMPLAINT = 4096


def read(source, media_type="", seconds=rules.MOST_SECONDS):
    """Read the text of a file. Whatever the file is, this ends and gives an answer.

    :param source: the file, open for reading; it must have a descriptor.
    :param media_type: what it was said to be; only HTML is told by it.
    :param seconds: how long it may take.
    :returns: ``rules.Reading``.
    """
    kind = "html" if (media_type or "").startswith(_HTML) else "any"
    source.seek(0)
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-c", _BOOT, kind, *filter(None, sys.path)],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
            start_new_session=True,
        )
    except OSError:
        log.exception("the reading process does not start")
        return Reading(State.REFUSED, Note.FAILED)
    with process:
        listener = _Listener(process, time.monotonic() + seconds)
        try:
            listener.listen()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    code = None if listener.is_full else process.returncode
    return rules.judge(code, listener.complaint, listener.text, listener.is_late)


class _Listener:
    """Takes what a process says until it ends, has said enough or takes too long."""

    def __init__(self, process, until):
        self._process = process
        self._until = until
        self._chunks = []
        self._size = 0
        self.complaint = b""
        self.is_late = False

    @property
    def text(self):
        """What the process wrote, as far as it is kept."""
        return b"".join(self._chunks)[: rules.MOST_BYTES]

    @property
    def is_full(self):
        """Whether it wrote more than is kept."""
        return self._size > rules.MOST_BYTES

    def listen(self):
        """Listen to it."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ, self._take_text)
            selector.register(self._process.stderr, selectors.EVENT_READ, self._take_complaint)
            while selector.get_map() and not self.is_full and not self.is_late:
                ready = selector.select(max(0, self._until - time.monotonic()))
                self.is_late = not ready
                for key, _events in ready:
                    data = os.read(key.fd, _BLOCK)
                    if not data:
                        selector.unregister(key.fileobj)
                    key.data(data)
        if not self.is_full and not self.is_late:
            self._wait()

    def _take_text(self, data):
        self._size += len(data)
        self._chunks.append(data)

    def _take_complaint(self, data):
        self.complaint = (self.complaint + data)[:_MOST_COMPLAINT]

    def _wait(self):
        try:
            self._process.wait(max(0.1, self._until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.is_late = True
