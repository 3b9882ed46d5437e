"""The text of a file as it is kept: with the stored file, in a blob of its own.

It hangs on the stored file, not on the item: another file has no text yet, a copy brings its text
along, and a text that comes too late is never taken for that of another file.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content.texts import rules
from clkss.content.texts.interfaces import IWithTexts
from clkss.content.texts.rules import State
from persistent import Persistent
from plone.app.contenttypes.interfaces import IFile
from plone.namedfile.interfaces import INamedBlobFile
from ZODB.blob import Blob
from ZODB.POSException import POSKeyError

import logging


log = logging.getLogger(__name__)

_ATTRIBUTE = "clkss_text"


class Text(Persistent):
    """What came of reading a stored file.

    :param stored: the stored file.
    :param reading: ``rules.Reading``.
    """

    is_indexed = False
    """Whether what holds the file can be found by it, or by the lack of it."""

    def __init__(self, stored, reading):
        self.of = stored._modified
        self.state = str(reading.state)
        self.note = str(reading.note)
        self.characters = len(reading.text)
        self._blob = None
        if reading.text:
            self._blob = Blob()
            with self._blob.open("w") as target:
                target.write(reading.text.encode("utf-8"))

    @property
    def text(self):
        """The text itself; empty when there is none."""
        if self._blob is None:
            return ""
        try:
            with self._blob.open("r") as source:
                return source.read().decode("utf-8")
        except POSKeyError:
            # It can be read anew; whoever indexes or shows something else goes on.
            log.error("a text is missing from the blob storage; `clkss texts --all` reads it anew")
            return ""


def stored_in(file):
    """Return what is stored in an item of the type File.

    :param file: anything.
    :returns: a named blob file, or None.
    """
    stored = getattr(aq_base(file), "file", None) if IFile.providedBy(file) else None
    return stored if INamedBlobFile.providedBy(stored) else None


def kept_of(stored):
    """Return what came of reading a stored file, if it was read since it was stored.

    :param stored: a named blob file.
    :returns: :class:`Text`, or None.
    """
    kept = getattr(stored, _ATTRIBUTE, None)
    return kept if kept is not None and kept.of == stored._modified else None


def keep(stored, reading):
    """Keep what came of reading a stored file.

    :param stored: a named blob file.
    :param reading: ``rules.Reading``.
    """
    setattr(stored, _ATTRIBUTE, Text(stored, reading))


def state_of(file):
    """Tell how far the reading of a file is.

    :param file: an item of the type File.
    :returns: tuple of ``rules.State`` and a ``rules.Note`` or an empty string.
    """
    stored = stored_in(file)
    if stored is None:
        return State.NONE, ""
    kept = kept_of(stored)
    if kept is not None:
        return State(kept.state), kept.note
    return (State.WAITING if rules.has_text(stored.contentType) else State.NONE), ""


def text_of(file):
    """Return the text of a file, as far as it is known.

    :param file: an item of the type File.
    """
    stored = stored_in(file)
    kept = kept_of(stored) if stored is not None else None
    return kept.text if kept is not None else ""


def files_in(item):
    """List the files that lie in an item.

    :param item: an item; one that holds nothing has none.
    """
    if not hasattr(aq_base(item), "objectValues"):
        return []
    return [each for each in item.objectValues() if stored_in(each) is not None]


def holder_of(file):
    """Return what is found by the words of a file: the item that holds it, or the file itself.

    :param file: an item of the type File.
    """
    parent = getattr(file, "__parent__", None)
    return parent if IWithTexts.providedBy(parent) else file


def texts_of(item):
    """Return the texts of the files in an item, for its index.

    Nobody is asked whether he may: the index is asked for the item, and a file is seen by
    whoever sees the item that it lies in.

    :param item: an item that provides ``IWithTexts``.
    """
    return rules.joined(text_of(file) for file in files_in(item))


def read_in(item):
    """Give the files in an item whose text is known, each with its title and that text.

    Nobody is asked whether he may, and no text is read.

    :param item: an item.
    :returns: iterator of tuples of file, title and :class:`Text`.
    """
    for file in files_in(item):
        stored = stored_in(file)
        text = kept_of(stored)
        if text is not None and text.characters:
            yield file, file.title or stored.filename or file.getId(), text


def passages(item):
    """Give title and text of each file in an item that whoever asks may see.

    The texts are read one by one: who has found what he looks for goes on no further.

    :param item: an item.
    :returns: iterator of tuples of title and text.
    """
    may = getSecurityManager().checkPermission
    for file in files_in(item):
        if may("View", file) and (text := text_of(file)):
            yield file.title or stored_in(file).filename or file.getId(), text
