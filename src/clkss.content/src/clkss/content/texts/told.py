"""What editors are told of a file's text, in words."""

from clkss.content import _
from clkss.content.texts import kept
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import State


_STATES = {
    State.WAITING: _("texts_waiting", default="Its text is still to be read."),
    State.READ: _("texts_read", default="Its text is searched."),
    State.EMPTY: _(
        "texts_empty",
        default="No text is in it: perhaps it is a scan. Nobody finds it by what it says.",
    ),
    State.NONE: _("texts_none", default="A kind of file whose text is not searched."),
}

_NOTES = {
    Note.LONG: _("texts_long", default="It is long: only its first part is searched."),
    Note.SLOW: _("texts_slow", default="Reading it took too long: not all of it is searched."),
    Note.LOCKED: _(
        "texts_locked", default="It is locked with a password; its text cannot be searched."
    ),
    Note.DAMAGED: _("texts_damaged", default="It is damaged; its text cannot be searched."),
    Note.BOMB: _(
        "texts_bomb",
        default="It unpacks to far more than its size, or declares what no document needs; its "
        "text is not searched.",
    ),
    Note.BIG: _("texts_big", default="Reading it takes too much memory; its text is not searched."),
    Note.OLD: _(
        "texts_old",
        default="A Word, Excel or PowerPoint file of the old kind; save it as DOCX, XLSX or PPTX "
        "to have its text searched.",
    ),
    Note.NO_READER: _(
        "texts_no_reader",
        default="The server lacks the program that reads PDF; its text is not searched yet.",
    ),
    Note.FAILED: _("texts_failed", default="Reading it failed; its text is not searched."),
}


def sentence(file):
    """Say how far the reading of a file is.

    :param file: an item of the type File.
    :returns: a message id.
    """
    state, note = kept.state_of(file)
    return in_words(note or state)


def in_words(name):
    """Say what a note or a state means.

    :param name: a ``rules.Note`` or ``rules.State``, or its name.
    :returns: a message id.
    """
    return _NOTES.get(name) or _STATES.get(name, _STATES[State.NONE])
