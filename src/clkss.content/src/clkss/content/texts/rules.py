"""What becomes of a file whose text is looked for, and how much of everything is allowed."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import re
import signal
import unicodedata


class State(StrEnum):
    """How far the reading of a file is."""

    WAITING = "waiting"
    READ = "read"
    EMPTY = "empty"
    REFUSED = "refused"
    NONE = "none"
    """Of a kind in which no text is looked for."""


class Note(StrEnum):
    """Why a file was refused, or read only in part."""

    LONG = "long"
    SLOW = "slow"
    LOCKED = "locked"
    DAMAGED = "damaged"
    BOMB = "bomb"
    BIG = "big"
    OLD = "old"
    KIND = "kind"
    NO_READER = "no_reader"
    FAILED = "failed"


class Reading(NamedTuple):
    """What came of reading a file."""

    state: State
    note: str = ""
    text: str = ""


PARTLY = frozenset({Note.LONG, Note.SLOW})
"""Notes of files of which the part that was read is kept."""

LATER = frozenset({Note.NO_READER, Note.FAILED})
"""Notes of files that are worth another try without a new file."""

MOST_BYTES = 2 * 1024 * 1024
"""Text that is kept of one file."""

MOST_OF_ITEM = 4 * 1024 * 1024
"""Characters of its files by which one item is found."""

MOST_SECONDS = 40
MOST_PROCESSOR_SECONDS = 20
MOST_MEMORY = 512 * 1024 * 1024
MOST_OPEN_FILES = 32

WINDOW = 400
"""Characters on either side of a word that is shown where it stands."""

LONGEST_WORD = 64
"""What is longer is no word: an encoded picture, a key."""

#: How the reading process says why it gives up. Programs that it becomes have codes below 10.
EXITS = {
    Note.LOCKED: 20,
    Note.DAMAGED: 21,
    Note.BOMB: 22,
    Note.BIG: 23,
    Note.OLD: 24,
    Note.KIND: 25,
    Note.NO_READER: 26,
}

_NOTES = {code: note for note, code in EXITS.items()}
_SLOW = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
_TEXTLESS = ("image/", "audio/", "video/")
_PASSWORD = b"ncorrect password"

_SPLIT = re.compile(r"(?<=[a-zß-ÿ])-\n(?=[a-zß-ÿ])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n(?:[ \n]*\n)?[ ]?")
_ACCENTED = {
    "a": "[aàáâãäå]",
    "c": "[cç]",
    "e": "[eèéêë]",
    "i": "[iìíîï]",
    "n": "[nñ]",
    "o": "[oòóôõö]",
    "u": "[uùúûü]",
}
_NO_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def has_text(media_type):
    """Say whether text is looked for in a kind of file.

    :param media_type: what the file says that it is.
    """
    return not (media_type or "").startswith(_TEXTLESS)


def judge(code, complaint, data, late=False):
    """Tell what came of a run of the reading process.

    :param code: its exit code; minus the number of the signal that ended it; None when it
        was ended because it had said enough.
    :param complaint: the beginning of what it wrote to standard error.
    :param data: the text that it gave, in UTF-8.
    :param late: whether it was ended because it took too long.
    """
    text = tidy(data.decode("utf-8", "ignore"))
    note = _note(code, complaint, late)
    if note == Note.KIND:
        return Reading(State.NONE, note)
    if note and (note not in PARTLY or (note == Note.SLOW and not text)):
        return Reading(State.REFUSED, note)
    if not text:
        return Reading(State.EMPTY)
    return Reading(State.READ, note, text)


def _note(code, complaint, late):
    if late or code in _SLOW:
        return Note.SLOW
    if code is None:
        return Note.LONG
    if code in _NOTES:
        return _NOTES[code]
    if code == 0:
        return ""
    if _PASSWORD in complaint:
        return Note.LOCKED
    return Note.BIG if code == -signal.SIGABRT else Note.DAMAGED


def tidy(text):
    """Leave of a text what can be searched and shown: words, spaces and ends of lines.

    A word that was divided at the end of a line is put together again.

    :param text: what was read.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\xad\n", "").replace("\xad", "")
    text = text.replace("\f", "\n").replace("\v", "\n")
    text = _SPACES.sub(" ", _NO_WORD.sub("", _CONTROL.sub(" ", text)))
    text = _LINES.sub("\n", text)
    return _SPLIT.sub("", text).strip()


def window(text, words, reach=WINDOW):
    """Cut from a long text the part around the first of some words.

    :param text: the text.
    :param words: beginnings of words, without capitals and accents.
    :param reach: about how many characters on either side.
    :returns: the part, or an empty string when no word is in the text.
    """
    match = _beginnings(frozenset(words)).search(text) if words else None
    if match is None:
        return ""
    start = text.find(" ", max(0, match.start() - reach), match.start()) + 1
    return text[start or max(0, match.start() - reach) : match.end() + reach]


@lru_cache(maxsize=64)
def _beginnings(words):
    spelled = (
        "".join(_ACCENTED.get(letter, re.escape(letter)) for letter in each) for each in words
    )
    return re.compile(rf"\b(?:{'|'.join(sorted(spelled))})", re.IGNORECASE)


def joined(texts, most=MOST_OF_ITEM):
    """Put the texts of several files together, no more than is indexed of one item.

    :param texts: iterable of texts; those that find no room are not asked for.
    :param most: characters in all.
    """
    taken = []
    for text in texts:
        taken.append(text[:most])
        most -= len(text)
        if most <= 0:
            break
    return "\n".join(taken)
